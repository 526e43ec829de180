"""Invented classes: learners whose random answers follow a model of real learners.

Nobody here is real. The same seed and time give the same classes.
"""

from sourcebook.demonstration.demo_classes import CLASS_NAME, LEARNER_NAME, invented_classes

__all__ = ["CLASS_NAME", "LEARNER_NAME", "invented_classes"]
