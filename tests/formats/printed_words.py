"""The words of a worksheet, as a Word file and as a page."""

import io

import docx
from bs4 import BeautifulSoup
from docx.document import Document
from docx.oxml.ns import qn


def opened(raw: bytes) -> Document:
    return docx.Document(io.BytesIO(raw))


def words_of_docx(raw: bytes) -> list[str]:
    """The words in the body, in reading order, without the boxes to tick."""
    found = []
    for each in opened(raw).element.body.iter(qn("w:p")):
        pieces = (
            piece.text or "" if piece.tag == qn("w:t") else " "
            for piece in each.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        )
        found.append("".join(pieces))
    return " ".join(found).replace("□", " ").split()


def words_of_page(page: str) -> list[str]:
    """The words that a browser shows, without the line that Word has at the top of each page."""
    body = BeautifulSoup(page, "html.parser").find("body")
    assert body
    for running in body.find_all(class_="running"):
        running.decompose()
    return body.get_text(" ").split()
