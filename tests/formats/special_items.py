"""Items at random whose texts are full of what formats use as marks."""

from collections.abc import Callable

from hypothesis import strategies as st

from sourcebook.model.items import Item
from tests import builders

_MARKS = (
    *("~", "=", "#", "####", "{", "}", ":", "::", "\\", "\\n", "->", "//", "$CATEGORY: a", "=%50%"),
    *("%50%", "[html]", "[tag:x]", "<b>", "</p>", "<p><b>Proof</b></p>", "&lt;", "&", "*", "- x"),
    *("<script>alert(1)</script>", "TRUE", "1,5", "İstanbul", "Ереван", "“so”", "'", '"', "]]>"),
    *("]", ",", ";", "\t", "(s1.p1)", "<small>(s1.p1)</small>", "<br>", "</blockquote>", "_____"),
)
_words = st.one_of(
    st.sampled_from([mark for mark in _MARKS if mark.strip()]),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6),
)
lines = st.lists(_words, min_size=1, max_size=6).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=3).flatmap(
    lambda found: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(found))
)
_scores = st.sampled_from(("0", "1/2", "1/3", "3/8", "19/20"))
_feedback = st.none() | texts


_Make = Callable[[list[dict[str, object]], str | None, dict[str, object]], Item]


@st.composite
def _wrong(draw: st.DrawFn, options: list[str]) -> list[dict[str, object]]:
    return [{"text": each, "feedback": draw(_feedback), "score": draw(_scores)} for each in options]


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item of any kind, each text full of marks."""
    hints = draw(st.lists(st.fixed_dictionaries({"text": texts}), max_size=2))
    common: dict[str, object] = {
        "stem": draw(texts),
        "rationale": draw(texts),
        "calculated": draw(_feedback),
        "hints": [{**hint, "passage": "s1.p2"} for hint in hints[:1]] + hints[1:],
    }
    options = draw(st.lists(lines, min_size=4, max_size=5, unique=True))
    make, own = draw(st.sampled_from(_own(options))), draw(_wrong(options[2:]))
    return make(own, draw(_feedback), common)


def _own(options: list[str]) -> list[_Make]:
    """A function for each kind, which makes an item of wrong options, a feedback and the rest."""
    first, second = options[:2]
    prompts = options[1:]
    return [
        lambda wrong, _, rest: builders.single_choice(key=first, distractors=wrong, **rest),
        lambda wrong, _, rest: builders.multiple_choice(
            keys=[first, second], distractors=[{**each, "score": 0} for each in wrong], **rest
        ),
        lambda _, feedback, rest: builders.true_false(feedback=feedback, **rest),
        lambda _, __, rest: builders.verdict(claim=first, feedback={"supported": second}, **rest),
        lambda wrong, feedback, rest: builders.numeric(
            unit=first,
            distractors=[{"number": 5, "score": wrong[0]["score"], "feedback": feedback}],
            **rest,
        ),
        lambda wrong, _, rest: builders.short_answer(
            key=first, also_accept=[second], distractors=wrong, **rest
        ),
        lambda _, feedback, rest: builders.matching(
            pairs=[{"prompt": each, "target": first, "feedback": feedback} for each in prompts],
            extra_targets=[second],
            **rest,
        ),
        lambda _, feedback, rest: builders.ordering(sequence=options, feedback=feedback, **rest),
        lambda _, feedback, rest: builders.evidence(
            distractors=[{"passage": "s1.p1", "feedback": feedback}], **rest
        ),
        lambda wrong, _, rest: builders.extended_response(model_answer=second, **rest),
    ]
