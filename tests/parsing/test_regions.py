"""What people call regions, and which region a name means."""

from __future__ import annotations

import pytest

from generator.parsing.identity.regions import colloquial_name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("昌吉回族自治州", "昌吉州"),
        ("延边朝鲜族自治州", "延边州"),
        ("巴音郭楞蒙古自治州", "巴音郭楞州"),
        ("阿坝藏族羌族自治州", "阿坝州"),
        ("黔东南苗族侗族自治州", "黔东南州"),
        ("积石山保安族东乡族撒拉族自治县", "积石山县"),
        ("孟村回族自治县", "孟村县"),
        ("东乡族自治县", None),  # nothing but the people's name
        ("宁夏回族自治区", None),
        ("中卫市", None),
    ],
)
def test_autonomous_regions_without_the_names_of_peoples(name, called):
    assert colloquial_name(name) == called
