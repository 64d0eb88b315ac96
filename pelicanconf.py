"""Settings of the sample archive. `docs/settings.md` says what each does and which others there are."""

from backfile.defaults import *  # noqa: F403 (Pelican's settings are the names of a module)

SITENAME = "云溪报库"
NEWSPAPERS = {
    "yunxi": {
        "name": "云溪日报",
        "lang": "zh-cn",
        "subtitle": "沐溪两岸的每一天",
        "place": "云溪县",
        "founded": "1956",
    },
    "harbour": {
        "name": "The Alder Harbour Weekly",
        "lang": "en",
        "subtitle": "Every Friday since 1894",
        "place": "Alder Harbour",
        "founded": "1894",
    },
}
DEFAULT_NEWSPAPER = "yunxi"
UI_LANGUAGE = "zh-hans"
DEFAULT_LANG = "zh-cn"
TIMEZONE = "Asia/Shanghai"
NEWSPAPER_RULES = "examples/newspapers"
