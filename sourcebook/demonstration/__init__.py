"""Invented classes: learners who answer by chance, as a model of real ones would.

Nothing here is about anybody. The same seed and moment give the same classes.
"""

from sourcebook.demonstration.demo_classes import CLASS_NAME, LEARNER_NAME, invented_classes

__all__ = ["CLASS_NAME", "LEARNER_NAME", "invented_classes"]
