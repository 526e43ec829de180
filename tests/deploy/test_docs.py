"""docs/deploy.md tells the truth: its commands work in their order, its files and figures exist."""

import json
import os
import re
import subprocess
from contextlib import ExitStack
from pathlib import Path

from tests.browser.conftest import installed, reserved_port
from tests.deploy.running import DEPLOY, ROOT, environment, programs, started
from tests.deploy.site import Site

PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")

# These need root, the internet, or a service that a test cannot start.
NOT_RUN = [
    "sudo useradd --system --home-dir /var/lib/sourcebook sourcebook",
    "sudo python3 -m venv /opt/sourcebook-1",
    'sudo /opt/sourcebook-1/bin/pip install ".[postgres]" -c constraints.txt',
    "sudo -u postgres createuser sourcebook",
    "sudo -u postgres createdb --owner sourcebook --encoding UTF8 sourcebook",
    "sudo python3 -m venv /opt/sourcebook-2",
    'sudo /opt/sourcebook-2/bin/pip install ".[postgres]" -c constraints.txt',
]
NOT_RUN_AT_ALL = ("docker ",)

# These are run by the test of the laptop, and by tests/browser/test_deployed.py.
ELSEWHERE = {
    "sourcebook serve --address 0.0.0.0",
    "sourcebook backup monday.backup",
    "SOURCEBOOK_DATABASE_URL=sqlite:///trial.db sourcebook restore 2026-09-01-023000.backup",
    "sudo caddy validate --config /etc/caddy/Caddyfile",
    "sudo nginx -t",
}
# It needs a PostgreSQL; the tests of the command have one.
_MIGRATION = "sudo sourcebook-admin migrate "


def commands() -> list[str]:
    """What the page says to type, line by line."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def is_run(command: str) -> bool:
    """Whether the commands that are run here have this one."""
    is_left_out = command in (*NOT_RUN, *ELSEWHERE)
    return not is_left_out and not command.startswith((*NOT_RUN_AT_ALL, _MIGRATION))


def test_what_is_not_run_stands_on_the_page() -> None:
    said = commands()

    assert [each for each in said if each in NOT_RUN] == NOT_RUN
    assert set(ELSEWHERE) <= set(said)
    assert len([each for each in said if each.startswith("docker ")]) == 3
    assert len([each for each in said if each.startswith(_MIGRATION)]) == 1
    assert len([each for each in said if is_run(each)]) > 25


def test_a_laptop_serves_a_class_and_is_backed_up(tmp_path: Path) -> None:
    port, program = reserved_port(), str(programs(tmp_path / "bin") / "sourcebook")
    serve, backup = (
        [program, *each.replace("0.0.0.0", "127.0.0.1").split()[1:]]
        for each in commands()
        if each.startswith("sourcebook ")
    )
    own = environment(SOURCEBOOK_DATA=str(tmp_path / "data"))

    with started([*serve, "--port", str(port)], port, own, tmp_path):
        pass
    subprocess.run(backup, cwd=tmp_path, env=own, check=True)

    said = (tmp_path / "server.log").read_text()
    assert f"Sourcebook is at http://127.0.0.1:{port}" in said
    assert "/teach?token=" in said
    assert (tmp_path / "monday.backup").stat().st_size > 10_000


def test_a_backup_is_tried_in_a_database_of_its_own(tmp_path: Path) -> None:
    (trial,) = (each for each in commands() if "trial.db" in each)
    path = f"{programs(tmp_path / 'bin')}{os.pathsep}{os.environ['PATH']}"
    used = tmp_path / "used.db"
    own = environment(SOURCEBOOK_DATABASE_URL=f"sqlite:///{used}", PATH=path)
    made = f"sourcebook teacher invite && sourcebook backup {trial.split()[-1]}"
    subprocess.run(made, shell=True, cwd=tmp_path, env=own, check=True)
    before = used.read_bytes()

    subprocess.run(trial, shell=True, cwd=tmp_path, env=own, check=True)

    assert (tmp_path / "trial.db").stat().st_size > 100_000
    assert used.read_bytes() == before


def test_the_commands_of_the_page_set_up_a_site_and_keep_it(tmp_path: Path) -> None:
    """The backup that the page restores is one that it wrote."""
    installed("curl", otherwise="No curl is installed.")
    printed: dict[str, str] = {}
    with ExitStack() as ended:
        site = Site(tmp_path, ended)
        for command in filter(is_run, commands()):
            if " restore " in command:
                (made,) = (tmp_path / "var/backups/sourcebook").iterdir()
                made.rename(made.with_name(Path(command).name))
            printed[command] = site.run(command)

    health = next(said for command, said in printed.items() if "/healthz" in command)
    assert json.loads(health)["status"] == "ok"
    assert "/teach?token=" in printed["sudo sourcebook-admin teacher invite"]
    figures = next(said for command, said in printed.items() if "/metrics" in command)
    assert "sourcebook_database_up 1.0" in figures
    assert (tmp_path / "opt/sourcebook").resolve().name == "sourcebook-2"


def test_every_figure_on_the_page_is_given_by_the_app() -> None:
    code = "".join(
        (ROOT / "sourcebook/pages" / each).read_text("utf-8")
        for each in ("entry/metrics.py", "shared/measures.py")
    )
    named = re.findall(r"`sourcebook_(\w+?)(?:_total|_info)?`", PAGE)

    assert len(named) > 12
    assert [name for name in named if f'"{name}"' not in code and f"_{name}" not in code] == []


def test_every_file_in_the_folder_is_named_on_the_page() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "deploy"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    files = [Path(each).name for each in tracked.stdout.splitlines()]

    assert len(files) > 8
    assert [name for name in files if f"deploy/{name}" not in PAGE] == []
    assert all((DEPLOY / name).exists() for name in files)
