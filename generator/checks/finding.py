"""What a check says about one report."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import replace

T = TypeVar("T")

Kind = Literal["form", "implied", "reasonableness"]
Result = Literal["holds", "explained", "fails", "not_judged"]
Severity = Literal["error", "warning", "notice"]


class Side(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One side of a comparison: in words, as a number, and the figures it came from.

    `fields` are field ids of the report itself; `other` names figures elsewhere as
    "<agency>/<year>#<field id>"; `quote` is running text that states the number.
    """

    label: str
    value: int | float | None = None
    fields: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    quote: str | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One check applied to one place of one report.

    `id` is stable between runs: it depends on check, agency, year and scope alone.
    `difference` is left minus right; `reason` is a message code when not judged.
    `explained_by` is the printed sum that the left side equals, when the result is "explained".
    """

    id: str
    check: str
    kind: Kind
    severity: Severity
    result: Result
    agency: str
    year: int
    scope: str = ""
    left: Side | None = None
    right: Side | None = None
    difference: int | float | None = None
    reason: str | None = None
    params: dict[str, str] = msgspec.field(default_factory=dict)
    explained_by: Side | None = None


class CheckOutcome(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All checks of one report: how many hold, and each that does not.

    `explained` holds differences that another printed sum accounts for; they are none.
    """

    holds: int = 0
    failed: tuple[Finding, ...] = ()
    not_judged: tuple[Finding, ...] = ()
    explained: tuple[Finding, ...] = ()

    def kept(self, *, with_open: bool = False) -> tuple[Finding, ...]:
        """The findings that do not hold; with open ones if asked."""
        return (*self.failed, *self.explained, *(self.not_judged if with_open else ()))


class Interner:
    """Holds words of findings once: 100,000 reports say much the same, each in texts of its own."""

    def __init__(self) -> None:
        self._words: dict[Any, Any] = {}
        self._params: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

    def outcome(self, found: CheckOutcome) -> CheckOutcome:
        """The same outcome in words that are held already."""
        return CheckOutcome(
            holds=found.holds,
            failed=tuple(map(self._finding, found.failed)),
            not_judged=tuple(map(self._finding, found.not_judged)),
            explained=tuple(map(self._finding, found.explained)),
        )

    def _finding(self, one: Finding) -> Finding:
        return replace(
            one,
            check=self._word(one.check),
            agency=self._word(one.agency),
            scope=self._word(one.scope),
            left=self._side(one.left),
            right=self._side(one.right),
            reason=self._word(one.reason),
            params=self._params.setdefault(tuple(one.params.items()), one.params),
        )

    def _side(self, side: Side | None) -> Side | None:
        if side is None:
            return None
        return replace(side, label=self._word(side.label), fields=self._word(side.fields))

    def _word(self, word: T) -> T:
        known: T = self._words.setdefault(word, word)
        return known


def totals(outcomes: Collection[CheckOutcome]) -> dict[str, int]:
    """How many reports there are, and how many checks hold, differ, are explained or open."""
    return {
        "reports": len(outcomes),
        "holds": sum(outcome.holds for outcome in outcomes),
        "fails": sum(len(outcome.failed) for outcome in outcomes),
        "explained": sum(len(outcome.explained) for outcome in outcomes),
        "open": sum(len(outcome.not_judged) for outcome in outcomes),
    }
