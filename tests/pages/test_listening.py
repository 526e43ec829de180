"""What the console says at the start: where the app is, and who can read along."""

import pytest
import streamlit as st

from sourcebook.pages.network import listening

from .conftest import restart

WARNING = "Warning: other computers reach this app, and nothing it sends is encrypted."


def said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    address: str | None,
    **environment: str,
) -> str:
    """What is announced by a server that listens at this address."""
    options = {"server.address": address, "server.port": 8600}
    options["server.sslCertFile"] = environment.pop("certificate", None)
    for name, value in environment.items():
        monkeypatch.setenv(f"SOURCEBOOK_{name}", value)
    restart()
    monkeypatch.setattr(st, "get_option", options.get)
    monkeypatch.setattr(listening, "_in_network", lambda: "192.168.1.5")
    listening.announce()
    return capsys.readouterr().err


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "localhost", "::1"])
def test_what_only_this_machine_reaches_needs_no_warning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    text = said(monkeypatch, capsys, address)

    shown = f"[{address}]" if ":" in address else address
    assert text == f"\nSourcebook is at http://{shown}:8600\n\n"


@pytest.mark.parametrize("address", ["0.0.0.0", "::", None, "", "192.168.1.5", "school.example"])
def test_what_others_reach_without_https_says_what_they_can_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str | None
) -> None:
    text = said(monkeypatch, capsys, address)

    assert WARNING in text
    for each in ("password", "cookies", "names", "answers", "SOURCEBOOK_PUBLIC_URL"):
        assert each in text


def test_with_a_public_address_of_https_that_one_is_shown_and_nothing_warned_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(monkeypatch, capsys, "0.0.0.0", PUBLIC_URL="https://course.school.example")

    assert text == "\nSourcebook is at https://course.school.example\n\n"


def test_with_a_public_address_of_http_there_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert WARNING in said(monkeypatch, capsys, "0.0.0.0", PUBLIC_URL="http://course.example")


def test_with_a_certificate_of_its_own_there_is_no_warning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(monkeypatch, capsys, "0.0.0.0", certificate="school.pem")

    assert text.startswith("\nSourcebook is at https://localhost:8600\n")
    assert WARNING not in text


def test_a_class_is_shown_the_address_in_its_network(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(monkeypatch, capsys, "0.0.0.0")

    assert text.startswith(
        "\nSourcebook is at http://localhost:8600\n"
        "In the same network it is at http://192.168.1.5:8600\n"
    )
