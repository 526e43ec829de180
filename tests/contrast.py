"""The contrast of two colours, and the colours of the app by their names.

A colour is its red, green and blue, each from 0 to 1.
"""

import re
import tomllib
from typing import Final, Literal

from tests import style_sheet
from tests.style_sheet import ROOT, SHEET

Colour = tuple[float, float, float]
Light = Literal["light", "dark"]
LIGHTS: Final[tuple[Light, Light]] = ("light", "dark")

_THEME: Final = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
_PAIR = re.compile(r"(?:light-dark\()?(#\w+), (#\w+)\)?")
_MIX = re.compile(r"color-mix\(in srgb, currentColor (\d+)%, transparent\)")


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def named(name: str, light: Light) -> Colour:
    """A colour by what it is called: `--link`, `primaryColor`, `82 % of textColor`, `#fff, #000`.

    What lets the ground shine through is worked out on the ground of the page.
    """
    ground = rgb(_THEME[light]["backgroundColor"])
    if faded := re.fullmatch(r"(\d+) % of (\S+)", name):
        return _over(named(faded[2], light), ground, int(faded[1]) / 100)
    if name in _THEME[light]:
        return rgb(_THEME[light][name])
    value = style_sheet.variables()[name] if name.startswith("--") else name
    if mixed := _MIX.fullmatch(value):
        return _over(named("textColor", light), ground, int(mixed[1]) / 100)
    if pair := _PAIR.fullmatch(value):
        return rgb(pair[1 + LIGHTS.index(light)])
    raise ValueError(f"{name} is {value}; expected light-dark(#…, #…), or a share of the ink.")


def rgb(text: str) -> Colour:
    """A colour as style sheets write it, `#fff` or `#ffffff`."""
    digits = text.removeprefix("#")
    parts = [each * 2 for each in digits] if len(digits) == 3 else re.findall("..", digits)
    red, green, blue = (int(part, 16) / 255 for part in parts)
    return red, green, blue


def colours() -> set[str]:
    """The names of all colours: the theme's, the style sheet's, and pairs that have no name."""
    theme = {name for light in LIGHTS for name in _THEME[light] if name.endswith("Color")}
    pairs = {", ".join(pair) for pair in re.findall(r"light-dark\((#\w+), (#\w+)\)", SHEET)}
    variables = style_sheet.variables()
    own = {", ".join(found.groups()) for found in map(_PAIR.fullmatch, variables.values()) if found}
    return theme | set(variables) | (pairs - own)


def _over(ink: Colour, ground: Colour, share: float) -> Colour:
    red, green, blue = (
        share * above + (1 - share) * below for above, below in zip(ink, ground, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    """The relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
