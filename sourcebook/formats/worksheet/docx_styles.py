"""How a worksheet looks as a Word file: A4, black on white, in a font that every machine has."""

from typing import Final, NamedTuple, cast

from docx import Document
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT: Final = "Arial"
"""Where there is no Arial, its place is taken by a font of the same widths."""
TEXT_WIDTH: Final = 17.0
"""In centimetres: the width of A4 without its margins."""
TABLE_WIDTH: Final = 16.8
_MARGIN: Final = Cm(2)
_LANGUAGE: Final = "en-GB"
_CORE: Final = "/docProps/core.xml"


class Look(NamedTuple):
    """A style: its name, sizes and spaces in points, indents in centimetres."""

    name: str
    size: float = 11
    before: float = 0
    after: float = 4
    indent: float = 0
    hanging: float = 0
    line_height: float = 1.1
    is_bold: bool = False

    @property
    def id(self) -> str:
        """What the paragraphs of a file call the style."""
        return self.name.replace(" ", "")


BODY: Final = Look("Normal")
ASKED: Final = Look("Question", 11.5, 6, 5, is_bold=True)
CLAIM: Final = Look("Claim", 11, 5, 8, indent=0.3)
NOTE: Final = Look("Instruction", 10, 3, 3)
QUOTATION: Final = Look("Words of a source", 11, 3, 5, indent=0.8)
CHOICE: Final = Look("Choice", 11, 1, 4, indent=0.8, hanging=0.8)
LETTERED: Final = Look("Choice with a letter", 11, 1, 4, indent=1.5, hanging=1.5)
CHOICE_WORDS: Final = Look("Words in a choice", 10, 0, 4, indent=1.9)
FIELD: Final = Look("Field to fill in", 11, 12, 6, line_height=1)
LINE: Final = Look("Line to write on", 11, 13, 0, line_height=1)
CELL: Final = Look("Cell", 10, 2, 2, line_height=1.05)
CELL_LINE: Final = Look("Line of a cell", 10, 4, 4, indent=0.6, hanging=0.6)
CELL_HEAD: Final = Look("Cell head", 10, 2, 2, line_height=1.05, is_bold=True)
HEADINGS: Final = (
    Look("Heading 1", 18, 0, 6, is_bold=True),
    Look("Heading 2", 13, 16, 4, is_bold=True),
    Look("Heading 3", 11, 8, 3, is_bold=True),
)
_NEW: Final = (
    *(ASKED, CLAIM, NOTE, QUOTATION, CHOICE, LETTERED),
    *(CHOICE_WORDS, FIELD, LINE, CELL, CELL_LINE, CELL_HEAD),
)


def twips(centimetres: float) -> int:
    """A length as Word counts it: 1440 to an inch."""
    return round(centimetres / 2.54 * 1440)


def new_file(title: str) -> WordFile:
    """An empty Word file with these styles, and with this title among its properties."""
    made = Document()
    _set_language(made)
    _set_properties(made, title)
    set_page(made.sections[0])
    normal = _style(made, BODY.name)
    _apply(normal, BODY)
    for look in _NEW:
        style = cast(ParagraphStyle, made.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = normal
        _apply(style, look)
    for look in HEADINGS:
        _apply(_style(made, look.name), look)
    _frame(_style(made, CLAIM.name), ("top", "left", "bottom", "right"))
    _frame(_style(made, QUOTATION.name), ("left",))
    _style(made, LETTERED.name).paragraph_format.tab_stops.add_tab_stop(Cm(CHOICE.indent))
    _style(made, LINE.name).paragraph_format.tab_stops.add_tab_stop(
        Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES
    )
    return made


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """A new element, such as `w:pBdr`; its attributes are of the same namespace."""
    made = cast("BaseOxmlElement", OxmlElement(name))
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def set_page(section: Section) -> None:
    """Make the pages of a section A4."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _style(made: WordFile, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, made.styles[name])


def _apply(style: ParagraphStyle, look: Look) -> None:
    _set_font(style)
    style.font.size, style.font.bold = Pt(look.size), look.is_bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.right_indent = Cm(0 if look.hanging else look.indent)
    form.left_indent, form.first_line_indent = Cm(look.indent), Cm(-look.hanging)
    form.line_spacing, form.keep_together = look.line_height, True


def _set_font(style: ParagraphStyle) -> None:
    """Name the font alone: beside the font of a theme, its name would count for nothing."""
    properties = style.element.get_or_add_rPr()
    for found in properties.findall(qn("w:rFonts")):
        properties.remove(found)
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _frame(style: ParagraphStyle, sides: tuple[str, ...]) -> None:
    borders = element("w:pBdr")
    for side in sides:
        line = element(f"w:{side}", val="single", sz="8", space="6", color="000000")
        borders.append(line)
    properties = style.element.get_or_add_pPr()
    # Word refuses a file in which borders stand behind spaces.
    properties.insert_element_before(borders, "w:spacing", "w:ind")


def _set_language(made: WordFile) -> None:
    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), _LANGUAGE)


def _set_properties(made: WordFile, title: str) -> None:
    """The title, and nothing that we do not know: no author, no day."""
    known = made.core_properties
    known.title, known.language = title[:255], _LANGUAGE
    known.author = known.comments = ""
    for part in made.part.package.iter_parts():
        if str(part.partname) == _CORE:
            properties = part.element
            for name in ("created", "modified"):
                for found in properties.findall(qn(f"dcterms:{name}")):
                    properties.remove(found)
