"""The policy of a site whose host has Chinese letters."""

from generator.site.pelican_plugin.policy import policy
from generator.site_settings import SiteSettings


def test_a_chinese_host_stands_in_ascii():
    found = policy(SiteSettings(url="https://阳光.cn/x"))
    assert found.isascii()
    assert "https://xn--54qy39n.cn" in found
