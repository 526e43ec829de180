"""Drafts of imported quizzes, as files of the course."""

from sourcebook.content.authoring.quiz_drafts import Draft, missing, write_draft
from sourcebook.content.checking import check
from sourcebook.content.yaml.text import Value
from tests.builders import course_files

ODD: dict[str, Value | None] = {
    "id": "who-left",
    "type": "short_answer",
    "objective": "tell-the-day",
    "stem": "Who\x0bleft\x07?",
    "key": "\ud83dPashinyan\x00",
    "also_accept": ["Nikol\u2028Pashinyan", "Pashin\x9fyan"],
    "rationale": missing("rationale", "No\x01thing"),
    "citations": ["s1.p2"],
}


def test_characters_that_cannot_stand_in_a_course_file_are_left_out() -> None:
    draft = Draft("The\x0csummit", [ODD], ["A picture is left out: \x1b[31m."])

    found = write_draft(draft, quiz_id="a-quiz")

    faults = check(course_files() | {"quizzes/a-quiz.yaml": found.yaml.encode()}).faults
    assert not [each for each in faults if each.rule in ("character", "yaml-syntax")]
    assert "stem: Who left?" in found.yaml
    assert "key: '?Pashinyan'" in found.yaml or 'key: "?Pashinyan"' in found.yaml
    assert "also_accept: [Nikol Pashinyan, Pashinyan]" in found.yaml
    assert "for 'Nothing' cannot stand here" in found.yaml
    assert found.notes == ("A picture is left out: [31m.",)
