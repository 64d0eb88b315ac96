"""What the tests of saved web pages share: a page made of some sentences, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.sources import html

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.models import Article

SENTENCES = [
    "The old mill on the river has a new wheel, and the first flour of the year was ground on Saturday morning.",
    "About two hundred people came to watch, many of them from the villages further up the valley, by bus or on foot.",
    "The wheel was built by three carpenters from the town, who worked on it through the whole of the winter.",
    "The mill will be open on the first Sunday of every month, and school classes can come on any day they like.",
]
HAN = [
    "青石县图书馆的新阅览室星期六开放，第一天就来了两百多位读者，其中很多是带着孩子来的年轻父母。",
    "新阅览室有八十个座位，靠窗的一排留给写作业的学生，每天开放到晚上九点，周末也不休息。",
    "馆长说，今年还要在三个乡镇建立分馆，让住得远的读者也能在家门口借到书。",
]


def page_of(
    body: str,
    head: str = "<title>The mill turns again</title>",
    lang: str = "en",
    headline: str = "The mill turns again",
) -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body><nav><a href="/">Home</a>'
        f"</nav><main><article><h1>{headline}</h1>{body}</article></main><footer>© The Valley Post</footer></body>"
        "</html>"
    )


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(folder: Path, text: str | bytes, name: str = "mill.html") -> Article:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return html.read(path)
