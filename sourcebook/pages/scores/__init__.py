"""My scores: where a learner stands, how sure she was, what she can do, every past answer."""
