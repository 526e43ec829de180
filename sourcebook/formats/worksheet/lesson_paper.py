"""The tasks of a lesson on paper, in the order of the lesson, and our answers for the teacher."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from sourcebook.formats.proofs import passage_name
from sourcebook.formats.worksheet.item_parts import item_parts, proof_parts, rubric_table
from sourcebook.formats.worksheet.key_parts import key_parts
from sourcebook.formats.worksheet.parts import (
    Boxes,
    Choice,
    Fields,
    Group,
    Heading,
    Lines,
    Part,
    Sheet,
    Side,
    Table,
    Text,
)
from sourcebook.formats.worksheet.shuffling import option_order
from sourcebook.formats.worksheet.texts import (
    dated,
    quotations,
    with_names,
)
from sourcebook.model.course import Course, Evidence
from sourcebook.model.items import Item
from sourcebook.model.lessons import (
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DocumentTask,
    GuessTask,
    Lesson,
    Task,
)
from sourcebook.model.sources import VERDICTS, Account, Comparison


class _Numbered(NamedTuple):
    """A task with its number and what it is called; `name` is unique in the lesson."""

    number: int
    title: str
    task: Task


def lesson_paper(lesson: Lesson, course: Course) -> Sheet:
    """The sheet of a lesson; tasks whose evidence the course lacks are left out."""
    tasks = tuple(
        _Numbered(number, _title(task, course), task)
        for number, task in enumerate(_possible(lesson, course), start=1)
    )
    learners = (_head(lesson), *_asked(tasks, course, lesson.id))
    teacher = (
        Group((Heading(1, f"Our answers: {lesson.title}"),)),
        *_answers(tasks, course, lesson.id),
    )
    running = f"Our answers, for the teacher · {lesson.title}"
    return Sheet(lesson.title, Side(lesson.title, learners), Side(running, teacher))


def _head(lesson: Lesson) -> Group:
    return Group(
        (
            Heading(1, lesson.title),
            Fields(("Name", "Date")),
            Text(lesson.question, label="The question of the lesson: "),
        )
    )


def _possible(lesson: Lesson, course: Course) -> Iterator[Task]:
    for task in lesson.tasks().values():
        match task:
            case GuessTask() | ClaimTask():
                yield task
            case DocumentTask():
                if any(map(course.evidence, task.passages)):
                    yield task
            case ComparisonTask():
                if task.comparison in course.comparisons:
                    yield task
            case CheckTask():
                if course.item(task.item):
                    yield task
            case _:
                assert_never(task)


def _title(task: Task, course: Course) -> str:
    match task:
        case GuessTask():
            return "Your guess"
        case DocumentTask():
            found = [each for each in map(course.evidence, task.passages) if each]
            return f"Document: {found[0].source.label}"
        case ComparisonTask():
            return "Comparison"
        case CheckTask():
            return "Check yourself"
        case ClaimTask():
            return "Your answer"
        case _:
            assert_never(task)


def _asked(tasks: Sequence[_Numbered], course: Course, lesson_id: str) -> Iterator[Group]:
    for number, title, task in tasks:
        heading = Heading(2, f"{number}. {title}")
        yield from _grouped(heading, _task_parts(task, course, lesson_id))


def _grouped(heading: Heading, parts: Iterable[Part]) -> Iterator[Group]:
    """The parts of a task; from the second passage on, each begins a group of its own."""
    group: list[Part] = [heading]
    for part in parts:
        has_passage = any(isinstance(each, Heading) and each.level == 3 for each in group)
        if has_passage and isinstance(part, Heading):
            yield Group(tuple(group))
            group = []
        group.append(part)
    yield Group(tuple(group))


def _task_parts(task: Task, course: Course, lesson_id: str) -> Iterator[Part]:
    match task:
        case GuessTask():
            yield Text(task.ask, "asked")
            if task.options:
                yield Boxes(tuple(Choice("", text) for text in task.options))
            else:
                yield Lines(2)
        case DocumentTask():
            yield from _document(task, course)
        case ComparisonTask():
            compared = course.comparisons[task.comparison]
            if task.ask:
                yield Text(compared.question, label="Compared: ")
            yield _accounts(compared, course)
            yield Text(task.ask or compared.question, "asked")
            yield Text("Tick one.", "note")
            yield Boxes(tuple(Choice("", text) for text in VERDICTS.values()))
            yield Fields(("Because",))
            yield Lines(2)
        case CheckTask():
            yield from _check(course.item(task.item), course, lesson_id)
        case ClaimTask():
            yield Text(task.ask, "asked")
            yield rubric_table(task.full, task.part, task.none)
            yield Lines(8)
            yield Fields(("The passages that prove it",))
        case _:
            assert_never(task)


def _check(item: Item | None, course: Course, lesson_id: str) -> Iterator[Part]:
    if item:
        yield from item_parts(item, course, option_order(item, lesson_id, "A"))
        yield from proof_parts(item, course)


def _document(task: DocumentTask, course: Course) -> Iterator[Part]:
    found = [each for each in map(course.evidence, task.passages) if each]
    source = found[0].source
    yield Text(task.headnote or f"{source.genre} · {dated(source.date)}", "note")
    for evidence in found:
        yield from _passage(evidence, course)
    yield Text(task.ask, "asked")
    yield Lines(4)


def _passage(evidence: Evidence, course: Course) -> Iterator[Part]:
    """The words of a report, and our summary; the whole paragraph only if the course has it."""
    yield Heading(3, f"Paragraph {evidence.number}")
    words = (evidence.original,) if evidence.original else quotations(evidence)
    for place, each in enumerate(words):
        yield Text(each, "quotation", "" if place else "The report’s words: ")
    yield Text(evidence.passage.summary, label="Our summary: ")
    notes = dict.fromkeys(quote.note for quote in evidence.passage.quotes if quote.note)
    if notes and not evidence.original:
        yield Text(with_names(" ".join(notes), course), "note")
    if caution := evidence.passage.caution:
        yield Text(with_names(caution, course), label="Caution: ")


def _accounts(compared: Comparison, course: Course) -> Table:
    rows = tuple(
        (course.sources[each.source].label, _account(each, course))
        for each in compared.accounts
        if each.source in course.sources
    )
    return Table(compared.question, ("Source", "What it says"), rows, (25, 75))


def _account(account: Account, course: Course) -> str:
    if account.silent:
        return "Says nothing on this."
    quote = f"“{account.quote}”" if account.quote else ""
    cited = ", ".join(each.partition(".p")[2] for each in account.citations)
    words = (quote, account.says, f"(Paragraph {cited})" if cited else "")
    return with_names(" ".join(filter(None, words)), course)


def _answers(tasks: Sequence[_Numbered], course: Course, lesson_id: str) -> Iterator[Group]:
    for number, title, task in tasks:
        if parts := tuple(_our_answer(task, course, lesson_id)):
            yield Group((Heading(2, f"To {number}. {title}"), *parts), is_whole=False)


def _our_answer(task: Task, course: Course, lesson_id: str) -> Iterator[Part]:
    match task:
        case GuessTask():
            pass
        case DocumentTask():
            yield Text(with_names(task.answer, course))
        case ComparisonTask():
            compared = course.comparisons[task.comparison]
            conclusion = with_names(compared.conclusion, course)
            yield Text(conclusion, label=f"{VERDICTS[compared.verdict]}. ")
        case CheckTask():
            if item := course.item(task.item):
                yield from key_parts(item, course, option_order(item, lesson_id, "A"))
        case ClaimTask():
            yield Text(with_names(task.model, course), label="A model answer: ")
            yield Text("; ".join(passage_name(each, course) for each in task.cites), "note")
        case _:
            assert_never(task)
