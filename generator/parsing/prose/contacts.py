"""Contact details as the report itself gives them, wherever they stand and however damaged."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.parsing.data import pattern, words
from generator.parsing.normalise import folded
from generator.parsing.prose.paragraphs import close_up
from generator.parsing.prose.running_lines import TextLine
from generator.parsing.prose.unread_contacts import unread_contacts
from generator.records import Contacts, Evidence, Note

# No report gives more contact lines than these; what comes later is something else.
_MOST_LINES = 60
_LONGEST = 12_000
_LATIN = re.compile("[A-Za-z]")
_MOST_BETWEEN = 6  # characters between a label, or a number, and the next number, marks aside
_FAX_WORDS = 16  # room for the words behind a number that it serves for fax, too
_THREE_DIGIT_AREAS = ("010", "020", "021", "022", "023", "024", "025", "027", "028", "029")


def find_contacts(texts: list[TextLine]) -> tuple[Contacts, Evidence | None, list[Note]]:
    """The contact details of the paragraphs that hold any, joined in reading order.

    The notes name details that stand there and could not be read.
    """
    plain = [(line, _plain(line.text)) for line in texts if line.text]
    near = [entry for entry in plain if _is_contact(entry[1])]
    near = _with_neighbours(plain, near)
    text = "\n".join(text for _, text in near[:_MOST_LINES])[:_LONGEST]
    if not text:
        return Contacts(website=_website([t for _, t in plain])), None, []
    phones, faxes = _numbers(text)
    found = Contacts(
        office=_office(text),
        address=_address(text),
        postcode=_postcode(text),
        phones=phones,
        faxes=faxes,
        emails=_emails(text),
        website=_website([t for _, t in plain]),
        hours=_first("hours", text),
    )
    notes = unread_contacts([(text, line.at) for line, text in near[:_MOST_LINES]], found)
    return found, Evidence(source="contacts", at=near[0][0].at), notes


def _plain(text: str) -> str:
    """NFKC, the labels in simplified characters, (at) as the sign it stands for."""
    plain = folded(text).replace("**", "")
    if pattern("contacts", "traditional_hint").search(plain):
        for printed, simplified in words("contacts", "traditional"):
            plain = plain.replace(printed, simplified)
    if not _LATIN.search(plain):
        return plain
    with_signs = pattern("contacts", "at_sign").sub("@", plain)
    with_signs = pattern("contacts", "at_word").sub(r"\1@", with_signs)
    return pattern("contacts", "dot_sign").sub(".", with_signs)


def _is_contact(text: str) -> bool:
    """Whether a line gives contact details rather than speaking of telephones."""
    if not pattern("contacts", "hint").search(text):
        return False
    if pattern("contacts", "not_contact").search(text):
        return False
    if "@" in text or pattern("contacts", "postcode").search(text):
        return True
    if pattern("contacts", "address").search(text) and len(text) < 400:
        return True
    if not pattern("contacts", "phone").search(text):
        if pattern("contacts", "labelled").search(text) and _office(text):
            return True  # an office whose particulars are printed, though none can be read
        return bool(pattern("contacts", "hours").match(text.strip()))
    return any(_labelled(name, text) for name in ("phone_label", "fax_label", "bare_phone"))


def _labelled(name: str, text: str) -> bool:
    for label in pattern("contacts", name).finditer(text):
        number = pattern("contacts", "phone").search(text[label.end() :])
        if number and number.start() <= 8:
            before = text[max(0, label.start() - 8) : label.end()]
            if not pattern("contacts", "not_phone_before").search(before):
                return True
    return False


def _with_neighbours(
    texts: list[tuple[TextLine, str]], near: list[tuple[TextLine, str]]
) -> list[tuple[TextLine, str]]:
    """The contact lines, and the line before the first when it names the office."""
    if not near:
        return near
    at = next(n for n, entry in enumerate(texts) if entry is near[0])
    before = texts[max(0, at - 2) : at]
    has_office = _office("\n".join(text for _, text in near)) is not None
    if has_office or not before:
        return near
    named = [entry for entry in before if _office(entry[1])]
    if not named and _office(before[-1][1] + near[0][1]):  # a line's end cut the sentence
        return [(before[-1][0], before[-1][1] + near[0][1]), *near[1:]]
    return [*named, *near]


def _numbers(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Telephone and fax numbers: each number belongs to the label before it."""
    labels: list[tuple[int, int, str]] = []
    for name, kind in (
        ("both_label", "both"),
        ("fax_label", "fax"),
        ("phone_label", "phone"),
        ("bare_phone", "phone"),
    ):
        for found in pattern("contacts", name).finditer(text):
            if not any(start <= found.start() < end for start, end, _ in labels):
                labels.append((found.start(), found.end(), kind))
    labels.sort()
    phones: list[str] = []
    faxes: list[str] = []
    for n, (start, end, kind) in enumerate(labels):
        until = labels[n + 1][0] if n + 1 < len(labels) else len(text)
        before = text[max(0, start - 6) : end]
        if pattern("contacts", "not_phone_before").search(before):
            continue
        numbers = list(_run(text[end:until]))
        phones += numbers if kind in ("phone", "both") else []
        faxes += numbers if kind in ("fax", "both") else []
        if kind == "phone" and numbers and _is_fax_too(text[end : until + _FAX_WORDS]):
            faxes += numbers[-1:]
    return tuple(dict.fromkeys(phones)), tuple(dict.fromkeys(faxes))


def _is_fax_too(text: str) -> bool:
    """Whether the number behind a telephone's label is followed by the word for fax alone."""
    found = pattern("contacts", "phone").search(text)
    behind = text[found.end() :] if found else ""
    fax = pattern("contacts", "fax_behind").match(behind)
    if fax is None:
        return False
    return bool(re.search("[同兼及]", fax.group())) or (
        ":" not in fax.group() and behind[fax.end() :][:1] in (")", "")
    )


def _run(text: str) -> Iterable[str]:
    """The numbers that follow a label one after another; words between end the run."""
    position = 0
    area = ""
    while found := pattern("contacts", "phone").search(text, position):
        between = text[position : found.start()]
        if len(re.sub(r"[\s::()\[\]【】、,/;和或及\-—为是]", "", between)) > _MOST_BETWEEN:
            return
        if re.search(r"[。;\n]", between) and position:
            return
        number = phone_number(found.group())
        if number.startswith("0"):
            area = number.partition("-")[0]
        elif area and position and len(number) in (7, 8):
            number = f"{area}-{number}"
        yield number
        position = found.end()


def phone_number(text: str) -> str:
    """A telephone number as 0955-7037171; without an area code as it is printed."""
    plain = folded(text)
    plain, _, extension = re.sub(r"[\s()\[\]【】〔〕]|分机", "", plain).partition("转")
    digits = re.sub(r"\D", "", plain)
    digits = digits.removeprefix("00") if digits.startswith("0086") else digits
    if digits.startswith("86") and len(digits) > 11:
        digits = "0" + digits[2:].removeprefix("0")
    tail = re.search(r"(?<=\d{7})[-—–](\d{1,4})$", plain)
    if tail and not extension:
        extension = tail.group(1)
        digits = digits[: -len(extension)]
    if digits.startswith("0"):
        width = 3 if digits[:3] in _THREE_DIGIT_AREAS else 4
        digits = f"{digits[:width]}-{digits[width:]}"
    return f"{digits}-{extension}" if extension else digits


def _emails(text: str) -> tuple[str, ...]:
    found = [match.group() for match in pattern("contacts", "email").finditer(text)]
    plain = [re.sub(r"\s", "", email).replace("。", ".").replace("．", ".") for email in found]
    plain = [pattern("contacts", "email_label").sub("", email) for email in plain]
    return tuple(dict.fromkeys(email.rstrip(".-") for email in plain))


def _website(texts: list[str]) -> str | None:
    for text in texts:
        is_likely = "." in text or "://" in text
        found = pattern("contacts", "website").search(text) if is_likely else None
        if found and not pattern("contacts", "not_contact").search(text):
            return found.group().strip().rstrip(".")
    return None


def _address(text: str) -> str | None:
    found = pattern("contacts", "address").search(text)
    if not found:
        return None
    value = found.group(1)
    value = close_up(value[: _address_end(value)]).strip(" :(,、")
    return value if 2 <= len(value) <= 80 else None


def _address_end(value: str) -> int:
    """Where an address ends; a bracket that it opened itself belongs to it."""
    for end in pattern("contacts", "address_end").finditer(value):
        before = value[: end.start()]
        if not (end.group() == ")" and before.count("(") > before.count(")")):
            return end.start()
    return len(value)


def _office(text: str) -> str | None:
    for found in pattern("contacts", "office").finditer(re.sub(r"[ \u3000]", "", text)):
        name = next((part for part in found.groups() if part), "")
        if name.count("(") > name.count(")"):
            name = name.partition("(")[0]
        if name and not pattern("contacts", "not_office").search(name):
            return name
    return None


def _postcode(text: str) -> str | None:
    printed = _first("postcode", text)
    return re.sub(r"\s", "", printed) if printed else None


def _first(name: str, text: str) -> str | None:
    found = pattern("contacts", name).search(text)
    return close_up(found.group(1)).strip(" ,、") if found else None
