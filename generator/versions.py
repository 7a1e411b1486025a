"""Several documents for one agency and year: which is the current one.

The documents decide, never the order in which they came: the one published last, and
among those of one day or without a date the one of which most figures were read, so that a
file that was cut off takes no other's place, and then the one with the greatest checksum. A
maintainer may decide otherwise; that is kept beside the versions in `decided.txt`, the checksum of
the chosen document first, then those of the documents that it was chosen from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.errors import BadDataError
from generator.hidden import shown
from generator.records import Record

# How a run chooses: the documents decide and the question stays open, what lies there
# stays, the publication dates decide, or the document given now is chosen.
Prefer = Literal["ask", "existing", "newest", "given"]
DECIDED = "decided.txt"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Choice:
    """The checksum of the chosen document; `decided` are those that a person chose from."""

    chosen: str
    decided: frozenset[str] = frozenset()
    is_by_date: bool = False

    def is_settled(self, sha256: str) -> bool:
        """Whether the choice between that document and the chosen one is settled."""
        return self.is_by_date or {sha256, self.chosen} <= self.decided


def choose(
    documents: Mapping[str, Record],
    decision: Choice | None,
    prefer: Prefer,
    given: Set[str],
    there: str,
) -> Choice:
    """The current one of the documents (by checksum): `given` came in this run, `there` lies there.

    Of several that one run was given, the documents decide, not their order.
    """
    ordered = sorted(documents.values(), key=_order, reverse=True)
    if prefer == "given":
        chosen = next(one for one in ordered if one.source.sha256 in given)
        return Choice(chosen.source.sha256, frozenset(documents))
    if prefer == "newest" and (len(ordered) == 1 or _is_dated_apart(ordered)):
        return Choice(ordered[0].source.sha256, is_by_date=True)
    if decision is not None and decision.chosen in documents:
        there, decided = decision.chosen, decision.decided
    elif prefer == "existing":
        decided = frozenset()
    else:
        return Choice(ordered[0].source.sha256)
    return Choice(there, frozenset(documents) if prefer == "existing" else decided)


def _order(record: Record) -> tuple[str, int, str]:
    return record.source.published or "", len(record.figures), record.source.sha256


def _is_dated_apart(ordered: list[Record]) -> bool:
    """Whether every document bears a date and one is later than all others."""
    dates = [(record.source.published or "")[:10] for record in ordered]
    return all(dates) and dates[0] > dates[1]


def read_decision(folder: Path) -> Choice | None:
    """A maintainer's decision; None without a file, BadDataError for a wrong one."""
    path = folder / DECIDED
    try:
        names = path.read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BadDataError("data.unreadable", file=str(path), reason=error) from error
    for line, name in enumerate(names or [""], start=1):
        if _SHA256.fullmatch(name) is None:
            wrong = {"field": "sha256", "value": shown(name)}
            raise BadDataError("data.checksum", file=str(path), line=line, **wrong)
    return Choice(names[0], frozenset(names))


def decision_text(chosen: str, others: Iterable[str]) -> bytes:
    """The content of `decided.txt`."""
    names = [chosen, *sorted(set(others) - {chosen})]
    return "".join(f"{name}\n" for name in names).encode()
