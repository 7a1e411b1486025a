"""The small made-up site of tests/site."""

from tests.site.conftest import plain

__all__ = ["plain"]
