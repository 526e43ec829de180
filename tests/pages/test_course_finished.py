"""The first page once every lesson has been read."""

from sourcebook.model.course import Course
from sourcebook.pages.shared import clock, services
from tests.pages.conftest import Browser, html, labels, press, right


def read_all(browser: Browser, course: Course) -> None:
    for lesson in course.lessons:
        services.store().readings.mark_read(browser.learner, lesson, now=clock.now())


def pass_all(browser: Browser, course: Course, but: str = "") -> None:
    for quiz in course.quizzes.values():
        if quiz.id != but and quiz.items:
            attempt = browser.start(quiz)
            for place in range(len(attempt.items)):
                browser.settle(attempt, place)
        elif quiz.id != but:
            whole = quiz.model_copy(update={"items": tuple(course.items())[:3], "draw": ()})
            attempt = browser.start(whole)
            for place, pinned in enumerate(attempt.items):
                browser.answer(attempt, place, right(pinned.item))
                if pinned.item.proof:
                    browser.prove(attempt, place, pinned.item.proof[0])
            services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())


def test_whoever_has_read_all_is_led_to_the_first_quiz_not_passed(browser: Browser) -> None:
    course = services.library().course()
    read_all(browser, course)
    pass_all(browser, course, but="yerevan-summit-quiz")

    tab = browser.open()

    assert "To the quiz: The Yerevan summit" in labels(tab)
    assert "is not passed yet." in html(tab)


def test_whoever_has_passed_all_is_led_to_her_certificate(browser: Browser) -> None:
    course = services.library().course()
    read_all(browser, course)
    pass_all(browser, course)

    tab = press(browser.open(), "See your certificate")

    assert not tab.exception
    assert "Certificate" in html(tab)
