"""The teacher's pages, behind a door.

`main` asks the door in every run, and registers these pages only where it is open. What runs
without `main` asks again by itself: a fragment, a route, the data of a download button.
"""
