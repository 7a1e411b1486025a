"""What is drawn on a page of a PDF: fonts that are not embedded, turned pages, damaged files."""

from __future__ import annotations

import pytest

from generator.errors import UnreadableDocumentError
from generator.readers.open import read_bytes
from generator.readers.pdf.fonts import without_drawings
from tests.readers.samples import drawn_text, office, simple_pdf, texts

TEXT = "某县二〇二三年受理申请12件，（一）予以公开"
# The codes of characters that fonts of Chinese systems are addressed by, with Python's name.
CODES = [
    ("GBK-EUC-H", "gbk"), ("GBKp-EUC-H", "gbk"), ("GBK2K-H", "gb18030"), ("GB-EUC-H", "gb2312"),
    ("UniGB-UCS2-H", "utf-16-be"), ("UniGB-UTF16-H", "utf-16-be"),
]  # fmt: skip
DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 93>>"
)


def unembedded(encoding: str, shown: bytes, ordering: bytes = b"GB1") -> bytes:
    """A line set in a font of the reader's own system, as old programs leave it."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%b"
        b"/DescendantFonts[5 0 R]>>" % encoding.encode()
    )
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(%b)/Supplement 2>>/DW 1000/FontDescriptor 6 0 R>>" % ordering
    )
    stream = b"BT /F 12 Tf 100 700 Td <" + shown.hex().encode() + b"> Tj ET"
    return simple_pdf(stream, font=font, objects={5: descendant, 6: DESCRIPTOR})


@pytest.mark.parametrize(("encoding", "codec"), CODES)
def test_fonts_that_are_not_embedded(encoding, codec):
    text = TEXT.replace("〇", "零") if codec == "gb2312" else TEXT
    document = read_bytes("a.pdf", unembedded(encoding, text.encode(codec)))
    assert texts(document) == [text]
    assert document.warnings == ()


def mapped(lines: bytes, shown: bytes, encoding: bytes | None = None) -> bytes:
    """Glyphs whose meaning a map of the file gives: `lines` of that map.

    `encoding` is the map that cuts strings into codes, where it is no name.
    """
    stream = b"/CIDInit /ProcSet findresource begin begincmap " + lines + b" endcmap end"
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding%b"
        b"/DescendantFonts[5 0 R]/ToUnicode 7 0 R>>" % (b" 8 0 R" if encoding else b"/Identity-H")
    )
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 6 0 R>>"
    )
    content = b"BT /F 12 Tf 100 700 Td <" + shown.hex().encode() + b"> Tj ET"
    objects = {
        5: descendant,
        6: DESCRIPTOR,
        7: b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
    }
    if encoding:
        objects[8] = b"<</Length %d>>stream\n%b\nendstream" % (len(encoding), encoding)
    return simple_pdf(content, font=font, objects=objects)


@pytest.mark.parametrize("space", [b"<0000><FFFF>", b"<00><FF>"])
def test_a_map_of_glyphs_whatever_it_says_of_its_codes(space):
    lines = (
        b"1 begincodespacerange " + space + b" endcodespacerange "
        b"2 beginbfchar <0033><0037> <0034><4E00> endbfchar 1 beginbfrange <0041><0043><0031> endbfrange"
    )
    shown = b"\x00\x34\x00\x33\x00\x41\x00\x43"
    document = read_bytes("a.pdf", mapped(lines, shown))
    assert texts(document) == ["一713"]
    assert document.warnings == ()


def lettered(names: bytes, *, is_mapped: bool = True) -> bytes:
    """A line in a font of drawn letters, as a browser writes one: its codes are 0, 1 and 2."""
    letters = b"1 begincodespacerange <00> <FF> endcodespacerange "
    letters += b"3 beginbfchar <00> <0037> <01> <0038> <02> <0039> endbfchar"
    font = (
        b"<</Type /Font\n/Subtype /Type3\n/FontMatrix [.001 0 0 -.001 0 0]\n/FirstChar 0\n"
        b"/LastChar 2\n/FontBBox [0 120 949 -880]\n%b/Widths [1000 500 1000]\n"
        b"/Encoding <</Type /Encoding\n/Differences [%b]>>\n/CharProcs <</g0 5 0 R\n/gA1 5 0 R>>>>"
        % (b"/ToUnicode 7 0 R\n" if is_mapped else b"", names)
    )
    map_ = b"/CIDInit /ProcSet findresource begin begincmap " + letters + b" endcmap end"
    drawing = b"<</Length 11>>stream\n1000 0 d0 f\nendstream"
    objects = {5: drawing, 7: b"<</Length %d>>stream\n" % len(map_) + map_ + b"\nendstream"}
    return simple_pdf(b"BT /F 12 Tf 100 700 Td <000102> Tj ET", font=font, objects=objects)


def test_the_drawings_of_a_browser_are_no_text_and_are_left_out():
    content = lettered(b"0 /g0 /gA1 /g0")
    assert texts(read_bytes("a.pdf", content)) == ["789"]
    cut = without_drawings(content)
    assert len(cut) == len(content)  # or nothing of the file would be where it says
    assert b"/gA1" not in cut
    assert b"/Widths [1000 500 1000]" in cut


@pytest.mark.parametrize("names", [b"0 /one /two /three", b"0 /g0 /two /g0", b"32 /g0"])
def test_names_that_may_mean_a_letter_stay(names):
    content = lettered(names, is_mapped=False)
    assert without_drawings(content) == content


def test_letters_that_only_their_names_tell_are_read():
    content = lettered(b"0 /one /two /three", is_mapped=False)
    assert texts(read_bytes("a.pdf", content)) == ["123"]


def test_a_glyph_that_the_map_leaves_out_is_no_figure():
    """Number 51 is the code of the figure 3 and says nothing of what is printed."""
    lines = (
        b"1 begincodespacerange <0000><FFFF> endcodespacerange 1 beginbfchar <0034><4E00> endbfchar"
    )
    document = read_bytes("a.pdf", mapped(lines, b"\x00\x34\x00\x33"))
    assert texts(document) == ["一\ufffd"]
    assert [note.code for note in document.warnings] == ["readers.undecodable_glyphs"]


def test_glyphs_without_meaning_are_counted_and_never_left_out():
    document = read_bytes(
        "a.pdf", unembedded("Identity-H", b"\x00\x11\x00\x22\x00\x33", b"Identity")
    )
    assert texts(document) == ["\ufffd\ufffd\ufffd"]
    notes = {note.code: note.params for note in document.warnings}
    assert notes["readers.undecodable_glyphs"] == {"count": "3"}


def test_letters_of_a_font_that_does_not_name_them_are_said_to_be_guessed():
    """A font of symbols (flag 4) without an encoding: its 3 may be any sign."""
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R>>"
    descriptor = DESCRIPTOR.replace(b"Flags 6", b"Flags 4")
    stream = drawn_text([(100, 700, "123")])
    document = read_bytes("a.pdf", simple_pdf(stream, font=font, objects={6: descriptor}))
    assert texts(document) == ["123"]
    notes = {note.code: note.params for note in document.warnings}
    assert notes == {"readers.guessed_glyphs": {"count": "3"}}


def test_a_font_whose_codes_a_map_of_the_file_cuts_is_no_damage():
    """The encoding may be a stream instead of a name."""
    encoding = (
        b"begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange "
        b"1 begincidrange <0000><FFFF> 0 endcidrange endcmap"
    )
    lines = (
        b"1 begincodespacerange <0000><FFFF> endcodespacerange 1 beginbfchar <0034><4E00> endbfchar"
    )
    document = read_bytes("a.pdf", mapped(lines, b"\x00\x34", encoding))
    assert texts(document) == ["一"]
    assert document.warnings == ()


@pytest.mark.parametrize("encoding", ["GBK-EUC-H", "No-Such-Map-H"])
def test_codes_that_no_map_knows_are_not_dropped(encoding):
    """0xFF begins no character of GBK; a map of an unknown name knows none at all."""
    document = read_bytes("a.pdf", unembedded(encoding, b"12\xff"))
    shown = "".join(texts(document))
    assert shown.count("\ufffd") == (1 if encoding == "GBK-EUC-H" else 3)
    assert len(shown.replace(" ", "")) == 3
    assert "readers.undecodable_glyphs" in {note.code for note in document.warnings}


def test_text_without_a_font_is_said():
    stream = drawn_text([(100, 700, "one")]) + b" BT 100 650 Td (two) Tj ET"
    document = read_bytes("a.pdf", simple_pdf(b"BT 100 650 Td (two) Tj ET " + stream))
    assert "one" in "".join(texts(document))
    assert "readers.repaired" in {note.code for note in document.warnings}


def test_what_is_made_of_a_damaged_file_is_said():
    whole = simple_pdf(drawn_text([(100, 700, "one"), (100, 650, "two")]))
    assert read_bytes("a.pdf", whole).warnings == ()
    document = read_bytes("a.pdf", whole.replace(b"100 650 Td", b"100 ( ) Td"))
    assert "one" in "".join(texts(document))
    assert [note.code for note in document.warnings] == ["readers.repaired"]


def test_a_page_that_is_gone_is_said():
    whole = simple_pdf(drawn_text([(100, 700, "one")]), pages=2)
    document = read_bytes("a.pdf", whole.replace(b"11 0 obj<</Type/Page", b"11 0 obj<</Typo/Page"))
    assert texts(document) == ["one"]
    codes = [note.code for note in document.warnings]
    assert "readers.repaired" in codes or "readers.incomplete" in codes


@pytest.mark.parametrize("box", [b"0 0 600 800", b"100 200 700 1000", b"700 1000 100 200"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_corners_and_turns_of_a_page_move_no_text(box, turn):
    left, low = (100, 200) if box != b"0 0 600 800" else (0, 0)
    stream = drawn_text([(left + 50, low + 700, "first"), (left + 50, low + 100, "last")])
    content = simple_pdf(stream, box=box + b"]/Rotate %d/X[" % turn)
    assert sorted(texts(read_bytes("a.pdf", content))) == ["first", "last"]


def test_a_form_that_draws_itself_ends():
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 5 0 R>>"
        b"/Font<</F 3 0 R>>>>/Length %d>>stream\n%b\nendstream"
    )
    drawing = drawn_text([(100, 600, "inside")]) + b" /X Do"
    stream = drawn_text([(100, 700, "outside")]) + b" /X Do"
    objects = {5: form % (len(drawing), drawing)}
    document = read_bytes(
        "a.pdf", simple_pdf(stream, extra=b"/XObject<</X 5 0 R>>", objects=objects)
    )
    assert texts(document)[:2] == ["outside", "inside"]


@pytest.mark.parametrize("kind", ["RestrictPermissions", "EncryptFile"])
def test_a_password_for_changes_alone_keeps_nobody_from_reading(kind):
    name = {"RestrictPermissions": "PermissionPassword", "EncryptFile": "DocumentOpenPassword"}
    options = (
        f'{{"{kind}":{{"type":"boolean","value":"true"}},'
        f'"{name[kind]}":{{"type":"string","value":"xyz"}}}}'
    )
    content = office(TEXT.encode("utf-8-sig"), ".txt", f"pdf:writer_pdf_Export:{options}")
    assert b"/Encrypt" in content
    if kind == "RestrictPermissions":
        assert texts(read_bytes("a.pdf", content)) == [TEXT]
        return
    with pytest.raises(UnreadableDocumentError) as raised:
        read_bytes("a.pdf", content)
    assert raised.value.code == "readers.encrypted"
