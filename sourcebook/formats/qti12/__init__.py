"""QTI 1.2 as Canvas reads and writes it: a package with one file for a quiz."""

from sourcebook.formats.qti12.fits import FITS, losses
from sourcebook.formats.qti12.reading import loads
from sourcebook.formats.qti12.writing import dumps

__all__ = ["FITS", "dumps", "loads", "losses"]
