"""Text from a browser, in the form that a database and a file can store."""


def storable(text: str) -> str:
    """A text with a question mark for each half of a character, and without NUL signs.

    A browser can send one half of a character that has two (a surrogate), such as half an
    emoji; neither UTF-8 nor a database knows it, and PostgreSQL refuses NUL. All the rest stays.
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode()
