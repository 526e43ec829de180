"""The settings of the network: the public address, and the proxies that are trusted."""

import pytest

from sourcebook.errors import SettingsError
from sourcebook.settings import settings

from .conftest import restart


def read(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Start with this setting in the environment."""
    monkeypatch.setenv(f"SOURCEBOOK_{name}", value)
    restart()


@pytest.mark.parametrize(
    ("value", "public_url", "https"),
    [
        ("", None, False),
        ("https://course.school.example", "https://course.school.example", True),
        (" HTTPS://Course.school.example:443/ ", "https://course.school.example", True),
        ("https://course.school.example:8443", "https://course.school.example:8443", True),
        ("http://192.168.1.5:80", "http://192.168.1.5", False),
        ("http://[FE80::1]:8501", "http://[fe80::1]:8501", False),
    ],
)
def test_the_public_address_is_kept_as_a_browser_names_it_and_implies_https(
    monkeypatch: pytest.MonkeyPatch, value: str, public_url: str | None, https: bool
) -> None:
    read(monkeypatch, "PUBLIC_URL", value)

    assert (settings().public_url, settings().https) == (public_url, https)


@pytest.mark.parametrize(
    "value",
    [
        "course.school.example",
        "//course.school.example",
        "ftp://course.school.example",
        "https://",
        "https://course.school.example/quiz",
        "https://course.school.example?a",
        "https://me@course.school.example",
        "https://course.school.example:port",
        "https://[::1",
    ],
)
def test_a_public_address_that_is_none_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    read(monkeypatch, "PUBLIC_URL", value)

    with pytest.raises(SettingsError) as refused:
        settings()

    assert str(refused.value) == (
        f"SOURCEBOOK_PUBLIC_URL is '{value}', expected https:// and a name, with a port or "
        "without, and nothing after it, such as https://course.school.example. The path of an "
        "app on its host is Streamlit's setting server.baseUrlPath."
    )


def test_the_older_setting_still_says_that_https_is_in_front(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read(monkeypatch, "HTTPS", "1")

    assert (settings().public_url, settings().https) == (None, True)


def test_proxies_are_addresses_or_ranges_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, "PROXY", "127.0.0.1, ::1,172.18.0.0/16,")

    assert settings().proxies == ("127.0.0.1", "::1", "172.18.0.0/16")


@pytest.mark.parametrize("value", ["*", "nginx", "127.0.0.1:80", "https://127.0.0.1"])
def test_a_proxy_without_an_address_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    read(monkeypatch, "PROXY", f"127.0.0.1,{value}")

    with pytest.raises(SettingsError) as refused:
        settings()

    assert str(refused.value) == (
        f"SOURCEBOOK_PROXY names '{value}', expected the proxy's own address, such as 127.0.0.1, "
        "or a range of addresses, such as 172.18.0.0/16."
    )
