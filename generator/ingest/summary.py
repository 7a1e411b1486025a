"""What came of a run of `gongkai ingest`, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from generator.agencies import Agency
from generator.ingest.outcome import STORED, FileOutcome


@dataclass
class Summary:
    """What came of a run; `is_stopped` when it was interrupted before its end, by
    Ctrl-C or a signal that `exit_code` tells."""

    files: list[FileOutcome] = field(default_factory=list)
    proposed: list[Agency] = field(default_factory=list)
    is_stopped: bool = False
    exit_code: int = 0

    @property
    def is_bad(self) -> bool:
        """Whether any file needs a person to act."""
        return any(file.is_bad for file in self.files)

    def counts(self) -> Counter[str]:
        """The number of outcomes by status."""
        counts: Counter[str] = Counter()
        for file in self.files:
            for outcome in file.outcomes:
                counts["skipped" if file.is_skipped and not outcome.is_bad else outcome.status] += 1
        return counts

    def warning_count(self) -> int:
        """Warnings of all records of the run."""
        return sum(len(outcome.warnings) for file in self.files for outcome in file.outcomes)

    def report(self, lang: str) -> bytes:
        """The run as JSON for programs: every file, every warning, the counts."""
        files = [_file_report(file, lang) for file in self.files]
        whole: dict[str, object] = {"counts": dict(sorted(self.counts().items())), "files": files}
        whole["is_stopped"] = self.is_stopped
        whole["proposed"] = [msgspec.to_builtins(agency) for agency in self.proposed]
        return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _file_report(file: FileOutcome, lang: str) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(file)
    plain["is_bad"] = file.is_bad
    plain["messages"] = [
        outcome.problem.text(file.file, lang) for outcome in file.outcomes if outcome.problem
    ]
    return plain


def stored_checksums(files: Iterable[FileOutcome]) -> Iterator[str]:
    """The checksums of the documents of which data/ has a record.

    A record that somebody else wrote down names its document; the file that holds it is none.
    """
    for file in files:
        for outcome in file.outcomes:
            document = outcome.whole or file.sha256
            if document and outcome.status in STORED:
                yield document
