"""The words that readers know, for the fuzzer to try: the short texts in their code."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sourcebook.settings import PROJECT

_LONGEST: Final = 40
_FOLDERS: Final = ("formats", "content", "model", "typed", "pages/identity", "pages/network")


def write_words(file: Path) -> None:
    """Write a dictionary of libFuzzer."""
    words = sorted(
        {word for folder in _FOLDERS for word in _words(PROJECT / "sourcebook" / folder)}
    )
    file.write_text("".join(f'"{_escaped(word)}"\n' for word in words), "ascii")


def _words(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and 1 < len(text) <= _LONGEST and text.count(" ") < 3:
                yield text


def _escaped(word: str) -> str:
    """A word as libFuzzer reads it: in bytes, and only letters and digits as they are."""
    return "".join(
        chr(each) if chr(each).isalnum() and each < 128 else f"\\x{each:02x}"
        for each in word.encode()
    )
