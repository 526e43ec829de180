"""What is asked about a typed answer that could be read in several ways, before it is taken."""

import random

from sourcebook.model.items import Numeric
from sourcebook.scoring import band_hit
from sourcebook.typed import Unread, mixture, why_unread

_ASKED: dict[Unread, str] = {
    "none": "Type one number{example}.",
    "several": "There is more than one number here. Type one{example}.",
    "word": "A word or a letter here changes the number. Write the whole number in digits.",
    "attached": "Letters are attached to the number. Type the number alone{example}.",
    "fraction": "Write the fraction as a decimal number, with a point or a comma.",
    "power": "Write the number in full, without a power.",
    "dash": "Is the dash a minus? Type the number alone, with a minus in front if you mean one.",
    "date": "This could be a date. Type one number{example}.",
    "unclear": "This could be read as different numbers. Type one in plain digits{example}.",
}


def about_number(item: Numeric, text: str) -> str:
    """What to type instead of a text in which no number can be read without doubt."""
    example = example_number(item)
    such_as = "" if example is None else f", such as {example}"
    return _ASKED[why_unread(text) or "unclear"].format(example=such_as)


def example_number(item: Numeric) -> int | None:
    """A number that is neither right nor a listed wrong answer; None where none of 11 to 99 is.

    Another one for each item, so that the number says nothing about the key.
    """
    rng = random.Random(item.id)  # noqa: S311  # An example is no secret.
    shuffled = rng.sample(range(11, 100), 89)
    return next((each for each in shuffled if band_hit(item, str(each)) is None), None)


def about_alphabets(text: str) -> str:
    """Which letters to type again in a text whose letters are of two alphabets."""
    found = mixture(text)
    if found is None:
        return ""
    letters = ", ".join(found.letters)
    return (
        f"This has letters of two alphabets, {found.rest} and {found.alphabet}. "
        f"Type these again as {found.rest} letters: {letters}."
    )
