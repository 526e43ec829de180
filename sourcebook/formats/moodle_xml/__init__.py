"""Moodle XML: a quiz for the question bank of Moodle, and the questions of Moodle as a draft.

All kinds of item go out. Choices, true and false, numbers, short answers, pairs, sequences and
essays come in; other types of question are named as left out.
"""

from sourcebook.formats.moodle_xml.fitting import FITS, losses
from sourcebook.formats.moodle_xml.reading import loads
from sourcebook.formats.moodle_xml.writing import dumps

__all__ = ["FITS", "dumps", "loads", "losses"]
