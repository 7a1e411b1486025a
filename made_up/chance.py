"""Seeded chance: small helpers over `random.Random`, fast for large corpora."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(*parts: object) -> Random:
    """A generator of its own for each subject, so that order never matters."""
    return Random("/".join(str(part) for part in parts))


def poisson(chance: Random, mean: float) -> int:
    """A count around a mean; exact for small means, rounded normal for large ones."""
    if mean <= 0:
        return 0
    if mean > 30:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def split(chance: Random, total: int, weights: Sequence[float]) -> list[int]:
    """Divides a total among the weights; the parts always sum to the total."""
    parts = [0] * len(weights)
    if total <= 0:
        return parts
    rest = total
    if total > 80:
        scale = total / sum(weights) * 0.9
        parts = [int(weight * scale) for weight in weights]
        rest = total - sum(parts)
    for position in chance.choices(range(len(weights)), weights, k=rest):
        parts[position] += 1
    return parts


def thin(chance: Random, count: int, share: float) -> int:
    """How many of `count` things happen that each happen with chance `share`."""
    if count > 60:
        return min(count, poisson(chance, count * share))
    return sum(chance.random() < share for _ in range(count))


def pick(chance: Random, options: Sequence[T]) -> T:
    """One of the options."""
    return options[int(chance.random() * len(options))]
