"""Rules on coverage: goals are assessed, passages are used, no source is over-quoted."""

from sourcebook.content.coverage import objective_items, uses_of_passages
from sourcebook.content.faults import has_errors
from sourcebook.content.quotations import words
from sourcebook.content.unchecked_course import UncheckedCourse

FEWEST_ITEMS = 3
"""Fewer items than this say little about an objective."""

MOST_QUOTED_WORDS = 200
"""More words than this from one article are more than a short quotation or two."""


_TOO_FEW = ("no item assesses", "one item assesses", "two items assess")


def objectives_are_assessed(unchecked: UncheckedCourse) -> None:
    """`thin-objective`: three items or more assess each objective.

    It only warns: otherwise a lesson and its quiz could not be saved one after the other.
    """
    assessed = objective_items(unchecked)
    stated = {o.id for each in unchecked.lessons if each.lesson for o in each.lesson.objectives}
    if not all(each.model for each in unchecked.quizzes) or assessed.keys() - stated:
        # An item with a wrong objective may be meant for this one.
        return
    for lesson in unchecked.lessons:
        for place, objective in enumerate(lesson.lesson.objectives if lesson.lesson else ()):
            items = assessed.get(objective.id, [])
            if len(items) < FEWEST_ITEMS:
                message = f"{_TOO_FEW[len(items)]} '{objective.id}'."
                hint = f"Write {FEWEST_ITEMS} items or more on it."
                path = ("objectives", place)
                lesson.parsed.add(path, "thin-objective", message, hint, "warning")


def passages_are_used(unchecked: UncheckedCourse) -> None:
    """`unused-passage`: a lesson, item, comparison or other entry cites each passage."""
    if any(has_errors(file.faults) for file in unchecked.files()):
        # A file with errors may cite it.
        return
    uses = uses_of_passages(unchecked)
    for parsed in unchecked.sources:
        for number in parsed.model.passages if parsed.model else ():
            if not uses.get(f"{parsed.file.stem}.{number}"):
                hint = "Cite it in a lesson, an item or a comparison."
                message = "nothing in the course uses this passage."
                parsed.add(("passages", number), "unused-passage", message, hint, "warning")


def no_source_is_over_quoted(unchecked: UncheckedCourse) -> None:
    """`over-quoted`: the quotes from one article come to 200 words at most."""
    for parsed in unchecked.sources:
        total = sum(len(words(quote)) for _, _, quote in unchecked.quotes_of(parsed))
        if total > MOST_QUOTED_WORDS:
            message = f"the quotes from this source come to {total} words."
            hint = f"Keep {MOST_QUOTED_WORDS} at most; summarise the rest."
            parsed.add(("passages",), "over-quoted", message, hint)
