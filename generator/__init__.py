"""gongkai: a static site made from China's freedom-of-information annual reports."""

__version__ = "0.1.0"
