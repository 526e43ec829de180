"""What a check costs, from this course to 10,000 items: CPU time, and whether it grows evenly.

Each larger course has this one's files and copies of its items, fifty to a quiz, with ids of their
own. `python -m benchmarks.checking` prints the CPU seconds of the whole command.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
import yaml

from sourcebook.content.checking import read_files

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000)
PER_QUIZ = 50


def main() -> None:
    """Print what the commands cost, and then the check of larger courses."""
    for arguments in (["--help"], ["check", str(ROOT)]):
        typer.echo(f"sourcebook {arguments[0]:10} {command_seconds(arguments):5.2f} s of CPU")
    files = read_files(ROOT)
    for size in SIZES:
        with TemporaryDirectory() as folder:
            write(Path(folder), with_items(files, size))
            spent = command_seconds(["check", folder])
        typer.echo(
            f"check of {size:6,} items {spent:5.2f} s of CPU, {1e3 * spent / size:.2f} ms each"
        )


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a course below a folder."""
    for path, raw in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(raw)


def command_seconds(arguments: list[str]) -> float:
    """The CPU seconds of a command in a process of its own, which has to end with status 0."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sourcebook", *arguments]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def with_items(files: Mapping[str, bytes], size: int) -> dict[str, bytes]:
    """The files of a course, and quizzes with copies of its items until there are so many."""
    own = list(_items(files))
    copies = enumerate(islice(cycle(own), size - len(own)))
    rows = [{**item, "id": f"copy-{number}"} for number, item in copies]
    return {**files, **dict(_quizzes(rows))}


def _items(files: Mapping[str, bytes]) -> Iterator[dict[str, object]]:
    for path, raw in files.items():
        if path.startswith("quizzes/"):
            yield from yaml.safe_load(raw).get("items", [])


def _quizzes(rows: list[dict[str, object]]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(rows), PER_QUIZ):
        quiz_id = f"copies-{start // PER_QUIZ}"
        quiz = {"id": quiz_id, "title": quiz_id, "items": rows[start : start + PER_QUIZ]}
        text = yaml.dump(quiz, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False)
        yield f"quizzes/{quiz_id}.yaml", text.encode()


if __name__ == "__main__":
    main()
