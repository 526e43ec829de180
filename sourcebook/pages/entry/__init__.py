"""The entry to the app: the server, the script that runs for each page, and the first page."""
