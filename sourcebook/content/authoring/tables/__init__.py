"""Tables of text out of files: CSV, Excel (.xlsx) and OpenDocument (.ods), read within limits."""
