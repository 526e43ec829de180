"""Links to a learner's own page at the desk, for every list there that names learners."""

from markupsafe import Markup

from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Member
from sourcebook.pages.shared import links
from sourcebook.pages.streamlit_internals.addresses import in_app

ADDRESS = "learner"
"""The last part of the page's address, and the name of its parameter: a learner's number."""


def address(number: int) -> str:
    """The address of the page of the learner with this number."""
    return in_app(f"/{ADDRESS}?{ADDRESS}={number}")


def link(member: Member) -> Markup:
    """A learner's name and number, as a link to their page."""
    return links.link(address(member.number), member.label)


def attempt_address(number: int, attempt_id: str) -> str:
    """The address of one attempt of this learner at the desk."""
    return f"{address(number)}&attempt={attempt_id}"


def title(attempt: Attempt) -> str:
    """What an attempt is called at the desk: its quiz, or what was missed of it."""
    missed = ", what they missed" if attempt.purpose == "missed" else ""
    return f"{attempt.quiz_title}{missed}"
