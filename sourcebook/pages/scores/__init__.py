"""My scores: how far a learner is, how sure they were, what they can do, every past answer."""
