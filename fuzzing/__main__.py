"""Look for bytes that a reader does not bear: `python -m fuzzing quiz --seconds 300`.

This needs atheris (`pip install -e ".[fuzz]" -c constraints.txt`). The first fault ends the search,
and its bytes stand in the folder `found`, in a file such as `quiz-crash-…`; `--file` reads it.
Bytes that reach more of the code are kept in that folder, too, and `--merge` adds the fewest of
them that reach as much to the corpus.
"""

import sys
from pathlib import Path
from typing import Annotated, Never

import atheris
import typer

with atheris.instrument_imports(include=["sourcebook"]):
    from fuzzing.targets import CORPUS, TARGETS

from fuzzing.words import write_words

_MEGABYTES = 1_500
_SECONDS_FOR_ONE = 10
_LONGEST = 8_000


def main(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help=f"One of: {', '.join(TARGETS)}.")],
    seconds: Annotated[int, typer.Option(help="How long to look.")] = 60,
    found: Annotated[Path, typer.Option(help="The folder for what is found.")] = Path("found"),
    file: Annotated[Path | None, typer.Option(help="Only read this file.")] = None,
    merge: Annotated[bool, typer.Option(help="Add the smallest of it to the corpus.")] = False,
) -> None:
    """Look for bytes that break a reader, keep it busy too long, or fill the memory."""
    if context.args:
        # libFuzzer starts itself again to merge.
        _run(target, context.args)
    own = found / target
    own.mkdir(parents=True, exist_ok=True)
    kept = CORPUS / target
    if file:
        TARGETS[target](file.read_bytes())
        return
    if merge:
        _run(target, ["-merge=1", str(kept), str(own)])
    words = found / "words"
    write_words(words)
    limits = [f"-timeout={_SECONDS_FOR_ONE}", f"-rss_limit_mb={_MEGABYTES}", f"-max_len={_LONGEST}"]
    options = [
        f"-max_total_time={seconds}",
        f"-dict={words}",
        f"-artifact_prefix={own.parent}/{target}-",
    ]
    _run(target, [*limits, *options, "-print_final_stats=1", "-len_control=0", str(own), str(kept)])


def _run(target: str, arguments: list[str]) -> Never:
    """Hand over to libFuzzer, which ends the process."""
    itself = f"{sys.executable} -m fuzzing {target}"
    atheris.Setup([itself, *arguments], TARGETS[target])
    atheris.Fuzz()
    raise SystemExit


if __name__ == "__main__":
    app = typer.Typer(add_completion=False)
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(main)
    app()
