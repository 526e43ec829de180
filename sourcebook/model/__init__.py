"""The nouns of the trade, frozen and closed: sources, lessons, quizzes, attempts, course.

Nothing here reads a file, a database or a browser.
"""
