"""Inputs that nobody expects, for everything that reads what others wrote.

A target takes bytes and returns; what it may not do, such as to raise another exception than the
app's own, it lets out as an exception. `python -m fuzzing --help` says how to look for such bytes.
What was found so far stands in `corpus/`, and the tests read all of it.
"""
