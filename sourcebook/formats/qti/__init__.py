"""What QTI 2.1 and QTI 1.2 share: packages, XML, tags, and drafts of what was found in a file."""
