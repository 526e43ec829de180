"""The course as files: reading them, proving them, and telling authors what is wrong where.

`checking.check` reads and checks a course root; `library.Library` keeps a running app's
course fresh. `yaml` reads files with the place of every value, `rules` are the house rules, and
`authoring` helps whoever writes: starters, schemas, mending, editing, publishing. Nothing here
knows the browser or the database.
"""
