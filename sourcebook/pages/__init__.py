"""The app: one module per page, what they share, and the server round them.

Only these modules know Streamlit. They show and ask; sums are in `analysis`, SQL in `store`.
"""
