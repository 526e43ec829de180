"""The course as files: reading and checking them, and showing authors what is wrong where.

`checking.check` reads and checks a course root; `library.Library` keeps the course of a running app
up to date. `yaml` reads files with the place of every value, `rules` are the house rules, and
`authoring` helps authors: templates, schemas, fixing, editing, publishing. Nothing here knows the
browser or the database.
"""
