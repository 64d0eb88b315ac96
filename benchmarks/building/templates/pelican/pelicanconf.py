"""Stock Pelican: its own settings but for addresses of the lists that the archive has, and no feeds."""

SITENAME = "试印日报"
TIMEZONE = "UTC"
DEFAULT_LANG = "zh-cn"
PATH = "content"
THEME = "theme"
SLUGIFY_USE_UNICODE = True  # names that sound the same are not the same
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL = "archive/{date:%Y}/index.html"
DAY_ARCHIVE_SAVE_AS = DAY_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/{date:%d}.html"
DIRECT_TEMPLATES = ["index", "categories", "authors", "archives", "404"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
