"""My scores: where a learner stands, how sure they were, what they can do, every past answer."""
