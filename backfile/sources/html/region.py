"""Which part of a page is its article: the method of Readability (Arc90 2009, Mozilla), on our own measures.

Every paragraph gives points to the elements around it, fewer the further out they are: for being there, for each
comma, up to three for its length. An element's points count less the more of its text is links. The best one is the
article, or the one around it that holds it together with others as good, and then those of its neighbours that look
like it. The numbers are Readability's, which thousands of sites have worn in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.sources.html.measure import Measure, measure_all, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

    Points = dict[_Element, float]
    Measures = dict[_Element, Measure]

GOOD = re.compile(r"article|body|content|entry|main|page|post|text|blog|story|zhengwen|neirong", re.IGNORECASE)
BAD = re.compile(
    r"-ad-|hidden|(?:^|\s)hid(?:$|\s)|banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo"
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
"""Points that elements begin with."""
SCORED = frozenset(("p", "td", "pre", "h2", "h3", "h4", "h5", "h6", "section"))
BLOCKS = frozenset((
    "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "section", "article", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "main", "center", "form",
))  # fmt: skip
SHORTEST = 25
"""Characters of a paragraph that gives points."""
SHARES = (1.0, 1 / 2, 1 / 6, 1 / 9, 1 / 12)
"""What the elements around a paragraph get of its points, from the inside out."""
RIVALS, RIVAL = 3, 0.75
"""So many elements with this share of the best points are parts of one article: it is what holds them together."""
NEIGHBOUR, LEAST = 0.2, 10.0
"""Share of the best points, and points, at which a neighbour is of the article too."""
LONG, LINKED = 80, 0.25
"""Characters of a neighbouring paragraph that is prose, and the share of links in it that is too much."""
SENTENCE = re.compile(r"[.。！？](?:\s|$)")


def find(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that make up the article, in order; all of the page when none of them has points."""
    measures = measure_all(tree)
    points = _points(tree, measures)
    ranked = sorted(points, key=lambda element: points[element], reverse=True)[: RIVALS + 2]
    if not ranked:
        body = tree.find(".//body")
        return [tree if body is None else body]
    return _with_neighbours(_widened(ranked, points, measures), points, measures)


def name_weight(element: _Element) -> int:
    """Points for the names that a page gives an element."""
    points = WEIGHT if "articlebody" in (element.get("itemprop") or "").lower() else 0
    for name in (element.get("class"), element.get("id")):
        if name:
            points += WEIGHT * (bool(GOOD.search(name)) - bool(BAD.search(name)))
    return points


def _points(tree: HtmlElement, measures: Measures) -> Points:
    raw: Points = {}
    for element in tree.iter():
        measure = measures[element]
        if measure.text < SHORTEST or not (element.tag in SCORED or (element.tag == "div" and _is_paragraph(element))):
            continue
        gain = 2 + measure.commas + min(measure.text // 100, 3)
        for share, outer in zip(SHARES, element.iterancestors(), strict=False):
            if outer.tag == "html":
                break
            if outer not in raw:
                raw[outer] = START.get(outer.tag, 0) + name_weight(outer)
            raw[outer] += gain * share
    return {element: score * (1 - measures[element].link_density) for element, score in raw.items()}


def _is_paragraph(element: _Element) -> bool:
    """Whether a division holds only words: it is a paragraph by another name."""
    return not any(child.tag in BLOCKS for child in element)


def _widened(ranked: list[_Element], points: Points, measures: Measures) -> _Element:
    """The best element, or the one around it that holds it together with its rivals or has as many points."""
    best = _risen(_common(ranked, points), points)
    while (outer := best.getparent()) is not None and outer.tag not in ("body", "html"):
        if any(measures[child].text for child in outer if child is not best):
            break
        best = outer
    return best


def _common(ranked: list[_Element], points: Points) -> _Element:
    best = ranked[0]
    rivals = [set(rival.iterancestors()) for rival in ranked[1:] if points[rival] >= RIVAL * points[best]]
    if len(rivals) >= RIVALS:
        for outer in best.iterancestors():
            if outer.tag != "body" and sum(outer in around for around in rivals) >= RIVALS:
                return outer
    return best


def _risen(best: _Element, points: Points) -> _Element:
    """The element around with more points, if they do not fall below a third on the way there."""
    last = points.get(best, 0.0)
    least = last / 3
    for outer in best.iterancestors():
        if outer.tag in ("body", "html") or points.get(outer, last) < least:
            break
        if points.get(outer, last) > last:
            return outer
        last = points.get(outer, last)
    return best


def _with_neighbours(best: _Element, points: Points, measures: Measures) -> list[HtmlElement]:
    outer = best.getparent()
    if outer is None or best.tag == "body":
        return [best]
    own = points.get(best, 0.0)
    least = max(LEAST, NEIGHBOUR * own)
    kept = []
    for element in outer:
        alike = NEIGHBOUR * own if element.get("class") and element.get("class") == best.get("class") else 0.0
        has_points = element in points and points[element] + alike >= least
        if element is best or has_points or (element.tag == "p" and _is_prose(element, measures[element])):
            kept.append(element)
    return kept


def _is_prose(paragraph: _Element, measure: Measure) -> bool:
    if measure.text > LONG:
        return measure.link_density < LINKED
    return not measure.linked and bool(SENTENCE.search(squeezed(paragraph)))
