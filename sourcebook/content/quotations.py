"""Words between quotation marks, words outside them, and how both are compared."""

import re
import unicodedata
from collections.abc import Iterator

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")

_ISO_DATE = re.compile(r"\b([0-9]{4})-(0[1-9]|1[0-2])-([0-3][0-9])\b")
_SMALL_MAY = re.compile(r"\bmay\b")

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_NAMED = (
    {name: str(number) for number, name in enumerate(_ONES)}
    | {name: str(number * 10) for number, name in enumerate(_TENS, 2)}
    | {name: name for name in _MONTHS}
    | {name[:3]: name for name in _MONTHS if name != "may"}
)


def quotations(text: str) -> Iterator[str]:
    """The words between double quotation marks, straight or curly, in order."""
    for found in _QUOTED.finditer(text):
        yield found.group(1) or found.group(2)


def outside(text: str) -> list[str]:
    """The stretches of a text that stand outside quotation marks."""
    return [part for part in _QUOTED.sub("\0", text).split("\0") if part]


def words(text: str) -> list[str]:
    """The words of a text, folded so that case and kinds of apostrophe do not count."""
    return [word.replace("’", "'") for word in _WORD.findall(fold(text))]


def fold(text: str) -> str:
    """The text in one spelling: NFKC, small letters, one apostrophe, single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return " ".join(plain.split())


def stands_in(quotation: str, text: str) -> bool:
    """Whether a quotation is, word for word, part of a text; marks at its ends do not count."""
    bare = fold(quotation).strip(" .,;:!?…")
    return bool(bare) and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", fold(text)) is not None


def figures(text: str) -> set[str]:
    """Numbers and months in a text: `Six` and `6` are the same, and so are `2,000` and `2000`.

    `May` counts as a month only with a capital letter.
    """
    text = _ISO_DATE.sub(_in_words, text)
    numbers = {found.replace(",", "") for found in _NUMBER.findall(text)}
    months = _SMALL_MAY.sub("", text)
    named = {_NAMED[word] for word in words(months.replace("-", " ")) if word in _NAMED}
    return numbers | named


def _in_words(date: re.Match[str]) -> str:
    """A date such as `2020-11-10` as a text has it: `10 november 2020`."""
    year, month, day = date.groups()
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words that stands outside quotation marks."""
    for stretch in outside(text):
        folded = words(stretch)
        for start in range(len(folded) - length + 1):
            yield tuple(folded[start : start + length])
