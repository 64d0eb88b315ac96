"""Links between files of the site, relative, so that the site works in any folder and under any address."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote


class Links:
    """The links of the page that is being written: `page`, its path relative to the output folder."""

    page: str | None = None

    @property
    def folder(self) -> str:
        """The folder of the page with a `/` behind it, empty at the top.

        Raises:
            RuntimeError: no page is being written.
        """
        if self.page is None:
            raise RuntimeError("no page is being written from which a link could lead")
        return self.page[: self.page.rfind("/") + 1]

    def to(self, path: str) -> str:
        """The link to a file of the site; in templates it is called `rel`."""
        return _from_folder(path, self.folder)


_PLAIN = re.compile(r"[A-Za-z0-9./_-]*")  # nearly all: the site's own addresses


def relative(target: str, here: str) -> str:
    """The link from a page of the site to a file of the site.

    Args:
        target: path relative to the output folder; a `?query` or `#fragment` may follow.
        here: path of the page that has the link, relative to the output folder.
    """
    return _from_folder(target, here[: here.rfind("/") + 1])


@lru_cache(maxsize=4096)  # the pages of one folder have most of their links in common
def _from_folder(target: str, folder: str) -> str:
    folders = folder.split("/")[:-1]
    parts = target.split("/")
    common = 0
    while common < min(len(folders), len(parts) - 1) and folders[common] == parts[common]:
        common += 1
    rest = "/".join(parts[common:])
    return "../" * (len(folders) - common) + (rest if _PLAIN.fullmatch(rest) else quote(rest, safe="/?#=&%"))
