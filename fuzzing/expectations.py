"""What holds for every reader: faults have a place, and messages end."""

from collections.abc import Mapping, Sequence

from sourcebook.content.faults import Fault, as_github, as_json, as_text

LONGEST_MESSAGE = 2_000
"""Characters of a message on one thing."""


def expect_message(text: str, longest: int = LONGEST_MESSAGE) -> None:
    """Raise AssertionError unless this can be shown to a person."""
    assert text.strip(), "A message says nothing."
    assert len(text) <= longest, f"A message has {len(text)} characters: {text[:200]}"
    text.encode()


def expect_faults(faults: Sequence[Fault], files: Mapping[str, bytes]) -> None:
    """Raise AssertionError unless each fault has a place in a file, and all can be printed."""
    for fault in faults:
        expect_message(fault.sentence)
        lines = files.get(fault.path, b"").replace(b"\r", b"\n").count(b"\n") + 1
        assert fault.path in files or fault.spot == (1, 1), f"No such file: {fault.path}"
        assert 1 <= fault.spot.line <= lines + 1, f"No such line: {fault.spot}"
        assert fault.spot.column >= 1, f"No such column: {fault.spot}"
    for printed in (as_text, as_json, as_github):
        printed(faults).encode()
