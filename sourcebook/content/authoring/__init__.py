"""What helps an author write course files: starters, schemas, mending, editing, publishing."""
