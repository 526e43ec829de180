"""The app: one module per page, what they share, and the server round them.

Only these modules know Streamlit. Calculations are in `analysis`, SQL is in `store`.
"""
