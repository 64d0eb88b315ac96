"""Which part of a page is its article: the method of Readability (Arc90 2009, Mozilla), on our own measures.

Every paragraph gives points to the elements around it, fewer the further out they are: one for being there, one for
each comma, up to three for its length. An element's points count less the more of its text is links. The best one is
the article, with those of its neighbours that look like it; then its tables, lists and boxes must be mostly prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.sources.html.measure import Measure, measure_all

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

GOOD = re.compile(r"article|body|content|entry|hentry|main|page|post|text|blog|story|zhengwen|neirong", re.IGNORECASE)
BAD = re.compile(
    r"-ad-|hidden|^hid$|\shid(?:$|\s)|^hid\s|banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo"
    r"|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget|newsletter|taboola",
    re.IGNORECASE,
)
WEIGHT = 25
"""Points of a name; a long paragraph has about ten."""
START = {
    "div": 5, "article": 5, "main": 5, "pre": 3, "td": 3, "blockquote": 3,
    "address": -3, "ol": -3, "ul": -3, "dl": -3, "dd": -3, "dt": -3, "li": -3, "form": -3,
    "h1": -5, "h2": -5, "h3": -5, "h4": -5, "h5": -5, "h6": -5, "th": -5,
}  # fmt: skip
SCORED = frozenset(("p", "td", "pre", "h2", "h3", "h4", "h5", "h6", "section"))
BLOCKS = frozenset((
    "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "section", "article", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "main", "center", "form",
))  # fmt: skip
SHORTEST = 25
LEVELS = 5
"""How far out a paragraph gives points."""
SHORT_ARTICLE = 140
NEIGHBOUR = 0.2
"""Share of the best points at which a neighbour is of the article too."""



def name_weight(element: _Element) -> int:
    """Points for the names that a page gives an element."""
    points = 0
    for name in (element.get("class"), element.get("id")):
        if name:
            points += WEIGHT * (bool(GOOD.search(name)) - bool(BAD.search(name)))
    return points


def find(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that make up the article, in order; empty when the page has no text."""
    measures = measure_all(tree)
    points = _points(tree, measures)
    ranked = sorted(points, key=lambda element: points[element], reverse=True)[:5]
    if not ranked:
        body = tree.find(".//body")
        return [body if body is not None else tree]
    best = _widened(ranked, points, measures)
    return _with_neighbours(best, points, measures)


def _points(tree: HtmlElement, measures: dict[_Element, Measure]) -> dict[_Element, float]:
    raw: dict[_Element, float] = {}
    for element in tree.iter():
        if not (element.tag in SCORED or (element.tag == "div" and _is_paragraph(element))):
            continue
        measure = measures[element]
        if measure.text < SHORTEST:
            continue
        gain = 1 + 1 + measure.commas + min(measure.text // 100, 3)
        outer = element.getparent()
        for level in range(LEVELS):
            if outer is None or outer.tag == "html":
                break
            if outer not in raw:
                raw[outer] = START.get(outer.tag, 0) + name_weight(outer)
            raw[outer] += gain / (1, 2)[level] if level < 2 else gain / (3 * level)
            outer = outer.getparent()
    return {element: score * (1 - measures[element].link_density) for element, score in raw.items()}


def _is_paragraph(element: _Element) -> bool:
    """Whether a div holds only words: it is a paragraph by another name."""
    return not any(child.tag in BLOCKS for child in element)


def _widened(ranked: list[_Element], points: dict[_Element, float], measures: dict[_Element, Measure]) -> HtmlElement:
    """The best element, or the one around it that holds it together with its rivals or has as many points."""
    best = ranked[0]
    rivals = [set(rival.iterancestors()) for rival in ranked[1:] if points[rival] >= 0.75 * points[best]]
    if len(rivals) >= 3:
        for outer in best.iterancestors():
            if outer.tag == "body":
                break
            if sum(outer in around for around in rivals) >= 3:
                best = outer
                break
    last = points.get(best, 0.0)
    least = last / 3
    for outer in best.iterancestors():
        if outer.tag in ("body", "html"):
            break
        if outer not in points:
            continue
        if points[outer] < least:
            break
        if points[outer] > last:
            best = outer
            break
        last = points[outer]
    while (outer := best.getparent()) is not None and outer.tag not in ("body", "html"):
        if any(measures[child].text for child in outer if child is not best):
            break
        best = outer
    return best


def _with_neighbours(best: HtmlElement, points: dict[_Element, float], measures: dict[_Element, Measure]) -> list[HtmlElement]:
    outer = best.getparent()
    if outer is None or best.tag == "body":
        return [best]
    least = max(10.0, NEIGHBOUR * points.get(best, 0.0))
    kept = []
    for element in outer:
        if element is best:
            kept.append(element)
            continue
        if not isinstance(element.tag, str):
            continue
        same = NEIGHBOUR * points.get(best, 0.0) if element.get("class") and element.get("class") == best.get("class") else 0
        measure = measures[element]
        text = " ".join("".join(element.itertext()).split()) if element.tag == "p" else ""
        is_prose = element.tag == "p" and (
            (len(text) > 80 and measure.link_density < 0.25)
            or (0 < len(text) <= 80 and not measure.linked and re.search(r"[.。！？](?:\s|$)", text))
        )
        if (element in points and points[element] + same >= least) or is_prose:
            kept.append(element)
    return kept
