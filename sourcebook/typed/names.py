"""Names and words: whether a typed text is one that is accepted.

Two texts are the same if they differ only in signs, case and marks. A typed text may also have a
title, or the surname first; a text of an author keeps its title.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sourcebook.typed.alphabets import in_latin
from sourcebook.typed.signs import plain_signs

_UNMARKED = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"}
    | {"æ": "ae", "œ": "oe", "ə": "a", "ǝ": "a"}
)
"""Letters whose marks are part of them: Unicode does not take these apart."""

_ENDS = " ,;:!?¿¡。、،؛؟։"
"""What may stand before or after an answer, full stops apart."""

_TITLES = (
    "mr, mrs, ms, miss, mx, dr, doctor, prof, professor, sir, president, vice president, pm, "
    "prime minister, premier, premier minister, "
    "herr, frau, doktor, prasident, prasidentin, ministerprasident, premierminister, "
    "staatsprasident, m, mme, mlle, monsieur, madame, docteur, presidente, premier ministre, "
    "premiere ministre, господин, госпожа, г н, г жа, доктор, президент, премьер, "
    "премьер министр, sayin, bay, bayan, cumhurbaskani, devlet baskani, basbakan, "
    "պարոն, տիկին, դոկտոր, նախագահ, վարչապետ, canab, xanim, prezident, bas nazir"
).split(", ")
"""English, German, French, Russian, Turkish, Armenian and Azerbaijani titles, as folded."""

_ANY_TITLE = "|".join(sorted(_TITLES, key=len, reverse=True))
_TITLED = re.compile(rf"(?:(?:the|le|la|der|die) )?(?:(?:{_ANY_TITLE}) )+(?=\S)")


def same_text(one: str, other: str) -> bool:
    """Whether two texts agree except for case, diacritics, width, spaces, hyphens, apostrophes,
    quotation marks, invisible characters, and full stops and other signs at the end.

    `Pashinyán.` and ` “pashinyan” ` agree; `Nikol Pashinyan` and `Pashinyan` do not.
    """
    return listed(one) == listed(other)


def find_text(typed: str, texts: Iterable[str]) -> str | None:
    """The one of these texts that was typed; None if it was another one.

    It may have been typed with a title, with the surname first and a comma, or in letters of
    another alphabet that look the same. An exact match comes first: a listed `President Putin` is
    found before a `Putin`.
    """
    wanted = [(text, listed(text)) for text in texts]
    as_it_stands = _folded(typed)
    found = next((text for text, folded in wanted if folded == as_it_stands), None)
    if found is not None:
        return found
    spellings = set(readings(typed))
    # With a comma in both, the order is the author's: `Armenia, Russia`.
    turn = _name_first if ", " not in as_it_stands else lambda folded: ()
    return next((text for text, folded in wanted if spellings & {folded, *turn(folded)}), None)


def _folded(text: str) -> str:
    """The text in plain signs and bare letters, in folded case, single-spaced."""
    bare = _bare(plain_signs(text))
    # Armenian has one letter for ե and ւ together, and writes it ԵՎ in capitals.
    bare = re.sub("[՛՜՞՝]", "", bare).replace("եւ", "եվ")
    words = re.sub(r"(?<!\w)'+|'+(?!\w)|\"", "", bare)
    # C.S.T.O. is one word, Mr.Pashinyan are two, and 2.5 is a number.
    words = re.sub(r"(?<=\b[^\W\d])\.(?=[^\W\d]\b)", "", words)
    words = re.sub(r"\.(?!\d)", " ", words).strip(_ENDS)
    words = re.sub(r"(?<!^)-|-(?!\s*\d)", " ", words)
    words = re.sub(r"^-\s+", "-", words)
    spaced = " ".join(re.sub(r"\s*[,、،]", ", ", words).split())
    return spaced or " ".join(bare.split())


# A course compares its few hundred names with one another at every check.
@lru_cache(maxsize=4096)
def listed(text: str) -> str:
    """How a text of an author is compared: folded. Texts of learners are not cached."""
    return _folded(text)


def _bare(text: str) -> str:
    """The letters decomposed (Unicode's NFKD) without marks, in folded case."""
    letters = plain_signs(unicodedata.normalize("NFKD", text.casefold()))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.casefold().translate(_UNMARKED)


def readings(typed: str) -> Iterator[str]:
    """What a typed text can mean: also without titles, and with the given name first."""
    for text in filter(None, (typed, in_latin(typed))):
        folded = _folded(text)
        for each in (folded, *_name_first(folded)):
            yield each
            yield _TITLED.sub("", each, count=1) if _TITLED.match(each) else each


def _name_first(folded: str) -> tuple[str, ...]:
    """A text with one comma without it, in both orders: `Pashinyan, Nikol`."""
    surname, comma, name = folded.partition(", ")
    return (f"{surname} {name}", f"{name} {surname}") if comma and ", " not in name else ()
