"""Which elements of a Word part are asked for their settings."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.readers.docx.numbering import W
from generator.readers.docx.settings import telling

RUN = ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "rStyle", "sz")
PARAGRAPH = ("pStyle", "outlineLvl", "numPr")
CELL = ("gridSpan", "hMerge", "vMerge")
ROW = ("gridBefore", "del", "hidden")


def body(owner, setting, value):
    found = etree.Element(f"{W}body")
    properties = etree.SubElement(etree.SubElement(found, f"{W}{owner}"), f"{W}{owner}Pr")
    etree.SubElement(properties, f"{W}{setting}").set(f"{W}val", value)
    return found


@pytest.mark.parametrize(
    ("owner", "setting"),
    [(owner, name) for owner, names in zip(("r", "p", "tc", "tr"), (RUN, PARAGRAPH, CELL, ROW), strict=True)
     for name in names],
)  # fmt: skip
def test_what_says_something_is_asked(owner, setting):
    root = body(owner, setting, "1")
    assert telling(root) == {root[0]}


@pytest.mark.parametrize(("setting", "value"), [("sz", "18"), ("rFonts", ""), ("b", "1")])
def test_what_says_only_its_type_is_not(setting, value):
    assert telling(body("r", setting, value)) == set()
