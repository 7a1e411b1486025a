"""`PLUGINS = ["gongkai"]`: installed as `pelican.plugins.gongkai`, where Pelican looks."""

from generator.site.pelican_plugin.plugin import register

__all__ = ["register"]
