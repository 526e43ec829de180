"""Scripts for the browser, each with the scripts that it imports.

Streamlit takes the code of a component as one text and loads it from a `blob:` URL, against which
no import can be resolved. So the imported scripts stand before it, without `import` and `export`;
no two of them may declare the same name at their top.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r"^import \{[^}]*\} from '(\.{1,2}/[\w./-]+\.js)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def script(file: Path) -> str:
    """The text of a script and of all that it imports, each once."""
    return "\n".join(_parts(file.resolve(), set()))


def _parts(file: Path, seen: set[Path]) -> Iterator[str]:
    seen.add(file)
    text = file.read_text("utf-8")
    for imported in _IMPORT.findall(text):
        path = (file.parent / imported).resolve()
        if path not in seen:
            yield from _parts(path, seen)
    yield _EXPORT.sub("", _IMPORT.sub("", text))
