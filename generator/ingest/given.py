"""What one run was given for a year: documents and readings, in whatever order they came."""

from __future__ import annotations

from generator import record_json
from generator.ingest.outcome import IngestOutcome
from generator.records import Record
from generator.store import DataFolder, Stored, same_document
from generator.versions import Prefer


class Given:
    """Stores the records of a run, so that the order of its files does not matter.

    A document may be given as itself and as a whole record, as `gongkai parse` prints it,
    which somebody may have corrected. The whole record holds; of two that say different
    things the one whose JSON sorts last does, and the contradiction is said.
    """

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._documents: set[str] = set()
        self._whole: set[str] = set()

    def note(self, outcome: IngestOutcome) -> None:
        """What an earlier run has stored of a file that is given again."""
        if outcome.whole is not None:
            self._whole.add(outcome.whole)

    def put(self, record: Record, prefer: Prefer, *, is_whole: bool) -> tuple[Stored, bool]:
        """What became of the record, and whether another file contradicts it."""
        sha256 = record.source.sha256
        before = self._folder.document(record) if sha256 in self._whole else None
        is_other = False
        if before is not None:
            new, old = same_document(record, before), same_document(before, record)
            is_other = is_whole and new != old
            record = max(new, old, key=record_json.encode) if is_whole else old
        stored = self._folder.put(record, prefer=prefer, beside=self._documents)
        self._documents.add(sha256)
        if is_whole:
            self._whole.add(sha256)
        return stored, is_other
