"""The teacher's pages, after a sign-in.

`script` checks the sign-in in every run, and registers these pages only if it is valid. Code that
runs without it checks again: a fragment, a route, the data of a download button.
"""
