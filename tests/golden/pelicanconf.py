"""Settings of the golden archive: two newspapers, one of them English."""

from backfile.defaults import *  # noqa: F403 (Pelican's settings are the names of a module)

SITENAME = "梅溪报库"
NEWSPAPERS = {
    "meixi": {"name": "梅溪报", "lang": "zh-cn", "subtitle": "每日一张", "place": "梅溪镇", "founded": "1958"},
    "lantern": {"name": "The Lantern Post", "lang": "en"},
}
DEFAULT_NEWSPAPER = "meixi"
UI_LANGUAGE = "zh-hans"
DEFAULT_LANG = "zh-cn"
TIMEZONE = "Asia/Shanghai"
