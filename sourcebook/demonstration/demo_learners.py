"""The invented learners: ability, speed, confidence, and how far they get."""

import math
import random
from typing import Final, Literal, NamedTuple

Story = Literal["steady", "never_started", "left_open", "fails_again", "here_now"]
"""How a learner gets on; a teacher should notice all but the first two."""

_STORIES: Final[dict[int, Story]] = {
    3: "left_open",
    8: "never_started",
    13: "fails_again",
    17: "here_now",
}
"""By a learner's number, modulo 20: one in five does not work steadily."""


class SimulatedLearner(NamedTuple):
    """A learner of the model.

    `ability` is the θ of an item-response model, with mean 0 and standard deviation 1. `pace`
    multiplies the seconds that an item takes. `sureness`, in logits, is added to how likely they
    think their answer is right. `reach` is the share of the course that they complete, 0 to 1.
    """

    number: int
    story: Story
    ability: float
    pace: float
    sureness: float
    reach: float


def simulated_learner(number: int, rng: random.Random) -> SimulatedLearner:
    """The learner with this number, counted from 1."""
    story = _STORIES.get(number % 20, "steady")
    ability = rng.gauss(0, 1)
    return SimulatedLearner(
        number=number,
        story=story,
        ability=-2.8 if story == "fails_again" else ability,
        pace=math.exp(rng.gauss(0, 0.3)),
        sureness=rng.gauss(0.4, 0.7),
        reach=min(1.0, rng.betavariate(3, 1.4) + 0.1),
    )
