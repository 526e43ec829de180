"""The page of the app beside: the address of its visitor."""

import streamlit as st

st.html(f"<p>Visitor {st.context.ip_address}</p>")
