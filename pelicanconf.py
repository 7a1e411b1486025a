"""Pelican's settings; `gongkai build` adds the folders and what a build shares.

The pages are made by hooks of our own (`generator.site.pelican_hooks`); everything that
Pelican would compute beside them (articles, tags, authors, feeds, translations) is off.
"""

SITENAME = "阳光年报"
SITEURL = ""
DEFAULT_LANG = "zh-cn"
TIMEZONE = "Asia/Shanghai"
LOCALE = ["C.UTF-8", ""]

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["generator.site.pelican_hooks"]

# Pages come from lists of files that the build hands over, a few hundred at a time.
PAGE_PATHS: list[str] = []
PAGE_ORDER_BY = "source_path"
PAGE_TRANSLATION_ID = None
ARTICLE_PATHS: list[str] = []
ARTICLE_TRANSLATION_ID = None
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []

DIRECT_TEMPLATES: list[str] = []
PAGINATED_TEMPLATES: dict[str, int | None] = {}
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
USE_FOLDER_AS_CATEGORY = False
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

FILENAME_METADATA = ""
FORMATTED_FIELDS: list[str] = []
TYPOGRIFY = False
DELETE_OUTPUT_DIRECTORY = False

# The build remembers what every page was made from; Pelican's own cache is not needed.
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False

JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
