"""Sourcebook: lessons and quizzes whose every answer links to the passage that proves it."""
