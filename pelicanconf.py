"""Pelican's settings. `pelican content` builds what `gongkai build` builds, page for page.

`site.toml` (optional) and SITE_URL name the site; see `generator/plugins/gongkai/README.md`.
"""

from pathlib import Path

from generator.site.settings import load_settings

_here = Path(__file__).resolve().parent

GONGKAI = load_settings(_here / "site.toml")
GONGKAI_DATA = str(_here / "data")
GONGKAI_WORK = str(_here / "build")

SITENAME = GONGKAI.name
SITEURL = GONGKAI.url or ""
RELATIVE_URLS = True
DEFAULT_LANG = "zh-cn"
TIMEZONE = "Asia/Shanghai"
LOCALE = ["C.UTF-8", ""]
DEFAULT_DATE_FORMAT = "%Y-%m-%d"

PATH = "content"
OUTPUT_PATH = "output"
DELETE_OUTPUT_DIRECTORY = False
THEME = "theme"
THEME_STATIC_DIR = "theme"
THEME_TEMPLATES_OVERRIDES: list[str] = []
PLUGIN_PATHS = ["generator/plugins"]  # in a checkout; an installed plugin is found without
PLUGINS = ["gongkai"]
MARKDOWN = {"extensions": ["generator.dialect"], "output_format": "html"}

# Pages name their own address; news have theirs from the file's name.
PAGE_PATHS = ["pages"]  # and the generated folders, which bear a mark
PAGE_ORDER_BY = "source_path"
ARTICLE_PATHS = ["news"]
ARTICLE_URL = "news/{date:%Y-%m-%d}-{slug}/"
ARTICLE_SAVE_AS = "news/{date:%Y-%m-%d}-{slug}/index.html"
FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)"
STATIC_PATHS = ["images"]

# What a site of many reports does not need, and what costs more than linearly.
PAGE_TRANSLATION_ID = None
ARTICLE_TRANSLATION_ID = None
DIRECT_TEMPLATES: list[str] = []
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
USE_FOLDER_AS_CATEGORY = False
FORMATTED_FIELDS: list[str] = []
TYPOGRIFY = False

# The plugin makes the feeds: Pelican's hold articles alone, with links relative to a page.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

# The build remembers what every page was made from; Pelican's own cache is not needed.
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False

JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
