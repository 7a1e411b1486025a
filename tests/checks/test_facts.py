"""The checks' facts and thresholds are validated when they are loaded."""

import copy

import pytest

from generator import toml_file
from generator.checks import facts, identities, law, precision
from generator.errors import BadDataError


@pytest.mark.parametrize(
    ("name", "load", "path"),
    [
        ("law.toml", law._law, ("deadline", 0, "month")),
        ("narrative.toml", precision.narrative, ("parts", 0, "whole")),
        ("plausibility.toml", facts.facts, ("jumps", "least_count")),
        ("identities.toml", identities._entries, ("identity", 0, "severity")),
    ],
)
@pytest.mark.parametrize("change", ["misspelt", "missing", "text for a number"])
def test_a_wrong_member_is_one_line_with_the_file(monkeypatch, name, load, path, change):
    wrong = copy.deepcopy(toml_file.toml_file("generator.checks", name))
    *above, key = path
    table = wrong
    for step in above:
        table = table[step]
    if change == "misspelt":
        table[f"{key}s"] = table[key]
    elif change == "missing":
        del table[key]
    else:
        table[key] = ["x"]
    monkeypatch.setattr(toml_file, "toml_file", lambda *_: wrong)
    load.cache_clear()
    try:
        with pytest.raises(BadDataError) as found:
            load()
    finally:
        load.cache_clear()
    assert str(found.value).startswith(f"generator/checks/{name}: ")
    assert key in str(found.value)
    assert "\n" not in str(found.value)
