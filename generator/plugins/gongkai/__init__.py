"""`PLUGINS = ["gongkai"]`: installed as `pelican.plugins.gongkai`, where Pelican looks."""

from generator.site.plugin import register

__all__ = ["register"]
