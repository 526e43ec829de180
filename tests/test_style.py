"""style.css is small because nothing in it is dead: each name it gives a look is used by a page."""

from tests import style_sheet
from tests.style_sheet import is_in_use

TEXTS = style_sheet.texts()


def test_every_class_with_a_look_is_used_by_a_page() -> None:
    used = style_sheet.classes_in_use(TEXTS) | style_sheet.classes_of_sources()

    dead = sorted(name for name in style_sheet.own_classes() if not is_in_use(name, used))

    assert len(style_sheet.own_classes()) > 60
    assert dead == []


def test_every_id_with_a_look_is_used_by_a_page() -> None:
    used = style_sheet.ids_in_use(TEXTS)

    assert sorted(name for name in style_sheet.ids() if not is_in_use(name, used)) == []


def test_every_container_with_a_look_has_its_key_in_a_page() -> None:
    used = style_sheet.keys_in_use(TEXTS)
    named = style_sheet.container_keys()

    # A name that ends in a hyphen is itself a beginning.
    dead = {key for key in named if not any(text.startswith(key) for text in used)}

    assert dead == set()


def test_every_variable_has_a_value_and_every_value_a_reader() -> None:
    read, given = style_sheet.variables_read(), set(style_sheet.variables())

    assert (given - read, read - given) == (set(), set())


def test_a_class_that_no_page_uses_is_found_out() -> None:
    used = style_sheet.classes_in_use(
        {"<p class='lead wide-\0'>", " right", "bar-\0", "Not a class"}
    )

    assert is_in_use("lead", used)
    assert is_in_use("wide-open", used)
    assert is_in_use("right", used)
    assert is_in_use("bar-year", used)
    assert not is_in_use("class", used)
