"""Rules on plans for the teacher: one for a lesson, with its sections, on two printed pages."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sourcebook.content.faults import Spot, Values, did_you_mean, nearest
from sourcebook.content.lesson_files import prose_texts
from sourcebook.content.plan_files import PlanFile, SectionSource
from sourcebook.content.rules.lesson_budgets import count_words
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.model.plans import SECTIONS

MOST_WORDS_OF_A_PLAN = 900
"""What two printed pages of A4 hold, with headings, lists and citations."""


class _Found(NamedTuple):
    """The sections of a plan: those known, at their first place, and those that were meant."""

    known: dict[str, SectionSource]
    meant: frozenset[str]


def lessons_have_one_plan(unchecked: UncheckedCourse) -> None:
    """`second-plan`: a lesson has one plan."""
    first: dict[str, str] = {}
    for each in unchecked.plans:
        if each.plan:
            lesson, spot = each.plan.lesson, each.parsed.spot(("lesson",))
            here = f"{each.file.path}:{spot.line}:{spot.column}"
            if first.setdefault(lesson, here) != here:
                message = f"'{lesson}' has a plan already, at {first[lesson]}."
                hint = "Make one plan of the two, or name another lesson."
                each.parsed.add(("lesson",), "second-plan", message, hint, values=Values(lesson))


def plans_have_their_sections(unchecked: UncheckedCourse) -> None:
    """`plan-section`: a plan has the ten sections, each once, in their order, none empty."""
    for plan in unchecked.plans:
        if plan.is_read:
            found = _first_sections(plan)
            _refuse_missing(plan, found)
            _refuse_misplaced(plan, found)
            _refuse_empty(plan)


def plans_fit_on_two_pages(unchecked: UncheckedCourse) -> None:
    """`long-plan`: a plan has at most 900 words."""
    for plan in unchecked.plans:
        count = count_words(_texts(plan))
        if count > MOST_WORDS_OF_A_PLAN:
            message = f"the plan has {count} words, more than {MOST_WORDS_OF_A_PLAN}."
            hint = "Shorten it, so that it prints on two pages."
            values = Values(str(count))
            plan.parsed.add(("lesson",), "long-plan", message, hint, "warning", values=values)


def _texts(plan: PlanFile) -> Iterator[str]:
    for section in plan.sections:
        yield section.heading
        yield from prose_texts(section.markdown)


def _first_sections(plan: PlanFile) -> _Found:
    """The known sections of a plan; what else stands in it is reported."""
    known: dict[str, SectionSource] = {}
    unknown: list[SectionSource] = []
    for section in plan.sections:
        if not section.heading:
            hint = f"Put it below a heading such as '## {SECTIONS[0]}'."
            plan.file.add(section.spot, "plan-section", "text stands above the sections.", hint)
        elif section.heading not in SECTIONS:
            unknown.append(section)
        elif section.heading in known:
            message = f"the section '{section.heading}' is here for a second time."
            plan.file.add(section.spot, "plan-section", message, "Make one of the two.")
        else:
            known[section.heading] = section
    left = [name for name in SECTIONS if name not in known]
    return _Found(known, frozenset(_refuse_unknown(plan, unknown, left)))


def _refuse_unknown(
    plan: PlanFile, unknown: Sequence[SectionSource], left: Sequence[str]
) -> Iterator[str]:
    """Report sections that no plan has; the names that were probably meant."""
    for section in unknown:
        near = _nearest(section.heading, left) or _nearest(section.heading, SECTIONS)
        message = f"there is no section '{section.heading}' in a plan."
        hint = did_you_mean(near) or "Put its text into one of the ten sections."
        values = Values(section.heading, near)
        plan.file.add(section.spot, "plan-section", message, hint, values=values)
        yield near


def _nearest(heading: str, names: Sequence[str]) -> str:
    """The name that is most similar to a heading, whatever its capitals; empty for none."""
    folded = {name.casefold(): name for name in names}
    return folded.get(nearest(heading.casefold(), folded), "")


def _refuse_missing(plan: PlanFile, found: _Found) -> None:
    """Report each section that a plan lacks, where it belongs."""
    for place, name in enumerate(SECTIONS):
        if name not in found.known and name not in found.meant:
            after = next((each for each in SECTIONS[place:] if each in found.known), None)
            spot = found.known[after].spot if after else Spot(_last_line(plan), 1)
            where = f"above '{after}'" if after else "at the end"
            message, hint = f"the section '{name}' is missing.", f"Write '## {name}' {where}."
            plan.file.add(spot, "plan-section", message, hint)


def _last_line(plan: PlanFile) -> int:
    return len(plan.file.text.rstrip().split("\n"))


def _refuse_misplaced(plan: PlanFile, found: _Found) -> None:
    """Report as few sections as possible without which the others stand in their order."""
    present = list(found.known)
    wanted = [name for name in SECTIONS if name in found.known]
    matcher = SequenceMatcher(None, present, wanted, autojunk=False)
    kept = {
        name for each in matcher.get_matching_blocks() for name in present[each.a :][: each.size]
    }
    for name in present:
        if name not in kept:
            place = wanted.index(name)
            hint = f"Move it below '{wanted[place - 1]}'." if place else "Move it to the beginning."
            message = f"the section '{name}' stands in another place than in other plans."
            plan.file.add(found.known[name].spot, "plan-section", message, hint)


def _refuse_empty(plan: PlanFile) -> None:
    for section in plan.sections:
        if section.heading in SECTIONS and not section.markdown:
            message = f"the section '{section.heading}' is empty."
            hint = "Write it, or say in a sentence why there is nothing."
            plan.file.add(section.spot, "plan-section", message, hint)
