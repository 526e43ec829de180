"""A learner's browsers: a code for another one, and leaving a shared one to someone else."""

import streamlit as st
from markupsafe import Markup

from sourcebook.model.learners import Learner
from sourcebook.pages.identity import guard, school
from sourcebook.pages.identity.handover import give_browser
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app

_DOOR = "recovery code"
_html = Macros(__file__)


def show(learner: Learner | None) -> None:
    """Draw how to use another browser, how to come back, and how to leave this one."""
    st.html("<h2>On another device, or in case this browser forgets you</h2>")
    if learner:
        _make_code(learner)
    _use_code(learner)
    if learner:
        _leave(learner)


def log_out(learner: Learner | None) -> None:
    """Draw the log-out from a school account, and work that this browser has from before."""
    st.html("<h2>School account</h2>")
    browser = current_learner.browser()
    former = store().learners.with_credential(browser) if browser else None
    if browser and former and (work := _work(former)):
        question = Markup(
            "<p>Before you logged in, {} in this browser. If that was you, bring it along; if it "
            "was someone else, leave it.</p>"
        )
        st.html(question.format(work))
        if st.button("That was me: bring it along", key="bring") and (
            mine := current_learner.get_or_create_learner()
        ):
            store().learners.bring_along(mine, browser=browser, now=clock.now())
            st.rerun()
    if st.button("Log out", key="log-out"):
        school.log_out()


def _make_code(learner: Learner) -> None:
    state = (
        "<p>You have a recovery code. If you have lost it, make a new one: the old one then opens "
        "nothing more.</p>"
        if learner.has_code
        else "<p>A recovery code opens your work in any browser. Make one and write it down.</p>"
    )
    st.html(state)
    label = "Make a new recovery code" if learner.has_code else "Make a recovery code"
    if st.button(label, key="make-code"):
        code = store().learners.new_recovery_code(learner.id, now=clock.now())
        st.success("This is your recovery code. Write it down now: it is not shown again.")
        st.code(code, language=None)
        st.html(
            "<p class='meta'>Everybody who has it can open your work, so keep it to yourself. "
            "We keep only a fingerprint of it and cannot tell it to you again.</p>"
        )


def _use_code(learner: Learner | None) -> None:
    work = _work(learner.id) if learner else ""
    with st.expander("I have a recovery code", key="with-code"):
        with st.form("use-code", border=False):
            typed = st.text_input(
                "Recovery code",
                max_chars=60,
                placeholder="XXXX-XXXX-XXXX-XXXX-XXXX",
                autocomplete="off",
                key="recovery-code",
            )
            choice = _ask_about_work(work) if work else "leave"
            sent = st.form_submit_button("Open my work here")
        if sent:
            _open(typed or "", choice)


def _ask_about_work(work: str) -> str | None:
    return st.radio(
        f"Until now, {work} in this browser. Whose is that?",
        ["bring", "leave"],
        format_func={
            "bring": "Mine: bring it along",
            "leave": "Someone else’s: only their own recovery code opens it again",
        }.__getitem__,
        index=None,
        key="whose",
    )


def _open(typed: str, choice: str | None) -> None:
    browser = current_learner.browser()
    if (found := store().learners.with_recovery_code(typed)) is None:
        guard.wrong_code(_DOOR)
        st.warning(
            "This code opens nothing. Check each sign; a newer code makes an older one void."
        )
    elif choice is None:
        st.warning("Say first whose work was done in this browser until now.")
    elif browser:
        bring = choice == "bring"
        give_browser(
            browser, found, next_path=in_app("/"), bring_along=bring, said="Your work is open here."
        )


def _leave(learner: Learner) -> None:
    st.html(_html.leave())
    if st.button("I am someone else now", key="leave"):
        st.session_state["leaving"] = True
    if not st.session_state.get("leaving"):
        return
    st.warning(
        "This browser then forgets you. You come back with your recovery code."
        if learner.has_code
        else "This browser then forgets you, and without a recovery code you cannot come back to "
        "your work. Make one first, above."
    )
    with st.container(horizontal=True):
        browser = current_learner.browser()
        label = "Leave" if learner.has_code else "Leave without a code"
        if st.button(label, key="really-leave") and browser:
            give_browser(
                browser, None, next_path=in_app("/"), said="This browser has forgotten you."
            )
        if st.button("Stay", key="stay"):
            del st.session_state["leaving"]
            st.rerun()


def _work(learner_id: str) -> str:
    """What a learner has done, as a clause; empty for nothing that they would miss."""
    tasks = store().readings.task_counts(learner_id).values()
    done = [
        ("attempt", "made", len(store().attempts.of_learner(learner_id))),
        ("task", "answered", sum(len(each.answered) for each in tasks)),
        ("note", "kept", len(store().notes.of_learner(learner_id))),
        ("class", "joined", len(store().classes.of_learner(learner_id))),
    ]
    *clauses, last = [
        f"{counted(number, noun)} {'was' if number == 1 else 'were'} {what}"
        for noun, what, number in done
        if number
    ] or [""]
    return f"{', '.join(clauses)} and {last}" if clauses else last
