"""What uses what: passages by lessons and items, objectives by items, and who is quoted."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sourcebook.content.citations import NONE
from sourcebook.content.unchecked_course import UncheckedCourse, entries, passages_of
from sourcebook.model.lessons import passages_named

OVER_USED = 12
"""A passage that is cited more often than this carries much of the course alone."""


def uses_of_passages(unchecked: UncheckedCourse) -> dict[str, Counter[str]]:
    """How often lessons, items, comparisons and background use each passage, by passage id.

    An item counts once for each passage that it names: as evidence, in a hint, or to be chosen.
    """
    uses: dict[str, Counter[str]] = {passage: Counter() for passage in unchecked.passages()}
    for user, cited in _citations(unchecked):
        if cited in uses:
            uses[cited][user] += 1
    return uses


def objective_items(unchecked: UncheckedCourse) -> dict[str, list[str]]:
    """The ids of the items in quizzes that assess each objective, by objective id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for parsed, _, item in unchecked.items():
        if parsed.model is None or parsed.model.purpose != "checks":
            found[item.objective].append(item.id)
    return dict(found)


def voices(unchecked: UncheckedCourse) -> dict[str, int]:
    """Words in quotation marks per side, in all sources together; unknown speakers as such."""
    return unchecked.course().voices()


def report(unchecked: UncheckedCourse) -> str:
    """The coverage of a course as text: passages, objectives, voices."""
    return "\n\n".join((_passages(unchecked), _objectives(unchecked), _voices(unchecked)))


def _citations(unchecked: UncheckedCourse) -> Iterator[tuple[str, str]]:
    for lesson in unchecked.lessons:
        for paragraph in lesson.paragraphs:
            yield from (("lessons", cited) for cited in paragraph.passages if cited != NONE)
        for read in lesson.blocks:
            yield from (("lessons", cited) for cited in passages_named(read.block))
    for _, _, item in unchecked.items():
        yield from (("items", named) for named in {named for _, named in passages_of(item)})
    for compared in unchecked.comparisons:
        for _, comparison in entries(compared.model):
            for account in comparison.accounts:
                yield from (("comparisons", cited) for cited in account.citations)
    for _, _, citations in unchecked.background():
        yield from (("background", cited) for cited in citations)


def _passages(unchecked: UncheckedCourse) -> str:
    rows = [f"{'passage':10} lessons  items  comparisons  background"]
    for passage, used in uses_of_passages(unchecked).items():
        total = used.total()
        remark = "  never used" if not total else "  over-used" if total > OVER_USED else ""
        counts = f"{used['lessons']:7}  {used['items']:5}  {used['comparisons']:11}"
        rows.append(f"{passage:10} {counts}  {used['background']:10}{remark}")
    return "\n".join(rows)


def _objectives(unchecked: UncheckedCourse) -> str:
    assessed = objective_items(unchecked)
    rows = [f"{'objective':28} items"]
    for lesson in unchecked.lessons:
        for objective in lesson.lesson.objectives if lesson.lesson else ():
            items = assessed.get(objective.id, [])
            rows.append(f"{objective.id:28} {len(items):5}  {', '.join(items)}")
    return "\n".join(rows)


def _voices(unchecked: UncheckedCourse) -> str:
    counted = voices(unchecked)
    total = sum(counted.values()) or 1
    rows = ["words in quotation marks, by side"]
    rows += [f"{side:28} {number:5}  {number / total:4.0%}" for side, number in counted.items()]
    return "\n".join(rows)
