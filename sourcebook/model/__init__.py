"""The data of the course and of learners, frozen: sources, lessons, quizzes, attempts.

Nothing here reads a file, a database or a browser.
"""
