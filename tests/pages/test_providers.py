"""The section [auth] of the secrets: what it lacks is named before anybody logs in."""

import tomllib
from pathlib import Path

import pytest
import streamlit as st

from sourcebook.errors import SettingsError
from sourcebook.pages.identity import providers, school
from sourcebook.settings import PROJECT

PROVIDER = {
    "client_id": "sourcebook",
    "client_secret": "known to the provider",
    "server_metadata_url": "https://id.school.example/.well-known/openid-configuration",
}
SHARED = {
    "redirect_uri": "https://quiz.school.example/oauth2callback",
    "cookie_secret": "a secret with 32 characters or more",
}
AUTH = SHARED | PROVIDER


def faults_of(monkeypatch: pytest.MonkeyPatch, auth: object) -> list[str]:
    """What is said at the start of a section [auth] that cannot work."""
    monkeypatch.setattr(st, "secrets", {"auth": auth})
    with pytest.raises(SettingsError) as error:
        providers.check()
    return [line.removeprefix("- ") for line in str(error.value).splitlines()[1:]]


@pytest.mark.parametrize("auth", [AUTH, SHARED | {"google": PROVIDER}, AUTH | {"google": PROVIDER}])
def test_a_whole_section_is_taken(monkeypatch: pytest.MonkeyPatch, auth: object) -> None:
    monkeypatch.setattr(st, "secrets", {"auth": auth})

    providers.check()

    assert school.is_in_use()


def test_without_the_section_nobody_logs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "secrets", {"mail": "x"})

    providers.check()

    assert not school.is_in_use()


@pytest.mark.parametrize("key", [*SHARED, *PROVIDER])
def test_a_key_that_is_missing_or_empty_is_named(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    without = {name: value for name, value in AUTH.items() if name != key}

    assert [line.partition(".")[0] for line in faults_of(monkeypatch, without)] == [
        f"[auth] has no {key}"
    ]
    assert faults_of(monkeypatch, AUTH | {key: " "}) == faults_of(monkeypatch, without)


def test_all_that_is_missing_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    auth = SHARED | {"goo_gle": {"client_id": "sourcebook", "client_secret": "x"}}

    assert faults_of(monkeypatch, auth) == [
        "[auth.goo_gle] has no server_metadata_url. Write the provider’s address that ends with "
        "openid-configuration, in quotes.",
        "[auth.goo_gle] has an underscore in its name, which Streamlit does not take.",
    ]


def test_a_section_without_any_provider_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(faults_of(monkeypatch, SHARED)) == len(PROVIDER)


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults_of(monkeypatch, AUTH | {"cookie_secret": "x" * 31}) == [
        "The cookie_secret of [auth] has 31 characters, expected 32 or more. "
        'Make one: python -c "import secrets; print(secrets.token_urlsafe(32))"'
    ]


@pytest.mark.parametrize("address", ["quiz.school.example/oauth2callback", "https://quiz.example"])
def test_an_address_to_which_no_provider_can_return_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    assert faults_of(monkeypatch, AUTH | {"redirect_uri": address}) == [
        f"The redirect_uri of [auth] is {address}, expected the address of this app and "
        "/oauth2callback, such as https://quiz.school.example/oauth2callback."
    ]


def test_a_text_in_place_of_the_section_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults_of(monkeypatch, "yes") == ["auth is not a section. Start it with a line [auth]."]


def test_without_authlib_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "find_spec", lambda _name: None)

    assert faults_of(monkeypatch, AUTH) == [
        'Authlib is not installed. Run: pip install -e ".[oidc]"'
    ]


def test_secrets_that_cannot_be_read_are_not_taken_for_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else a slip in the file would let everybody in without a login."""
    error = tmp_path / "secrets.toml"
    error.write_text("[auth", "utf-8")
    st.secrets._reset()
    monkeypatch.setattr(st.secrets, "_secrets", None)
    monkeypatch.setattr("streamlit.config.get_option", lambda _name: [str(error)])
    monkeypatch.setattr(st, "get_option", lambda _name: [str(error)])

    with pytest.raises(SettingsError, match=r"secrets\.toml: Expected '\]' at the end"):
        school.is_in_use()


def test_the_example_in_the_documentation_lacks_nothing_but_a_secret_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (PROJECT / "docs" / "school-login.md").read_text("utf-8")
    _, _, rest = text.partition("```toml\n")
    example = tomllib.loads(rest.partition("```")[0])["auth"]

    assert [line[:25] for line in faults_of(monkeypatch, example)] == ["The cookie_secret of [aut"]
    monkeypatch.setattr(st, "secrets", {"auth": example | {"cookie_secret": "x" * 32}})
    providers.check()
