"""Where made-up documents would have been published."""

from __future__ import annotations

from hashlib import sha256
from random import Random

from generator.agencies import Agency
from generator.records import Source
from made_up.prose import mark


def source(agency: Agency, year: int, what: str, lot: Random, seed: int) -> Source:
    """Where the page would lie; published before the legal date."""
    month, last = ("03", 31) if agency.kind == "government" else ("01", 31)
    day = 6 + int(lot.random() * (last - 6))
    published = f"{year + 1}-{month}-{day:02d}"
    if what == "plan":
        published = f"{year}-04-{day:02d}" if day <= 30 else f"{year}-04-30"
    return Source(
        file=f"{agency.id}-{year}-{what}.html",
        sha256=sha256(f"{mark()}{seed}/{agency.id}/{year}/{what}".encode()).hexdigest(),
        media_type="text/html",
        url=f"https://www.example.org/{agency.region}/{agency.id}/{year}-{what}.html",
        published=published,
    )
