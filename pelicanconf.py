"""Settings of the sample archive. `docs/settings.md` says what each does and which others there are."""

from backfile.defaults import *  # noqa: F403 (Pelican's settings are the names of a module)

SITENAME = "云溪报库"
NEWSPAPERS = {
    "yunxi": {
        "name": "云溪日报",
        "lang": "zh-cn",
        "subtitle": "中共云溪县委机关报",
        "place": "云溪",
        "founded": "1956",
    },
    "harbour": {
        "name": "The Alder Harbour Weekly",
        "lang": "en",
        "subtitle": "News of the town and the water",
        "place": "Alder Harbour",
        "founded": "1911",
    },
}
DEFAULT_NEWSPAPER = "yunxi"
UI_LANGUAGE = "zh-hans"
DEFAULT_LANG = "zh-cn"
TIMEZONE = "Asia/Shanghai"
