"""What a column of a list of questions holds, known by its header in any of five languages.

Case, spacing, accents and order do not matter.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from sourcebook.content.authoring.tables.cells import Row
from sourcebook.content.authoring.tables.notes import column_name
from sourcebook.errors import QuestionListError

# One line for each of English, German, French, Russian and Turkish, where they differ.
_COLUMNS = {
    "id": "id itemid",
    "type": "type kind itemtype questiontype art typ fragetyp тип типвопроса tür tip sorutürü",
    "objective": "objective objectiveid aim goal lernziel objectif цель hedef kazanım",
    "skill": "skill",
    "difficulty": "difficulty level schwierigkeit difficulté niveau сложность уровень zorluk",
    "stem": (
        "stem question questiontext questionstem text prompt "
        "frage fragetext fragestellung aufgabe énoncé intitulé "
        "вопрос текствопроса задание soru sorumetni sorukökü"
    ),
    "claim": "claim statement aussage behauptung affirmation утверждение iddia ifade önerme",
    "key": (
        "key answer correct correctanswer correctanswers correctoption rightanswer solution "
        "antwort richtig richtigeantwort richtigeantworten korrekt korrekteantwort lösung "
        "réponse bonneréponse bonnesréponses réponsecorrecte réponsejuste correcte corrigé "
        "ответ правильныйответ верныйответ правильно верно ключ "
        "cevap yanıt doğru doğrucevap doğruyanıt çözüm anahtar cevapanahtarı"
    ),
    "also_accept": "alsoaccept alsoaccepted accepted variants synonyms",
    "tolerance": "tolerance toleranz tolérance допуск tolerans",
    "unit": "unit einheit unité единица birim",
    "feedback": "feedback rückmeldung rétroaction отзыв geribildirim dönüt",
    "rationale": (
        "rationale explanation reason why generalfeedback erklärung erläuterung begründung "
        "explication justification объяснение пояснение обоснование açıklama gerekçe"
    ),
    "citations": (
        "citations citation sources source passages passage evidence reference references "
        "quelle quellen beleg belege preuve référence источник источники kaynak kaynaklar"
    ),
    "hint": "hint hinweis tipp indice подсказка ipucu",
    "points": "points marks punkte barème баллы балл puan",
}
_NUMBERED = {
    "wrong": (
        "distractor wrong wronganswer incorrect incorrectanswer falseanswer "
        "falsch falscheantwort falscheantworten distraktor "
        "faux fausse fausseréponse faussesréponses mauvaiseréponse réponsefausse distracteur "
        "неправильно неправильныйответ неверно неверныйответ неверныеответы дистрактор "
        "yanlış yanlışcevap yanlışyanıt çeldirici"
    ),
    "option": (
        "option choice answer answeroption antwort antwortmöglichkeit auswahl wahl möglichkeit "
        "choix proposition réponse вариант вариантответа ответ seçenek şık cevap yanıt"
    ),
    "key": (
        "key correct correctanswer rightanswer richtig richtigeantwort bonneréponse "
        "réponsecorrecte правильныйответ верныйответ doğru doğrucevap doğruyanıt"
    ),
    "hint": "hint hinweis tipp indice подсказка ipucu",
    "wrongfeedback": (
        "wrongfeedback distractorfeedback feedbackwrong feedbackdistractor feedback "
        "rückmeldung rétroaction отзыв geribildirim dönüt"
    ),
}
LATIN, CYRILLIC = "abcdefghij", "абвгдежзик"
KNOWN = (
    "question, answer, wrong 1, wrong 2, option a, option b, explanation, sources, objective, type"
)
"""Headers to name as examples."""

_LONGEST = 60
_MARKS = str.maketrans("ı", "i")


def bare(text: str) -> str:
    """The letters and digits of a text in folded case, without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_MARKS)
    return "".join(char for char in letters if char.isalnum())


def _by_name(columns: dict[str, str]) -> dict[str, str]:
    return {bare(name): column for column, names in columns.items() for name in names.split()}


_HEADERS, _NUMBERED_HEADERS = _by_name(_COLUMNS), _by_name(_NUMBERED)
OPTION_WORDS = {bare(name) for name in _NUMBERED["option"].split()}
_WRONG = {bare(name) for name in _NUMBERED["wrong"].split()}


class Columns(NamedTuple):
    """What each column holds ('' if that is unknown), and the letters that name its options."""

    names: tuple[str, ...]
    letters: str


def columns_in(header: Sequence[str]) -> Columns:
    """What each column of a row of headers holds."""
    bares = [bare(name) if len(name) <= _LONGEST else "" for name in header]
    letters = CYRILLIC if any(_is_cyrillic_option(name) for name in bares) else LATIN
    lone = _lone_options(bares, letters)
    names = tuple(lone.get(name) or _column(name, letters) for name in bares)
    return Columns(names, letters)


def headers_in(cells: Sequence[str]) -> int:
    """How many cells are known headers, if one of them is a column of questions; else 0."""
    names = columns_in(cells).names
    return len(set(names) - {""}) if {"stem", "claim"} & set(names) else 0


def find_header(rows: Sequence[Row]) -> int | None:
    """The place of the row of headers among the first twenty: titles may stand above it."""
    known = [headers_in(row.cells) for row in rows[:20]]
    sure = (place for place, count in enumerate(known) if count > 1)
    return next(sure, next((place for place, count in enumerate(known) if count), None))


def refuse_twice(header: Row, columns: Columns) -> None:
    """Raise QuestionListError if two columns hold the same."""
    for name in filter(None, columns.names):
        places = [place for place, each in enumerate(columns.names) if each == name]
        if len(places) > 1:
            both = [f"{column_name(place)} ('{header.cells[place]}')" for place in places[:2]]
            raise QuestionListError(
                f"Columns {both[0]} and {both[1]} of row {header.number} hold the same. "
                "Rename one or delete it."
            )


def _column(name: str, letters: str) -> str:
    if name in _HEADERS:
        return _HEADERS[name]
    found = re.fullmatch(rf"([^\W\d]+?)([0-9]{{1,2}}|[{letters}])(feedback)?", name)
    column = _NUMBERED_HEADERS.get(f"{found[1]}{found[3] or ''}") if found else None
    if found and column:
        return f"{column} {number_of(found[2], letters)}"
    if found := re.fullmatch(rf"([{letters}])(?:sikki|secenegi)", name):
        return f"option {number_of(found[1], letters)}"
    # A single column of wrong answers, without a number.
    return "wrong 1" if name in _WRONG or name.removesuffix("s") in _WRONG else ""


def _lone_options(names: Sequence[str], letters: str) -> dict[str, str]:
    """Columns headed `A`, `B`, `C` or `1`, `2`, `3` alone hold options, if two or more do."""
    for signs in (tuple(letters), tuple(map(str, range(1, 11)))):
        if signs[0] in names and signs[1] in names:
            return {sign: f"option {place}" for place, sign in enumerate(signs, 1)}
    return {}


def _is_cyrillic_option(name: str) -> bool:
    return name[-1:] in tuple(CYRILLIC) and (name[:-1] == "" or name[:-1] in OPTION_WORDS)


def number_of(written: str, letters: str) -> int:
    """The number of an option that a number or a letter names."""
    return int(written) if written.isdigit() else letters.index(written) + 1
