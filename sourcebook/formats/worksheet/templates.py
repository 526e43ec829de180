"""Markup from templates that escape every value: `docx_body.py` draws `docx_body.xml`."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


class Macros:
    """The macros of the template beside a module, each as a function that returns markup."""

    def __init__(self, module_file: str, suffix: str) -> None:
        self._template = Path(module_file).with_suffix(suffix).name

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        """The macro of this name; the template is read and compiled at its first use."""
        module = _environment().get_template(self._template).module
        macro = cast("Callable[..., Markup]", getattr(module, name))
        setattr(self, name, macro)
        return macro


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FileSystemLoader(Path(__file__).parent),
    )
