"""What the fuzzer starts from: `python -m fuzzing.seeds` writes it into the corpus.

All of it is made of the small course of the tests, so no text of an article is in it.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook

from fuzzing.course_files import BACKGROUND, LESSON, PICTURE, PLAN, QUIZ, SOURCE
from fuzzing.packages import as_parts, parts_of
from fuzzing.targets import CORPUS
from sourcebook.content.checking import check
from sourcebook.content.yaml.text import item_yaml
from sourcebook.formats.registry import FORMATS
from tests import builders
from tests.streamlit_internals import BackMsg

_QUESTIONS = "question,answer,wrong 1,source\nWho left?,Pashinyan,Putin,s1.p2\nHow many?,6,,\n"
_MOODLE = "First name,Last name,ID number,Email address\nNina,Petrosyan,S1,nina@school.example\n"
_CANVAS = 'Student,ID,SIS User ID,SIS Login ID,Section\n"Petrosyan, Nina",41,S1,nina,Blue\n'
_REQUEST = b"""/quiz?quiz=a
host: course.school.example
origin: https://course.school.example
x-forwarded-for: 198.51.100.9, 203.0.113.8
x-forwarded-proto: https
accept: text/html
cookie: __Host-sourcebook_learner=AAAAAAAAAAAAAAAAAAAAAA; _streamlit_user=a; _streamlit_user_1=b"""
_CLAIMS = b'{"iss":"https://a.example","sub":"1","name":"Nina","email":"nina@school.example"}'
_ODS = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": b"""<office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="A">
<table:table-row><table:table-cell><text:p>question</text:p></table:table-cell>
<table:table-cell><text:p>answer</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2"><text:p>Who?</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>""",
}


def seeds() -> Iterator[tuple[str, str, bytes]]:
    """The target, the name and the bytes of each."""
    files = builders.course_files()
    for target, path in zip(
        ("quiz", "lesson", "plan", "source", "picture"),
        (QUIZ, LESSON, PLAN, SOURCE, PICTURE),
        strict=True,
    ):
        yield target, "sound", files[path]
    every = builders.every_kind()
    head = "id: yerevan-quiz\ntitle: All\nlesson: yerevan-summit\nitems:\n"
    yield (
        "quiz",
        "every-kind",
        (head + "".join(item_yaml(each.model_dump(mode="json")) for each in every)).encode(),
    )
    for number, path in enumerate(BACKGROUND):
        yield "background", path.split("/")[-1].split(".")[0], bytes([number]) + files[path]
    yield from _exports()
    yield "any-file", "csv", _QUESTIONS.encode()
    yield "any-file", "ods", parts_of(_ODS)
    yield "any-file", "xlsx", _book(_QUESTIONS)
    yield "class-list", "moodle", _MOODLE.encode()
    yield "class-list", "canvas", _CANVAS.encode()
    yield "class-list", "xlsx", _book(_MOODLE)
    yield "backup", "whole", b""
    yield "backup", "text", b"=A letter."
    yield "request", "page", _REQUEST
    yield (
        "request",
        "login",
        b"oauth2callback?code=1\nhost: course.school.example\ncookie: _streamlit_user=a",
    )
    yield "claims", "account", _CLAIMS
    yield "claims", "teacher", b'{"iss":"https://a.example","sub":"1","role":["teacher"]}'
    yield from _messages()
    for name, text in (
        ("number", "about 2,000.5"),
        ("name", "Pashinyan, Nikol"),
        ("code", "7KQM-3XVR"),
    ):
        yield "typed-text", name, text.encode()


def _messages() -> Iterator[tuple[str, str, bytes]]:
    """Messages of a browser: clicks with the states of fields, and one of another kind."""
    for name, state in (
        ("order", '{"order":["b","c","a"]}'),
        ("text", '{"sent":{"text":"They\\ud800 left.","turn":3}}'),
    ):
        click = BackMsg()
        click.rerun_script.query_string = "quiz=yerevan-quiz&item=2"
        click.rerun_script.fragment_id = "a"
        click.rerun_script.cached_message_hashes.append("b")
        click.rerun_script.widget_states.widgets.add(id="$$ID-a-order", json_value=state)
        yield "message", name, click.SerializeToString(deterministic=True)
    yield "message", "clear-cache", BackMsg(clear_cache=True).SerializeToString()


def _exports() -> Iterator[tuple[str, str, bytes]]:
    """A quiz of each kind in each format that is read."""
    course = check(builders.course_files()).course
    assert course is not None
    for item in builders.every_kind():
        quiz = builders.quiz(item)
        for name in ("gift", "moodle-xml"):
            yield name, item.type, FORMATS[name].dumps(quiz, course)
        for name in ("qti12", "qti21"):
            yield name, item.type, as_parts(FORMATS[name].dumps(quiz, course))
    one = builders.quiz(builders.single_choice())
    for name in ("gift", "moodle-xml"):
        yield "any-file", name, FORMATS[name].dumps(one, course)
    for name in ("qti12", "qti21"):
        packed = FORMATS[name].dumps(one, course)
        yield "any-file", name, as_parts(packed)
        yield "any-file", f"{name}-packed", packed
        yield name, "packed", packed


def _book(table: str) -> bytes:
    """A spreadsheet as a text of parts, without its looks."""
    made, file = Workbook(), BytesIO()
    for line in table.splitlines():
        made.worksheets[0].append(line.split(","))
    made.save(file)
    parts = as_parts(file.getvalue())
    return b"".join(
        each for each in re.split(rb"(?m)^(?=--- )", parts) if b"theme" not in each[:20]
    )


def main() -> None:
    """Write all of it."""
    for target, name, raw in seeds():
        (CORPUS / target).mkdir(parents=True, exist_ok=True)
        (CORPUS / target / name).write_bytes(raw)


if __name__ == "__main__":
    main()
