"""Challenges: what holds companies back and is no purchase, grouped by meaning within a topic."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.vocabulary import CHALLENGE_TOPICS
from models.niches.grouping import grouped, most_central
from models.niches.nearness import Floats, Vectors
from models.retrieval.moments import Moments

# lower than for demands: the topic has told half of it. On the demo's challenges it joins «нет мощности» of
# three makers, and leaves queues of a laboratory apart from a missing standard
TOGETHER = 3.1


@dataclass(frozen=True)
class Challenge:
    """What a company told."""

    id: int
    company_id: int
    topic: str
    text: str


@dataclass(frozen=True)
class ChallengeGroup:
    """Challenges that are one; `title` is the most central text."""

    topic: str
    title: str
    challenges: tuple[Challenge, ...]

    @property
    def companies(self) -> int:
        """How many companies it holds back."""
        return len({challenge.company_id for challenge in self.challenges})


def group_challenges(
    challenges: Sequence[Challenge], vectors: Vectors, cosines: Moments
) -> tuple[ChallengeGroup, ...]:
    """Topic by topic in order of the list of topics; within one the most widespread first."""
    of_topic = ([c for c in challenges if c.topic == topic] for topic in CHALLENGE_TOPICS)
    return tuple(group for told in of_topic for group in _groups(told, vectors, cosines))


def _groups(challenges: list[Challenge], vectors: Vectors, cosines: Moments) -> list[ChallengeGroup]:
    if not challenges:
        return []
    rows: Floats = np.asarray(vectors([challenge.text for challenge in challenges]))
    groups = grouped(cosines.standardised(rows @ rows.T), TOGETHER)
    found = [_group([challenges[row] for row in group], rows[group]) for group in groups]
    return sorted(found, key=lambda group: (-group.companies, group.title))


def _group(challenges: list[Challenge], rows: Floats) -> ChallengeGroup:
    title = most_central([challenge.text for challenge in challenges], rows)
    return ChallengeGroup(challenges[0].topic, title, tuple(challenges))
