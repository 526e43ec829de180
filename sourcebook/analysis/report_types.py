"""What a report says about one item and about a whole quiz; nothing is calculated here."""

from typing import NamedTuple

from sourcebook.analysis.reliability import Points


class OptionReport(NamedTuple):
    """One option of an item; see `distractor_table`. `is_functional` is None for a key."""

    option: str
    text: str
    is_key: bool
    chosen: int
    share: float
    rest: float
    rest_of_others: float
    correlation: float
    is_functional: bool | None


class Proofs(NamedTuple):
    """How many answers were right or wrong, and proved or not; see `proof_table`."""

    right_proved: int
    right_unproved: int
    wrong_proved: int
    wrong_unproved: int


class ItemReport(NamedTuple):
    """One version of an item among all attempts that had it.

    `shown` counts those attempts, `blank` the blanks among them, and `scored` those with a score:
    a text that is not marked yet has none. The figures are NaN if `reason` says why they are
    missing; `alpha_without` is Cronbach's alpha of the quiz without this item. `version` counts
    back from 1, the newest. `proofs` is None for an item that asks for no proof.
    """

    item_id: str
    fingerprint: str
    version: int
    item_type: str
    points: float
    chance: float
    shown: int
    blank: int
    scored: int
    facility: float
    item_rest: float
    upper_lower: float
    efficiency: float
    alpha_without: float
    seconds: float
    options: tuple[OptionReport, ...]
    proofs: Proofs | None
    reason: str = ""
    advice: tuple[str, ...] = ()
    doubts_key: bool = False


class QuizReport(NamedTuple):
    """A quiz as a whole, and each of its items in order; see `quiz_report`.

    `alpha`, `error` (the standard error of measurement, in points) and `points` are NaN if
    `reason` says why they are missing.
    """

    attempts: int
    learners: int
    points: Points
    alpha: float
    error: float
    items: tuple[ItemReport, ...]
    reason: str = ""
    advice: tuple[str, ...] = ()
