"""The type of a place on a page, for which Streamlit has no public name."""

from streamlit.delta_generator import DeltaGenerator as Container

__all__ = ["Container"]
