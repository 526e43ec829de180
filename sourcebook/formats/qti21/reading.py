"""Reads QTI 2.1 and 2.2: a package, or the file of one item."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from sourcebook.content.authoring.quiz_drafts import Draft
from sourcebook.errors import QuestionListError
from sourcebook.formats.qti.drafts import draft_of
from sourcebook.formats.qti.found import Found, NotReadable
from sourcebook.formats.qti.packages import beside, is_package, unpack
from sourcebook.formats.qti.tags import ReadTags, read_tags
from sourcebook.formats.qti.xml_text import read_xml, text_of
from sourcebook.formats.qti21.item_reading import read_item

MOST_ITEMS: Final = 1_500
_OLDER: Final = "This is QTI 1.2, an older format. Import it as QTI 1.2 (Canvas)."
_OTHER: Final = "This is not a file of QTI 2.1 or 2.2. Export the questions in this format."
_OUTSIDE: Final = "Questions that are not in the first test of the package stand at the end."


class _Reference(NamedTuple):
    """The file of an item, and the keywords that the manifest has on it."""

    path: str
    keywords: tuple[str, ...] = ()


def loads(raw: bytes) -> Draft:
    """The draft of a quiz from a package (.zip), or from the file of one item (.xml).

    Raises QuestionListError if nothing can be read.
    """
    if not is_package(raw):
        root = _expected(read_xml(raw, "The file"), "The file")
        notes = list[str]()
        return draft_of(
            root.get("title", ""), _read_all({"": root}, [_Reference("")], notes), notes
        )
    files = unpack(raw)
    manifest = _manifest(files)
    references, title, notes = _references(files, manifest)
    roots = dict[str, Element]()
    for each in references:
        if each.path in files:
            roots[each.path] = read_xml(files[each.path], each.path[:80])
        else:
            notes.append(f"The package names {each.path[:80]}, but does not contain it.")
    return draft_of(title, _read_all(roots, references, notes), notes)


def _manifest(files: Mapping[str, bytes]) -> tuple[str, Element]:
    """The path of the manifest, and its root; the one nearest to the top counts."""
    found = [path for path in files if path.rpartition("/")[2] == "imsmanifest.xml"]
    if not found:
        raise QuestionListError("The package has no imsmanifest.xml. Export the questions again.")
    path = min(found, key=lambda each: each.count("/"))
    return path, read_xml(files[path], path[:80])


def _references(
    files: Mapping[str, bytes], manifest: tuple[str, Element]
) -> tuple[list[_Reference], str, list[str]]:
    """The files of the items in the order of the test, the title of the quiz, and notes."""
    place, root = manifest
    items, tests = dict[str, _Reference](), list[str]()
    for resource in root.iter("resource"):
        path, kind = beside(place, _href(resource)), resource.get("type", "")
        if kind.startswith("imsqti_item"):
            items[path] = _Reference(
                path, tuple(text_of(each) for each in resource.iter("keyword"))
            )
        elif kind.startswith(("imsqti_test", "imsqti_assessment")):
            tests.append(path)
    if not items and any(each.get("type", "").startswith("imsqti_xmlv1") for each in root.iter()):
        raise QuestionListError(_OLDER)
    title = text_of(root.find("metadata/lom/general/title"))
    if len(items) > MOST_ITEMS:
        raise QuestionListError(f"The package has more than {MOST_ITEMS:,} questions.")
    if not tests or tests[0] not in files:
        return list(items.values()), title, []
    test = read_xml(files[tests[0]], tests[0][:80])
    named = [beside(tests[0], each.get("href", "")) for each in test.iter("assessmentItemRef")]
    in_order = [items.get(path, _Reference(path)) for path in dict.fromkeys(named)]
    others = [each for path, each in items.items() if path not in named]
    notes = [_OUTSIDE] if in_order and others else []
    return [*in_order, *others], test.get("title") or title, notes


def _href(resource: Element) -> str:
    file = resource.find("file")
    named = resource.get("href") or (file.get("href") if file is not None else None)
    return named or ""


def _read_all(
    roots: Mapping[str, Element], references: list[_Reference], notes: list[str]
) -> Iterator[Found]:
    """The items that can be read; `notes` gets the reasons why others cannot."""
    for place, reference in enumerate(references, start=1):
        root = roots.get(reference.path)
        if root is None:
            continue
        try:
            yield read_item(_expected(root, reference.path), _tags(reference))
        except NotReadable as reason:
            named = root.get("title") or root.get("identifier") or reference.path
            notes.append(f"Question {place}, '{named[:60]}': {reason}")


def _expected(root: Element, name: str) -> Element:
    if root.tag == "questestinterop":
        raise QuestionListError(_OLDER)
    if root.tag == "assessmentItem":
        return root
    raise QuestionListError(f"{name[:80] or 'The file'} begins with <{root.tag[:40]}>. {_OTHER}")


def _tags(reference: _Reference) -> ReadTags:
    pairs = (each.partition("=") for each in reference.keywords)
    return read_tags((name, text) for name, _, text in pairs)
