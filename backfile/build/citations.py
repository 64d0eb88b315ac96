"""Citations of an article, as plain text.

Source of the rule: GB/T 7714-2015, `主要责任者. 题名: 其他题名信息[文献类型标识]. 报纸名, 年-月-日(版次).`
Three authors are named and the rest is `等`, in a text in Latin script `et al`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backfile.models import Entry

NAMED = 3
"""Authors that GB/T 7714-2015 names before `等`."""
# Who made the text or the picture; the desk's editors and proofreaders are no authors.
_NOT_AUTHORS = ("编辑", "責編", "责编", "校对", "校對", "审核", "審核", "监制", "版式", "editor", "proof", "layout")


def gbt7714(entry: Entry, newspaper: str) -> str:
    """The citation by GB/T 7714-2015 (a newspaper article, `[N]`): `林晓. 江堤加固[N]. 云溪日报, 2026-03-09(3).`

    Args:
        entry: the article.
        newspaper: printed name of the newspaper.
    """
    article = entry.article
    chinese = (article.lang or "zh").lower().startswith("zh")
    names = [credit.name for credit in article.credits if not _is_desk(credit.role)]
    title = article.title.rstrip("。.") + (_subtitle(article.subtitle) if article.subtitle else "")
    place = f"{newspaper}, {entry.date.isoformat()}" + (f"({entry.page})" if entry.page else "")
    authors = ", ".join(dict.fromkeys(names[:NAMED]))
    if len(names) > NAMED:
        authors += ", 等" if chinese else ", et al"
    head = f"{authors}. " if authors else ""
    return f"{head}{title}[N]. {place}."


def _subtitle(subtitle: str) -> str:
    return ": " + subtitle.lstrip("—-–― ").rstrip("。.")


def _is_desk(role: str | None) -> bool:
    return role is not None and any(word in role.lower() for word in _NOT_AUTHORS)
