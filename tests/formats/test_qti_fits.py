"""What QTI holds of each kind of item is said in words, for each kind and each item."""

from types import ModuleType

import pytest
from hypothesis import given, settings

from sourcebook.formats import qti12, qti21
from sourcebook.model.items import Item
from tests.formats.qti_round_trip import rich_items

MODULES = pytest.mark.parametrize("module", [qti12, qti21], ids=["1.2", "2.1"])


@MODULES
def test_no_kind_is_left_out_and_what_is_lost_is_a_sentence(module: ModuleType) -> None:
    for _, fit in module.FITS.pairs():
        assert fit.level in ("whole", "nearly")
        assert (fit.level == "whole") == (fit.lost == "")
        assert fit.lost[-1:] in ("", ".")


@MODULES
@settings(max_examples=50)
@given(item=rich_items())
def test_the_losses_of_an_item_are_sentences_each_once(module: ModuleType, item: Item) -> None:
    lost = module.losses(item)

    assert len(set(lost)) == len(lost)
    assert all(each.endswith(".") for each in lost)
    assert bool(item.hints) == any("hints" in each for each in lost)
    assert bool(item.proof) == any("which passage" in each for each in lost)
