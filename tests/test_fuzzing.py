"""Every reader of files bears what the fuzzer has found so far, and such bytes changed a little."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing.targets import CORPUS, TARGETS, corpus_of

CORPORA = {name: corpus_of(name) for name in TARGETS}
SLOW = {"backup", "quiz", "lesson", "any-file"}
"""Targets that read more than bytes: fewer examples are tried."""

MOST_BYTES = 1_000_000


@st.composite
def changed(draw: st.DrawFn, name: str) -> bytes:
    """A file of the corpus of a target with a piece cut out, doubled, moved or replaced."""
    raw = draw(st.sampled_from(CORPORA[name]))
    other = draw(st.sampled_from(CORPORA[name]))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
    from_, to = sorted(draw(st.tuples(*[st.integers(0, len(other))] * 2)))
    inserted = draw(st.sampled_from([b"", raw[start:end] * 2, other[from_:to]]))
    return raw[:start] + inserted + draw(st.binary(max_size=8)) + raw[end:]


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_fuzzer_has_found_is_read_or_refused(name: str) -> None:
    for raw in CORPORA[name]:
        TARGETS[name](raw)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_like_it_is_read_or_refused(name: str) -> None:
    examples = settings(
        max_examples=20 if name in SLOW else 100,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )

    examples(given(raw=changed(name))(_reads(TARGETS[name])))()


def test_each_target_has_a_corpus_and_all_of_it_is_small() -> None:
    sizes = [path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()]

    assert sorted(path.name for path in CORPUS.iterdir()) == sorted(TARGETS)
    assert sum(sizes) < MOST_BYTES


def _reads(read: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def reads(raw: bytes) -> None:
        read(raw)

    return reads
