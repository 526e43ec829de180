"""How easily the lessons read, and which evidence none has: `python -m benchmarks.readability`.

Of the prose of each lesson: words, sentences, the mean length of a sentence, the grade by Flesch
and Kincaid, how many sentences name a report, how many words are quoted, and how many citations
stand in the file. Then the passages that no lesson shows, cites or compares.

The grade is .39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975).
Syllables are counted as groups of vowels, without a final e that is not spoken; names of people and
places, which a lesson cannot do without, count like other words.
"""

import re
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from benchmarks.screens import course_in
from sourcebook.content.citations import passages_cited, without_citations
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson, Prose, passages_named
from sourcebook.model.options import place_in_sources

_ROOT = Path(__file__).parents[1]
_MARKUP = re.compile(r"^\s*[-*]\s+|[*_`#]", re.M)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[A-Z“\"*])")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d,.]*")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


class Reading(NamedTuple):
    """The measures of a lesson's prose."""

    words: int
    sentences: int
    grade: float
    naming: int
    quoted: int
    citations: int


def main(root: Annotated[Path, typer.Argument(help="The course.")] = _ROOT) -> None:
    """Print a line for each lesson, and the passages that are not used."""
    course = course_in(root)
    head = ("words", "minutes", "tasks", "sentences", "mean", "grade", "name a report")
    typer.echo(f"{'lesson':22}" + "".join(f"{each:>15}" for each in (*head, "quoted", "citations")))
    for lesson in course.lessons.values():
        found = reading_of(lesson, [source.label for source in course.sources.values()])
        share = found.naming / found.sentences
        cells = (
            *(str(found.words), str(lesson.minutes), str(len(lesson.tasks()))),
            *(str(found.sentences), f"{found.words / found.sentences:.1f}", f"{found.grade:.1f}"),
            *(f"{share:.0%}", str(found.quoted), str(found.citations)),
        )
        typer.echo(f"{lesson.id:22}" + "".join(f"{each:>15}" for each in cells))
    unseen = sorted(_passages(course) - _in_lessons(course), key=place_in_sources)
    typer.echo(f"passages that no lesson shows or cites: {', '.join(unseen) or 'none'}")


def reading_of(lesson: Lesson, labels: list[str]) -> Reading:
    """The measures of a lesson's prose; `labels` are the names of the reports."""
    texts = [
        each.markdown for part in lesson.sections for each in part.blocks if isinstance(each, Prose)
    ]
    plain = [_MARKUP.sub("", without_citations(text)) for text in texts]
    sentences = [each for text in plain for line in text.split("\n\n") for each in _sentences(line)]
    words = [word for each in sentences for word in _WORD.findall(each)]
    syllables = sum(map(syllables_in, words))
    return Reading(
        len(words),
        len(sentences),
        0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59,
        sum(any(label in each for label in labels) for each in sentences),
        sum(len(found.split()) for text in plain for found in _QUOTED.findall(text)),
        sum(len(passages_cited(text)) for text in texts),
    )


def syllables_in(word: str) -> int:
    """About how many syllables an English word has; a number counts as one."""
    spoken = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$", "", word.casefold())
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def _sentences(text: str) -> list[str]:
    flat = " ".join(text.split())
    return [each for each in _SENTENCE_END.split(flat) if _WORD.search(each)]


def _passages(course: Course) -> set[str]:
    return {each.id for source in course.sources.values() for each in course.passages(source)}


def _in_lessons(course: Course) -> set[str]:
    """The passages that a lesson cites, shows in a document or compares."""
    found: set[str] = set()
    for lesson in course.lessons.values():
        for block in (block for part in lesson.sections for block in part.blocks):
            if isinstance(block, Prose):
                found |= set(passages_cited(block.markdown))
            else:
                found |= set(passages_named(block))
                compared = course.comparisons.get(getattr(block, "comparison", ""))
                accounts = compared.accounts if compared else ()
                found |= {each for account in accounts for each in account.citations}
    return found


if __name__ == "__main__":
    typer.run(main)
