"""The addresses of the app's pages.

Streamlit would show nothing at an address of two parts, and the first page at an unknown one. Here
a wrong address gets a page that says that it is wrong.
"""

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

TEACHERS = ("teach", "class", "results", "marking", "edit")

LISTED = tuple((part, LEARNERS[part]) for part in ("", "quiz", "sources", "scores", "me"))
"""The pages that a wrong address offers: the last part of the address, and the name."""


def is_known(path: str) -> bool:
    """Whether there is a page at a path such as `/lesson`."""
    return path.removeprefix("/") in (*LEARNERS, *TEACHERS)


def meant_by(path: str, query: str) -> str | None:
    """The address of a page that differs from this path in capital letters only."""
    lowered = path.lower()
    if not path.startswith("/") or path.startswith("//") or not is_known(lowered):
        return None
    return f"{lowered}{'?' if query else ''}{query}"
