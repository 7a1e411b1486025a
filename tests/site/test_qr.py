"""The QR code of an address is segno's, module for module, though most of it is worked out once."""

from __future__ import annotations

from random import Random

import pytest
import segno

from generator.site.files import qr

SIGNS = "abcdefghijklmnopqrstuvwxyzABC0123456789:/.-_~%?=&"


@pytest.mark.parametrize("length", [1, 2, *range(16, 19), *range(31, 35), 52, 53, 54, 60, 77, 78, 79,
                                    105, 106, 107, 150])  # fmt: skip
def test_the_code_of_an_address_is_segnos(length):
    chance = Random(length)
    for _ in range(5):
        address = "".join(chance.choices(SIGNS, k=length))
        assert qr.svg(address) == of_segno(address)


def test_an_address_of_other_letters_has_a_code():
    assert qr.svg("https://例子.cn/") == of_segno("https://例子.cn/")


def of_segno(address):
    code = segno.make(address, error="l", mode="byte", mask=2, boost_error=False, micro=False)
    return code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
