"""Pelican's settings for an archive: `from backfile.defaults import *` at the top of a `pelicanconf.py`.

What is said here is what every archive needs; a maintainer's own values follow the import and win. The archive's own
settings are `SITENAME`, `NEWSPAPERS`, `DEFAULT_NEWSPAPER`, `UI_LANGUAGE`, `DEFAULT_LANG`, `TIMEZONE`,
`NEWSPAPER_RULES`, `PICTURE_WIDTH`, `PUBLISH_TO`, `PUBLISH_COMMAND` and `PUBLISH_COMPRESSED`.
"""

from __future__ import annotations

import logging as _logging
from pathlib import Path as _Path
from typing import Any as _Any

_PACKAGE = _Path(__file__).resolve().parent
_INSTALLED = (_PACKAGE / "theme").is_dir()  # an installed wheel carries the theme inside the package

# --- The archive ------------------------------------------------------------------------------------------------------
SITENAME = "Backfile"
NEWSPAPERS: dict[str, dict[str, str]] = {}
NEWSPAPER_RULES = "newspapers"
PICTURE_WIDTH = 1600  # a column of 41rem on a screen with two and a half pixels to each of a style sheet
PUBLISH_TO = ""
PUBLISH_COMMAND: list[str] = []
PUBLISH_COMPRESSED: list[str] = []
UI_LANGUAGE = "zh-hans"
DEFAULT_LANG = "zh-cn"
TIMEZONE = "UTC"  # an issue has a day and no hour
LOCALE = ["C"]  # the machine's own locale must not show in the pages

PATH = "content"
OUTPUT_PATH = "output"
THEME = str(_PACKAGE / "theme" if _INSTALLED else _PACKAGE.parent / "theme")
PLUGIN_PATHS = [] if _INSTALLED else [str(_PACKAGE.parent / "plugins")]  # installed, they are pelican.plugins.*
PLUGINS = ["backfile_archive", "backfile_search"]

# --- What is read -----------------------------------------------------------------------------------------------------
ARTICLE_PATHS = [""]
PAGE_PATHS = ["pages"]
STATIC_PATHS = [""]  # pictures and scans lie beside their articles; sources are left out by STATIC_EXCLUDE_SOURCES
STATIC_EXCLUDE_SOURCES = True
# A file of the content is copied, once, and everything behind that is hard links: the site's two folders and what waits
# for them. A link to the content itself would show an edit in a reader's site before a build has made its pages, and
# whatever shrinks pictures in the published folder would shrink the archive's only originals.
STATIC_CREATE_LINKS = False
# issue.md is an issue's own metadata and no article. A saved web page is for `ingest`: as it is, it would be published
# with its scripts. The others are what editors and systems leave lying about.
IGNORE_FILES = ["issue.md", "*.html", "*.htm", ".*", "*~", "~*", "*.tmp", "Thumbs.db", "desktop.ini", "__pycache__"]
DOCUTILS_SETTINGS = {"raw_enabled": False, "file_insertion_enabled": False}  # for reStructuredText, the same lock
# An article that says neither newspaper nor date has them from its folder.
PATH_METADATA = r"(?P<newspaper>[a-z0-9][a-z0-9-]{0,31})/(?P<date>\d{4}/\d{2}/\d{2})/"
FILENAME_METADATA = r"(?!)"  # the folder says the date; a date in a file's name may be anything
SLUGIFY_SOURCE = "basename"  # a headline can be corrected, an address cannot
SLUGIFY_USE_UNICODE = True  # Pelican's transliteration would make one name of all homophones
FORMATTED_FIELDS: list[str] = []  # metadata is plain text and never markup
TYPOGRIFY = False  # printed punctuation stays as printed
MARKDOWN: dict[str, _Any] = {
    # Without codehilite and extra: text that was printed must not turn into code, footnotes or attributes.
    "extensions": [
        "markdown.extensions.meta",
        "markdown.extensions.tables",
        "markdown.extensions.sane_lists",
        "backfile.build.safe_markdown",
    ],
    "extension_configs": {},
    "output_format": "html",
}
# Pelican's own would take any `{word}` and `|word|` at the head of a link for a marker.
INTRASITE_LINK_REGEX = r"\{(?P<what>filename|static|attach|tag|category|author|index)\}"
LOAD_CONTENT_CACHE = False  # the cache goes by the time of a file, which misses edits that keep it
CACHE_CONTENT = False

# --- What is written --------------------------------------------------------------------------------------------------
RELATIVE_URLS = True  # one folder for file://, for a host's root and for any path under it
DELETE_OUTPUT_DIRECTORY = False  # a build replaces the site when it is whole, not before
ARTICLE_SAVE_AS = ARTICLE_URL = "{newspaper}/{date:%Y}/{date:%m}/{date:%d}/{slug}.html"
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL = "{newspaper}/{date:%Y}/{date:%m}/{date:%d}/{slug}-{lang}.html"
PAGE_SAVE_AS = PAGE_URL = "{slug}.html"
PAGE_LANG_SAVE_AS = PAGE_LANG_URL = "{slug}-{lang}.html"
DIRECT_TEMPLATES: list[str] = []  # home, lists and calendar come from the archive plugin
# Pelican's lists grow without bound and are named by slugs that merge homophones; the archive has its own.
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
# A feed needs absolute addresses, and an archive that opens from a folder has none.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

JINJA_ENVIRONMENT: dict[str, _Any] = {
    "autoescape": True,  # headlines and names are foreign text
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}
# Names without letters or digits have no slug in Pelican's eyes; the archive's own slugs always exist.
LOG_FILTER = [(_logging.WARNING, 'Unable to generate valid slug for %s "%s".')]
