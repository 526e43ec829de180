"""What a column of a class list holds, known by its header in any of six languages."""

import unicodedata
from collections.abc import Sequence
from typing import Final, Literal, get_args

Column = Literal[
    "name",
    "first_name",
    "last_name",
    "email",
    "username",
    "id_number",
    "user_id",
    "sis_id",
    "login_id",
    "section",
]
"""What a class list may say of a learner."""

# English, then German, French, Spanish, Russian and Turkish, as Moodle has them. Canvas writes
# English headers in every language.
_HEADERS: Final[dict[Column, str]] = {
    "name": (
        "student|full name|user full name|name|vollständiger name|nom complet|nombre completo|"
        "полное имя|tam ad"
    ),
    "first_name": "first name|given name|vorname|prénom|nombre|имя|ad|adı",
    "last_name": (
        "last name|surname|family name|nachname|nom|nom de famille|apellido|apellidos|apellido(s)|"
        "фамилия|soyad|soyadı"
    ),
    "email": (
        "email address|email|e-mail-adresse|adresse de courriel|courriel|correo electrónico|"
        "dirección de correo|dirección email|адрес электронной почты|e-posta adresi|e-posta"
    ),
    "username": (
        "username|user name|anmeldename|nom d’utilisateur|nombre de usuario|логин|kullanıcı adı"
    ),
    "id_number": (
        "id number|id-nummer|numéro d’identification|número de id|индивидуальный номер|kimlik no"
    ),
    "user_id": "id|user id",
    "sis_id": "sis user id",
    "login_id": "sis login id|login id",
    "section": "section",
}


def columns_in(headers: Sequence[str]) -> tuple[Column | None, ...]:
    """What each column of a row of headers holds; None where that is not known, or known before."""
    found: list[Column | None] = []
    for header in headers:
        column = _KNOWN.get(_folded(header))
        found.append(None if column in found else column)
    return tuple(found)


def columns_known(headers: Sequence[str]) -> int:
    """How many of these are headers of a class list."""
    return sum(column is not None for column in columns_in(headers))


def names_learners(columns: Sequence[Column | None]) -> bool:
    """Whether these columns hold names, and something else that Moodle or Canvas knows."""
    has_name = "name" in columns or {"first_name", "last_name"} <= set(columns)
    return has_name and any(each in columns for each in get_args(Column)[3:])


def _folded(header: str) -> str:
    letters = unicodedata.normalize("NFKD", header.casefold().replace("ı", "i"))
    return "".join(sign for sign in letters if sign.isalnum())


_KNOWN: Final = {
    _folded(header): column for column, headers in _HEADERS.items() for header in headers.split("|")
}
