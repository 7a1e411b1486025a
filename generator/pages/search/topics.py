"""Words that lead somewhere: to an office, to the glossary, to the guide (`topics.toml`)."""

from __future__ import annotations

from typing import Any

from generator.departments import departments
from generator.forms.explanations import explanations
from generator.pages.glossary.page import chapter_of, terms
from generator.toml_file import toml_file


def _file() -> dict[str, dict[str, list[str]]]:
    return toml_file("generator.pages.search", "topics.toml")


def topics() -> dict[str, Any]:
    """What the browser needs of them.

    `offices` {function: [word, …]}, `near` {word: [other words]}, `english` {function: name},
    `terms` {address: [word, …]} for the glossary and the guide.
    """
    offices = {name: [one.lower() for one in words] for name, words in _file()["offices"].items()}
    chapters = {one.label_zh: chapter_of(one.id) for one in (*explanations().values(), *terms())}
    addresses: dict[str, list[str]] = {}
    for word, chapter in chapters.items():
        addresses.setdefault(f"glossary/#{chapter}", []).append(word)
    guide = {f"guide/#{anchor}": words for anchor, words in _file()["guide"].items()}
    return {
        "offices": offices,
        "near": _file()["near"],
        "english": {one.id: one.en.lower() for one in departments().values()},
        "terms": addresses | guide,
    }
