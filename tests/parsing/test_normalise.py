"""The forms of a text that comparisons are made on."""

from __future__ import annotations

import unicodedata

import pytest

from generator.parsing.normalise import folded, nfkc


@pytest.mark.parametrize(
    "text",
    ["（一）公开：12％；！？，\u3000止", "ＡＢＣ１２③½…～｡", "e\u0301", "（\u0338", "㈠ﾊﾟ", "plain"],
)
def test_folding_with_a_short_cut_is_nfkc(text: str) -> None:
    assert folded(text) == unicodedata.normalize("NFKC", text)


def test_marks_of_notes_are_not_folded() -> None:
    assert nfkc("２２①，１²（½）") == "22①,1²(½)"
