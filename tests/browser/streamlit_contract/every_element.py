"""A small app that draws all that the app's style sheet and scripts know of Streamlit."""

import time

import streamlit as st


def first() -> None:
    """Every kind of field, message and box."""
    st.html("<h1>Every element</h1><p>Of html</p>")
    st.html(f"<span hidden data-requests='{len(st.query_params)}'></span>")
    for draw in (st.error, st.info, st.success, st.warning):
        draw("A message")
    st.code("code")
    st.radio("A choice", ["one", "two"])
    st.radio("A row", ["one", "two"], horizontal=True)
    st.checkbox("A tick")
    st.selectbox("A list", ["**one**", "two"])
    st.multiselect("Some of a list", ["one", "two", "three"], ["one"])
    st.text_input("A *line*", key="line")
    st.text_area("A text")
    st.number_input("A number")
    st.date_input("A day")
    st.button("Tertiary", type="tertiary", icon=":material/check:")
    st.file_uploader("A file")
    st.pagination(9)
    with st.form("form"):
        st.form_submit_button("Send")
    with st.container(horizontal=True):
        st.button("In a row")
    with st.container(key="box", border=True):
        st.columns(2)[0].write("In a column")
        st.button("In a box", key="press")
    with st.expander("Folded"):
        st.button("Within", key="folded/in.it")
    if st.button("Wait"):
        with st.spinner("Waiting"):
            time.sleep(2)
    if st.button("To the second page"):
        st.switch_page(PAGES[1], query_params={"item": "2"})
    if st.button("Query"):
        st.query_params["view"] = "new"
    if st.button("Dialog"):
        dialog()


@st.dialog("A dialog")
def dialog() -> None:
    """Words in a box over the page."""
    st.write("Words")


def second() -> None:
    """Another page."""
    st.html(f"<h1>The second page</h1><p>Item {st.query_params.get('item')}</p>")


PAGES = [
    st.Page(first, title="First", url_path="first", default=True),
    st.Page(second, title="Second", url_path="second"),
]
st.navigation(PAGES, position="hidden").run()
