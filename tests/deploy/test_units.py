"""The units for systemd: it accepts them, and what they start works."""

import os
import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.browser.conftest import reserved_port
from tests.deploy.running import (
    DEPLOY,
    INSTALLED,
    ROOT,
    environment,
    programs,
    settings_in,
    started,
    text_of,
)

UNITS = ("sourcebook@.service", "sourcebook-backup.service", "sourcebook-backup.timer")
MOST_EXPOSED = "20"
"""Tenths of the points that systemd gives a service for what it could do; 100 is the worst."""


def value(unit: str, key: str) -> str:
    """The one value that a unit has for a key."""
    (found,) = re.findall(rf"^{key}=(.*)$", text_of(unit), re.MULTILINE)
    return str(found)


def command(unit: str, key: str, **replaced: str) -> list[str]:
    """What systemd runs for a key, with specifiers replaced; `%%` is a per cent sign."""
    text = value(unit, key)
    for name, other in replaced.items():
        text = text.replace(f"%{name}", other)
    return shlex.split(text.replace("%%", "%"))


def settings(folder: Path) -> dict[str, str]:
    """The settings of `deploy/sourcebook.env`, for a site in this folder."""
    found = settings_in(text_of("sourcebook.env").replace("/var/lib/sourcebook", str(folder)))
    course = Path(found["SOURCEBOOK_COURSE"])
    for part in ("lessons", "plans", "quizzes", "seeds"):
        shutil.copytree(ROOT / part, course / part, ignore=shutil.ignore_patterns("originals"))
    return environment(**found)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_has_sections_and_keys_only(unit: str) -> None:
    """It is read by Python's own parser, wherever systemd is missing."""
    parser = ConfigParser(strict=False, interpolation=None, comment_prefixes="#")
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # Keys have capitals.

    parser.read_string(text_of(unit))

    assert set(parser.sections()) <= {"Unit", "Service", "Timer", "Install"}
    assert [key for each in parser.sections() for key in parser[each] if not key.isalpha()] == []


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """Not on machines without systemd, where the test above has to do."""
    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("No systemd is installed.")
    own = f"{programs(tmp_path / 'bin')}/"
    for unit in UNITS:
        (tmp_path / unit).write_text(text_of(unit).replace(INSTALLED, own), "utf-8")

    done = subprocess.run(
        [analyze, "verify", "--man=no", *(str(tmp_path / unit) for unit in UNITS)],
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.endswith(".service")])
def test_a_service_can_do_little_but_its_work(unit: str) -> None:
    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("No systemd is installed.")
    offline = ["security", "--offline=yes", f"--threshold={MOST_EXPOSED}", "--no-pager"]

    done = subprocess.run([analyze, *offline, str(DEPLOY / unit)], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout.splitlines()[-1]


def test_the_service_starts_and_ends_and_the_backup_is_written(tmp_path: Path) -> None:
    own, port = f"{programs(tmp_path / 'bin')}/", reserved_port()
    start = command("sourcebook@.service", "ExecStart", i=str(port))
    site = settings(tmp_path)
    backups = tmp_path / "backups"
    backups.mkdir()

    with started([start[0].replace(INSTALLED, own), *start[1:]], port, site, tmp_path) as process:
        written = subprocess.run(
            [
                each.replace(INSTALLED, own).replace("/var/backups/sourcebook", str(backups))
                for each in command("sourcebook-backup.service", "ExecStart")
            ],
            env=site,
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )

    assert process.returncode in (0, -15)
    assert written.returncode == 0, written.stderr
    (made,) = backups.iterdir()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-\d{6}\.backup", made.name)
    assert made.stat().st_size > 10_000


def test_backups_are_deleted_after_thirty_days(tmp_path: Path) -> None:
    day = 24 * 3600
    for age in (0, 29, 32):
        made = tmp_path / f"{age}.backup"
        made.touch()
        now = made.stat().st_mtime
        os.utime(made, (now - age * day, now - age * day))
    (tmp_path / "notes.txt").touch()

    clean = command("sourcebook-backup.service", "ExecStartPost")
    subprocess.run(
        [each.replace("/var/backups/sourcebook", str(tmp_path)) for each in clean], check=True
    )

    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "0.backup",
        "29.backup",
        "notes.txt",
    ]


def test_the_backup_and_the_site_have_the_same_account_settings_and_limits() -> None:
    own = {"Type", "ExecStart", "ExecStartPost", "ReadWritePaths"}
    of_server = {"ExecStart", "StateDirectory", "StateDirectoryMode", "Restart", "RestartSec"}
    of_server |= {"TimeoutStopSec"}

    def lines(unit: str, but: set[str]) -> set[str]:
        section = text_of(unit).partition("[Service]\n")[2].partition("[Install]")[0]
        return {each for each in section.splitlines() if each and each.split("=")[0] not in but}

    assert lines("sourcebook-backup.service", own) == lines("sourcebook@.service", of_server)


def test_an_admin_runs_a_command_with_the_settings_of_the_site(tmp_path: Path) -> None:
    """The account is that of the test, because the one of a site does not exist here."""
    script = text_of("sourcebook-admin")
    changed = "runuser -u sourcebook -- /opt/sourcebook/bin/sourcebook"
    assert changed in script
    own = tmp_path / "sourcebook-admin"
    own.write_text(script.replace(changed, f"{programs(tmp_path / 'bin')}/sourcebook"), "utf-8")
    (tmp_path / "site.env").write_text(
        f"SOURCEBOOK_PUBLIC_URL=https://course.school.example\nSOURCEBOOK_DATA={tmp_path}/data\n"
    )

    done = subprocess.run(
        ["/bin/sh", str(own), "class", "new", "History 9b"],
        env=environment(SOURCEBOOK_SETTINGS=str(tmp_path / "site.env")),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("History 9b: learners open /me?join=")
    assert (tmp_path / "data" / "sourcebook.db").exists()
