"""The course as files: reading them, proving them, and telling authors what is wrong where.

`checking.check` reads and checks a course root; `library.Library` keeps a running app's
course fresh. `editing` changes a quiz and leaves alone what a change is not about; `fixes`,
`starters` and `question_lists` write for authors. Nothing here knows the browser or the database.
"""
