"""A site of several servers behind nginx, with one PostgreSQL, and learners who use it."""
