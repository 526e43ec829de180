"""Everything that depends on Streamlit's private surface: its first page, history, class names."""
