"""Decks of cards for Anki (.apkg): written, not read. A newer file updates the cards of an older.

`cards` says what stands on a card, `deck` packs the cards into a file, and `fits` names what a
card cannot hold.
"""

from sourcebook.formats.anki.deck import dumps
from sourcebook.formats.anki.fits import FITS, losses

__all__ = ["FITS", "dumps", "losses"]
