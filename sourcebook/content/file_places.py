"""Places within a content file: paths of keys and numbers, and how people name them."""

Path = tuple[int | str, ...]
"""Steps into a file, such as `("items", 2, "key")`; entries of a list count from 0."""

_ONE_OF = {
    "accounts": "account",
    "citations": "citation",
    "distractors": "distractor",
    "extra_targets": "extra target",
    "hints": "hint",
    "items": "item",
    "keys": "key",
    "objectives": "objective",
    "pairs": "pair",
    "passages": "passage",
    "quotes": "quote",
    "tries": "try",
}
"""What an entry of a list is called; of any other list it is an entry."""


def in_words(path: Path, name: str = "") -> str:
    """A path as people say it, counted from 1: `item 3 (first-refusal), distractor 2, text`.

    `name` is the id of the item that the path leads into.
    """
    words: list[str] = []
    for place, step in enumerate(path):
        before = path[place - 1] if place else None
        if isinstance(before, str) and before in _ONE_OF:
            words[-1:] = [f"{_ONE_OF[before]} {_counted(step)}"]
        else:
            words.append(f"entry {_counted(step)}" if isinstance(step, int) else step)
    if name and path[:1] == ("items",) and len(path) > 1 and path[2:] != ("id",):
        words[0] = f"{words[0]} ({name})"
    return ", ".join(words)


def _counted(step: int | str) -> int | str:
    return step + 1 if isinstance(step, int) else step
