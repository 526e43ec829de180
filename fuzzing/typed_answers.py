"""The readers of what people type: numbers, names, codes."""

from sourcebook.model.learners import LONGEST_NAME, tidy_code, tidy_name
from sourcebook.typed.alphabets import in_latin, mixture
from sourcebook.typed.names import find_text, readings
from sourcebook.typed.numbers import as_typed, read_number, why_unread
from sourcebook.typed.slips import find_slip

_NAMES = ("Nikol Pashinyan", "Vladimir Putin", "Пашинян", "Yerevan")


def typed_text(raw: bytes) -> None:
    """A text that a learner types into a field."""
    text = raw.decode("utf-8", "replace")
    number = read_number(text)
    assert (number is None) == (why_unread(text) is not None)
    if number is not None and abs(number) < 10**9 and (number * 10**6).denominator == 1:
        assert read_number(as_typed(number)) == number, text
    mixture(text)
    in_latin(text)
    list(readings(text))
    find_text(text, _NAMES)
    find_slip(text, _NAMES, ["Yerewan"])
    name = tidy_name(text)
    assert name is None or (len(name) <= LONGEST_NAME and tidy_name(name) == name), text
    code = tidy_code(text[:100])
    assert tidy_code(code) == code
