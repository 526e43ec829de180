"""How paragraphs are counted, and the rules that need an article; those here are invented."""

import hashlib
from pathlib import Path

import pytest

from sourcebook.content.checking import check
from sourcebook.content.faults import as_text
from sourcebook.content.originals import paragraphs, read_originals
from tests.builders import course_files, save

ARTICLE = """\
A summit of six leaders took place in Yerevan on 23 November 2022.

Pashinyan said that the missing help was "depressing" and left the hall without a word to anybody.
"""
OTHER_ARTICLE = "Nobody signed.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one", ["one"]),
        ("one\n\ntwo\n", ["one", "two"]),
        ("one\nline on\n\ntwo", ["one line on", "two"]),
        ("one\r\n\r\ntwo\r\rthree", ["one", "two", "three"]),
        ("one\n\u00a0\ntwo", ["one", "two"]),
        ("\n\n\none\n\n\n\ntwo\n\n", ["one", "two"]),
        ("one\u00a0\u2003two  three ", ["one two three"]),
        ("one\n\n.\n\ntwo", ["one", ".", "two"]),
        ("cafe\u0301", ["café"]),
    ],
)
def test_paragraphs_are_what_stands_between_blank_lines(text: str, found: list[str]) -> None:
    assert paragraphs(text) == found


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    """A folder with two invented articles."""
    return save(tmp_path, {"a.txt": ARTICLE.encode(), "b.txt": OTHER_ARTICLE.encode()})


def files_with_hashes() -> dict[str, bytes]:
    """The minimal course with the hashes of the invented articles."""
    files = course_files()
    for path, old, article in (("s1", b"1", ARTICLE), ("s2", b"2", OTHER_ARTICLE)):
        digest = hashlib.sha256(article.encode()).hexdigest().encode()
        files[f"seeds/{path}.yaml"] = files[f"seeds/{path}.yaml"].replace(old * 64, digest)
    return files


def damaged(path: str, old: str, new: str) -> dict[str, bytes]:
    files = files_with_hashes()
    assert old.encode() in files[path]
    return files | {path: files[path].replace(old.encode(), new.encode())}


def first_lines(files: dict[str, bytes], originals: Path) -> list[str]:
    faults = check(files, originals).faults
    return [as_text([fault]).split("\n")[0] for fault in faults]


def test_a_course_that_fits_its_articles_has_no_fault(originals: Path) -> None:
    result = check(files_with_hashes(), originals)

    assert (as_text(result.faults), result.not_checked) == ("", ())


def test_the_course_holds_the_original_paragraph_of_a_passage(originals: Path) -> None:
    course = check(files_with_hashes(), originals).course

    evidence = course.evidence("s2.p1") if course else None

    assert evidence is not None
    assert evidence.original == "Nobody signed."


def test_an_article_with_another_hash_is_missing(originals: Path) -> None:
    (originals / "b.txt").write_text("Nobody signed it.\n", "utf-8")

    assert first_lines(files_with_hashes(), originals) == [
        "seeds/s2.yaml:10:9: sha256: no file among the originals has this SHA-256. "
        "Put the article's file there unchanged, or correct the hash. [original-missing]"
    ]


def test_a_source_without_a_hash_is_given_those_of_the_files_that_no_source_names(
    originals: Path,
) -> None:
    digest = hashlib.sha256(OTHER_ARTICLE.encode()).hexdigest()
    files = damaged("seeds/s2.yaml", f"sha256: {digest}\n", "")

    (line,) = first_lines(files, originals)

    assert line.endswith(
        "the source card has no SHA-256, so its article is not known. "
        f"Write 'sha256: {digest}' for b.txt. [original-missing]"
    )
    assert check(files).faults == ()


def test_a_quote_with_one_letter_changed_is_not_verbatim(originals: Path) -> None:
    files = damaged("seeds/s1.yaml", "words: depressing", "words: depressing that")

    assert first_lines(files, originals) == [
        "seeds/s1.yaml:18:16: passage p2, quote 1, words: these words do not stand in s1.p2 of "
        "the original. Copy them again, letter by letter. [not-verbatim]"
    ]


def test_a_twentieth_of_a_report_may_be_quoted_in_its_own_words(originals: Path) -> None:
    quote = "words: depressing\n      - speaker: Munich report\n        words: "
    one = damaged("seeds/s1.yaml", "words: depressing", quote + "anybody")
    two = damaged("seeds/s1.yaml", "words: depressing", quote + "to anybody")

    assert first_lines(one, originals) == []
    assert first_lines(two, originals) == [
        "seeds/s1.yaml:12:3: passages: 2 of the report's own words are quoted, and it has 30. "
        "Keep 1 at most; summarise the rest. [over-quoted]"
    ]


def test_a_passage_beyond_the_end_of_its_article_does_not_exist(originals: Path) -> None:
    files = damaged("seeds/s2.yaml", "passages:\n", "passages:\n  p9:\n    summary: They left.\n")

    assert first_lines(files, originals) == [
        "seeds/s2.yaml:13:5: passage p9: the original has no paragraph p9. "
        "Count its non-empty paragraphs from p1. [no-such-paragraph]"
    ]


def test_eight_words_in_a_row_are_copied_and_seven_are_not(originals: Path) -> None:
    lesson = "lessons/04-yerevan-summit.md"
    seven = damaged(
        lesson, "Six members met", "One left the hall without a word to nobody. Six met"
    )
    eight = damaged(
        lesson, "Six members met", "One left the hall without a word to anybody. Six met"
    )

    assert first_lines(seven, originals) == []
    assert first_lines(eight, originals) == [
        f"{lesson}:12:5: “left the hall without a word to anybody” is copied from s1.p2. "
        "Say it in your own words, or quote it with its speaker. [copied]"
    ]


def test_an_article_that_is_not_utf_8_is_read_as_far_as_it_can_be(originals: Path) -> None:
    raw = "Niemand unterschrieb die Erklärung.\n".encode("latin-1")
    (originals / "b.txt").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    old = hashlib.sha256(OTHER_ARTICLE.encode()).hexdigest()
    files = damaged("seeds/s2.yaml", old, digest)

    assert first_lines(files, originals) == []


def test_only_articles_that_a_source_names_are_held(originals: Path) -> None:
    course = check(files_with_hashes()).course

    held = read_originals(originals, [course.sources["s2"]] if course else [])

    assert held.found == {"s2"}
    assert held.paragraphs == {"s2.p1": "Nobody signed."}
