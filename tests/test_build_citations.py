"""Citations by GB/T 7714-2015."""

from __future__ import annotations

from datetime import date

import pytest

from backfile.build.citations import gbt7714
from backfile.models import Article, Credit, Entry


def cited(
    title: str,
    names: tuple[tuple[str, str], ...] = (),
    *,
    subtitle: str = "",
    page: str = "3",
    newspaper: str = "云溪日报",
    lang: str = "zh-cn",
) -> str:
    credited = tuple(Credit(name, role or None) for name, role in names)
    article = Article(title=title, body=(), credits=credited, lang=lang, subtitle=subtitle)
    return gbt7714(Entry(article, "x", "yunxi", date(2026, 3, 9), page=page), newspaper)


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cited("江堤加固", (("林晓", "记者"),)), "林晓. 江堤加固[N]. 云溪日报, 2026-03-09(3)."),
        (cited("江堤加固"), "江堤加固[N]. 云溪日报, 2026-03-09(3)."),
        (
            cited("春耕", (("甲一", "记者"), ("乙二", "通讯员"), ("丙三", "摄影")), page="A03"),
            "甲一, 乙二, 丙三. 春耕[N]. 云溪日报, 2026-03-09(A03).",
        ),
        (
            cited("春耕", (("甲一", ""), ("乙二", ""), ("丙三", ""), ("丁四", ""))),
            "甲一, 乙二, 丙三, 等. 春耕[N]. 云溪日报, 2026-03-09(3).",
        ),
        (cited("春耕", (("甲一", "记者"), ("乙二", "责任编辑"))), "甲一. 春耕[N]. 云溪日报, 2026-03-09(3)."),
        (cited("春耕", (("甲一", "记者"), ("甲一", "摄影"))), "甲一. 春耕[N]. 云溪日报, 2026-03-09(3)."),
        (cited("春耕", subtitle="——青蓑镇见闻"), "春耕: 青蓑镇见闻[N]. 云溪日报, 2026-03-09(3)."),
        (cited("春耕。", page=""), "春耕[N]. 云溪日报, 2026-03-09."),
        (
            cited("The tide", tuple((f"N{n}", "") for n in range(4)), lang="en", newspaper="The Post"),
            "N0, N1, N2, et al. The tide[N]. The Post, 2026-03-09(3).",
        ),
    ],
)
def test_an_article_is_cited_as_the_standard_prints_it(citation: str, expected: str) -> None:
    assert citation == expected
