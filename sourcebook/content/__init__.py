"""The course as files: reading them, proving them, and telling authors what is wrong where.

`checking.check` reads and checks a course root; `library.Library` keeps a running app's
course fresh. Nothing here knows the browser or the database.
"""
