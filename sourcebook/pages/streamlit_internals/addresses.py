"""The addresses of the app's pages, and what a browser is sent at every other one.

Streamlit would show nothing at all at an address of two parts, and the first page at an unknown
one; at a wrong address one learns that it is wrong.
"""

from html import escape

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

_LISTED = ("", "quiz", "sources", "scores", "me")


def is_known(path: str) -> bool:
    """Whether there is a page at a path such as `/lesson`."""
    return path.removeprefix("/") in (*LEARNERS, *TEACHERS)


def wrong(path: str, query: str) -> str:
    """What the body of a page says at an address at which there is none, as HTML."""
    meant = f"{path.lower()}{'?' if query else ''}{query}"
    guess = (
        f"<p>Did you mean <a href='{escape(meant)}'>{escape(meant)}</a>?</p>"
        if path.startswith("/") and not path.startswith("//") and is_known(path.lower())
        else ""
    )
    links = "".join(f"<li><a href='/{each}'>{LEARNERS[each]}</a></li>" for each in _LISTED)
    return (
        "<main id='wrong'><h1>This address is wrong</h1>"
        f"<p>There is no page at <strong>{escape(path)}</strong>. Check the address for a typing "
        f"error, or for a part that is missing.</p>{guess}"
        f"<p>These pages are here:</p><ul>{links}</ul></main>"
    )
