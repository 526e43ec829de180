"""QTI 2.1: a package with one file for each item; QTI 2.2 is read as well."""

from sourcebook.formats.qti21.fits import FITS, losses
from sourcebook.formats.qti21.reading import loads
from sourcebook.formats.qti21.writing import dumps

__all__ = ["FITS", "dumps", "loads", "losses"]
