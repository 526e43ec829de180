"""Words that several commands print."""


def counted(number: int, noun: str) -> str:
    """A number with its noun, in words for none: `no errors`, `1 error`, `2 errors`."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
