"""The addresses of the app's pages, and the path below which all of them are.

Streamlit would show nothing at an address of two parts, and the first page at an unknown one. Here
a wrong address gets a page that says that it is wrong.
"""

from functools import cache

import streamlit as st

LEARNERS = {
    "": "Course",
    "lesson": "Lesson",
    "quiz": "Quizzes",
    "sources": "Sources",
    "scores": "My scores",
    "me": "Me",
    "certificate": "Certificate",
}
"""The last part of the address of each page for learners, and the page's name."""

TEACHERS = (
    "teach",
    "class",
    "assignments",
    "learner",
    "results",
    "understood",
    "marking",
    "regrade",
    "plans",
    "edit",
    "teachers",
    "log",
)

LISTED = tuple((part, LEARNERS[part]) for part in ("", "quiz", "sources", "scores", "me"))
"""The pages that a wrong address offers: the last part of the address, and the name."""


@cache
def base() -> str:
    """The path that the app is served under, such as `/course101`; empty for a whole host.

    The setting never changes while the server runs, and each link on a page begins with it.
    """
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def in_app(path: str) -> str:
    """The address, from the host on, of a path in the app such as `/lesson?lesson=csto`."""
    return f"{base()}{path}"


def below_base(address: str) -> str | None:
    """The path in the app of an address from the host on; None if it is not in the app."""
    if address == base():
        return "/"
    return address.removeprefix(base()) if address.startswith(f"{base()}/") else None


def is_known(path: str) -> bool:
    """Whether there is a page at a path such as `/lesson`."""
    return path.removeprefix("/") in (*LEARNERS, *TEACHERS)


def meant_by(path: str, query: str) -> str | None:
    """The address of a page that differs from this path in the app in capital letters only."""
    lowered = path.lower()
    if not path.startswith("/") or path.startswith("//") or not is_known(lowered):
        return None
    return in_app(f"{lowered}{'?' if query else ''}{query}")
