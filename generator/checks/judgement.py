"""What one check says about one place, before it is filed as a finding."""

from __future__ import annotations

from typing import Final

import msgspec

from generator.checks.finding import Kind, Result, Severity, Side
from generator.records import Number


class Judgement(msgspec.Struct, frozen=True):
    """A result with its two sides; `reason` is a message code when not judged.

    `severity` and `kind` override the check's own where a place weighs less than the others.
    """

    result: Result
    scope: str = ""
    left: Side | None = None
    right: Side | None = None
    difference: Number | None = None
    reason: str | None = None
    params: dict[str, str] = {}
    severity: Severity | None = None
    kind: Kind | None = None
    explained_by: Side | None = None


HOLDS: Final = Judgement("holds")


def difference(left: Number | None, right: Number | None) -> Number | None:
    """Left minus right without the noise of binary fractions; None when a side is unknown."""
    if left is None or right is None:
        return None
    found = left - right
    return found if isinstance(found, int) else round(found, 6)


def fails(left: Side, right: Side, scope: str = "", **params: object) -> Judgement:
    """The two sides disagree; the difference is left minus right."""
    return Judgement(
        "fails",
        scope,
        left,
        right,
        difference(left.value, right.value),
        params={name: str(value) for name, value in params.items()},
    )


def explained(judged: Judgement, by: Side) -> Judgement:
    """A difference that another printed sum accounts for; `by` is the sum."""
    return msgspec.structs.replace(judged, result="explained", explained_by=by)


def not_judged(
    reason: str,
    scope: str = "",
    left: Side | None = None,
    right: Side | None = None,
    **params: object,
) -> Judgement:
    """The check cannot be decided; `reason` is a code of the messages `checks.reason.*`."""
    texts = {name: str(value) for name, value in params.items()}
    return Judgement("not_judged", scope, left, right, reason=reason, params=texts)


def alike(left: Number, right: Number) -> bool:
    """Whether two printed numbers are the same; money may carry a rounding of a ten-thousandth."""
    if isinstance(left, int) and isinstance(right, int):
        return left == right
    return abs(left - right) < 0.0001
