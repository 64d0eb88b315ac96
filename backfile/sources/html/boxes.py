"""The boxes inside an article that are not of it: lists of links, galleries, forms, teasers, notes of the site.

As Readability does, a table, list or division with few commas stays only if its text is not mostly links and it is not
mostly pictures. What holds half of the article's text always stays, whatever its name and look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.sources.html.measure import LISTS, Measure, close, is_data, measure_all
from backfile.sources.html.region import name_weight

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

BOXES = frozenset((
    "table", "ul", "ol", "dl", "div", "section", "form", "fieldset", "article", "header", "details", "aside",
))  # fmt: skip
COMMAS = 10
"""Commas of a box that is prose, whatever else is in it."""
SHORT = 25
"""Characters of a box that says nothing."""


def sieve(region: HtmlElement) -> None:
    """Take the boxes that are not of the article out of it, in place."""
    whole = measure_all(region)[region].text
    safe = _inside_data(region)
    measures: dict[_Element, Measure] = {}
    for element in reversed(list(region.iter())):
        measure = measures.setdefault(element, Measure())
        if isinstance(element.tag, str):
            close(element, measure)
        parent = element.getparent()
        if element is region or parent is None:
            continue
        outer = measures.setdefault(parent, Measure())
        outer.say(element.tail)
        if not isinstance(element.tag, str):
            continue
        if element.tag in BOXES and element not in safe and 2 * measure.text <= whole and _is_beside(element, measure):
            element.drop_tree()
        else:
            outer.add(measure)


def _inside_data(region: HtmlElement) -> set[_Element]:
    """Tables of data, figures and printed code, with all that is inside them."""
    found: set[_Element] = set()
    for element in region.iter():
        if (
            element.getparent() in found
            or element.tag in ("code", "pre", "figure")
            or (element.tag == "table" and is_data(element))
        ):
            found.add(element)
    return found


def _is_beside(element: _Element, measure: Measure) -> bool:
    weight = name_weight(element)
    if weight < 0:
        return True
    if measure.commas >= COMMAS:
        return False
    is_list = element.tag in LISTS or (measure.text > 0 and measure.listed > 0.9 * measure.text)
    return bool(
        (measure.pictures > 1 and 2 * measure.paragraphs < measure.pictures)
        or (measure.linked > (0.5 if weight > 0 else 0.2) * measure.text and not (is_list and weight == 0))
        or (not is_list and measure.linked and _says_nothing(measure))
        or not (measure.pictures or measure.blocks)
    )


def _says_nothing(measure: Measure) -> bool:
    return measure.text < SHORT and measure.headed < 0.9 * measure.text and measure.pictures in (0, 3)
