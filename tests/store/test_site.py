"""The secret of a site."""

from concurrent.futures import ThreadPoolExecutor

from sourcebook.store import Store


def test_all_servers_of_a_site_have_one_key_however_they_begin(url: str) -> None:
    stores = [Store.open(url) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda each: each.cookie_key(), stores))

    again = Store.open(url)
    assert keys == {again.cookie_key()}
    assert len(again.cookie_key()) == 32
    for each in (*stores, again):
        each.close()
