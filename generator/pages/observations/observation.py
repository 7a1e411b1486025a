"""One sentence of an observation as an object, before it is words."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.records import Number

Values = dict[str, Number | str]


@dataclass(frozen=True, slots=True)
class Observation:
    """What is said: `number` is the figure it is about, `n` how many stand behind it.

    `id` and `direction` ("up", "down", "same", "none" …) choose the sentence
    (`observations.<id>.<direction>`), unless several share `template`. `link` is the address
    of the rows: from the site's root, or an anchor of the page. `of` says what `n` counts
    (`observations.of.<of>`). `values` fill the sentence: shares, from 0 to 1, have names that
    begin with `share`, agencies and regions stand by their ids as `agency…` and `region…`,
    a row of the form as `reason`, an indicator as `label`, a check as `check`.
    """

    id: str
    number: Number
    n: int
    link: str
    direction: str = ""
    values: Values = field(default_factory=dict)
    of: str = "reports"
    template: str = ""

    @property
    def section(self) -> str:
        """The heading under which it stands: the first part of the id."""
        return self.id.partition(".")[0]

    @property
    def code(self) -> str:
        """Its sentence in `generator/messages/observations.toml`."""
        return ".".join(part for part in (self.template or self.id, self.direction) if part)


def way(change: float, is_steady: bool = False) -> str:
    """The direction of a change: "up", "down" or "same"."""
    if is_steady or not change:
        return "same"
    return "up" if change > 0 else "down"
