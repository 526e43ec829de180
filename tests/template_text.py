"""What stands in the templates of the pages, without the code in them."""

import re
from pathlib import Path


def template_text(template: Path, *, value: str, statement: str) -> str:
    """A template on one line, with these signs for each value and for each statement."""
    text = " ".join(template.read_text("utf-8").split())
    text = re.sub(r"\{#.*?#\}", "", text)
    text = re.sub(r"\{%.*?%\}", statement, text)
    return re.sub(r"\{\{.*?\}\}", value, text)
