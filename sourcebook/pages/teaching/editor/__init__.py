"""The editor of the course: a file as text or as a form, checked, previewed, saved, its history."""
