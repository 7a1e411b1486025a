"""The small made-up site of tests/site."""

from tests.site.conftest import _both, plain

__all__ = ["_both", "plain"]
