"""The theme's scripts in other languages than the first.

A script holds its words in Chinese, between quotation marks or in templates. Its twin is the same
script with the words of `generator/messages/browser.toml` in their place, one folder further down;
it loads the others from there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from generator.messages import LANGUAGES, catalogue
from generator.site.publishing.outfolder import OutFolder

FOLDER = "theme/js"
_SIGNS = "\u3400-\u9fff，。：；、（）《》"
_WORDS = re.compile(rf'(?<=["`}}])[^"`\n{{}}]*[{_SIGNS}][^"`\n{{}}]*?(?=["`]|\$\{{)')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def write_scripts(theme: Path, languages: Collection[str], out: OutFolder) -> None:
    """Writes the scripts of each further language that has pages."""
    for lang in sorted({*languages} - {LANGUAGES[0]}):
        for path in sorted((theme / "static" / "js").glob("*.js")):
            content = in_language(path.read_text(encoding="utf-8"), lang)
            out.write(f"{FOLDER}/{lang}/{path.name}", content.encode())


def in_language(script: str, lang: str) -> str:
    """A script with its words in a language; words that no message has stay as they are."""
    if lang == LANGUAGES[0]:
        return script
    words = _words(lang)
    said = _WORDS.sub(lambda found: words.get(found[0], found[0]), _COMMENT.sub("", script))
    return (
        said.replace(f"{FOLDER}/", f"{FOLDER}/{lang}/")
        .replace('"js/site.js"', f'"js/{lang}/site.js"')
        .replace('Format("zh-CN"', f'Format("{lang}"')
    )


@cache
def _words(lang: str) -> dict[str, str]:
    """What stands in a script for the words of the first language."""
    return {
        entry[LANGUAGES[0]]: entry[lang]
        for code, entry in catalogue().items()
        if code.startswith("browser.")
    }
