"""The pictures in docs/pictures: how one is kept, with what is seen on it in words.

The words stand in the file of the picture itself, so that neither can be renewed without the other.
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"
COMMAND: Final = "python -m tests.screenshots"
_KEY: Final = "Seen"
_COLOURS: Final = 256


class Seen(NamedTuple):
    """Pieces of text, and what sets the look of them: rules, colours, kinds of element."""

    words: list[str]
    look: list[str]


def path(name: str) -> Path:
    """Where a picture is kept."""
    return FOLDER / f"{name}.png"


def keep(name: str, screenshot: bytes, seen: Seen) -> None:
    """Keep a picture in few colours, a third as large, with what is seen on it.

    The colours are spread over all that occur, so that the small marks of sources keep theirs.
    """
    image = Image.open(BytesIO(screenshot)).convert("RGB")
    few = image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    said = PngInfo()
    said.add_itxt(_KEY, json.dumps(seen._asdict(), ensure_ascii=False), zip=True)
    FOLDER.mkdir(exist_ok=True)
    few.save(path(name), optimize=True, pnginfo=said)


def kept(name: str) -> Seen | None:
    """What is seen on a picture, None where there is none that was made by the command."""
    if not path(name).exists():
        return None
    with Image.open(path(name)) as image:
        assert isinstance(image, PngImageFile)
        said = image.text.get(_KEY)
    return Seen(**json.loads(said)) if said else None


def out_of_date(name: str, narrow: Seen, wide: Seen) -> list[str]:
    """What is no longer as it is on a picture, one line each.

    A browser with other fonts shows a line more or less at the lower edge. So all that is in
    `narrow`, some lines less, has to be on the picture, and all of that in `wide`, some more.
    """
    was = kept(name)
    if was is None:
        return ["It is not there, or was not made by this command."]
    return [
        *_changed("Text", was.words, narrow.words, wide.words),
        *_changed("Look", was.look, narrow.look, wide.look),
    ]


def _changed(kind: str, was: list[str], narrow: list[str], wide: list[str]) -> list[str]:
    gone = [f"{kind} no longer there: {each}" for each in was if each not in wide]
    new = [f"{kind} that is new: {each}" for each in narrow if each not in was]
    common = [each for each in was if was.count(each) == wide.count(each) == 1]
    moved = common != [each for each in wide if each in common]
    return [*gone, *new, *([f"{kind} in another order."] if moved else [])]
