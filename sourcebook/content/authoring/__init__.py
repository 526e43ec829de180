"""Help for authors of course files: templates, schemas, fixing, editing, publishing."""
