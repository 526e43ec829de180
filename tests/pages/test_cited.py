"""What a lesson cites, listed at its end under the numbers that its marks bear."""

from sourcebook.pages.reading.citation_counts import cited
from sourcebook.pages.shared import services
from sourcebook.pages.shared.prose import citation_numbers

from .conftest import Browser, html


def test_the_passages_stand_in_the_order_of_their_numbers() -> None:
    listed = cited(services.library().course(), {"s2.p10": 1, "s1.p1": 2})

    assert "<summary>2 passages cited here</summary>" in listed
    assert listed.index("paragraph 10") < listed.index("paragraph 1<")


def test_each_article_is_named_once_with_its_publisher_and_its_date() -> None:
    listed = cited(services.library().course(), {"s2.p10": 1, "s2.p11": 2})

    articles = listed.partition("<ul>")[2]
    assert articles.count("<li>") == 1
    assert ", Newsweek, November 2022 (inferred)</li>" in articles


def test_a_lesson_that_cites_nothing_has_no_list() -> None:
    assert cited(services.library().course(), {}) == ""


def test_a_lesson_ends_with_what_it_cites(browser: Browser) -> None:
    course = services.library().course()
    numbers = citation_numbers(course.lessons["csto"])

    page = html(browser.open("lesson", lesson="csto", view="whole"))

    assert f"<summary>{len(numbers)} passages cited here</summary>" in page
