"""What is read: the lessons with their figures, and the sources."""
