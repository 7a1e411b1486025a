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

    `offices` {word: [function, …]}, `near` {word: [other words]}, `english` {function: name},
    `terms` {term: address} for the glossary and the guide.
    """
    offices: dict[str, list[str]] = {}
    for function, words in _file()["offices"].items():
        for word in words:
            offices.setdefault(word.lower(), []).append(function)
    addresses = {
        entry.label_zh: f"glossary/#{chapter_of(entry.id)}"
        for entry in (*explanations().values(), *terms())
    }
    guide = {
        word: f"guide/#{anchor}" for anchor, words in _file()["guide"].items() for word in words
    }
    return {
        "offices": offices,
        "near": _file()["near"],
        "english": {one.id: one.en.lower() for one in departments().values()},
        "terms": {word: [address] for word, address in addresses.items()}
        | {word: [*filter(None, [addresses.get(word)]), guide[word]] for word in guide},
    }
