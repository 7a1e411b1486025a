"""The theme's templates hold no words of their own: each stands in the messages."""

import re

from generator.messages import catalogue
from generator.site_settings import THEME

HAN = re.compile("[\u3400-\u9fff]")
SAID = re.compile(r'\bsay\("(\w+)"')


def test_the_templates_say_what_the_messages_hold():
    files = sorted((THEME / "templates").rglob("*.html"))
    assert len(files) > 20
    used = set()
    for file in files:
        text = file.read_text()
        assert not HAN.search(text), file
        used |= set(SAID.findall(text))
    assert {f"frame.{code}" for code in used} - catalogue().keys() == set()
