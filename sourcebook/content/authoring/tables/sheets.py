"""The sheets of a spreadsheet before they are read."""

from collections.abc import Callable
from typing import NamedTuple

from sourcebook.content.authoring.tables.cells import Table


class Sheet(NamedTuple):
    """A sheet: its name (empty for a CSV file), whether it is shown or in front, and its table."""

    name: str
    is_visible: bool
    is_active: bool
    read: Callable[[], Table]
