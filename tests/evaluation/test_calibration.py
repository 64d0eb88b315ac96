"""A confidence is the share of decisions like it that are right, and what is doubtful is asked about."""

from __future__ import annotations

import pytest

from backfile.segment import segment
from backfile.segment.confidence import DOUBTFUL
from backfile.sources.text import parse
from tests.evaluation.calibration import PRESSED, Curve, curves
from tests.evaluation.press import printed_pages

TOLERANCE = 0.12
"""Twice the standard error of a share of 0.85 among forty decisions."""
MOST_ERROR = 0.03


@pytest.fixture(scope="module")
def measured() -> dict[str, Curve]:
    return curves(page for language in ("zh", "en") for page in printed_pages(language, PRESSED))


@pytest.mark.parametrize("decision", ["headline", "extent", "byline"])
def test_of_the_decisions_marked_so_and_so_as_many_are_right(measured: dict[str, Curve], decision: str) -> None:
    curve = measured[decision]
    assert curve.error() < MOST_ERROR
    for count, mean, right in curve.rows((0.0, 0.9, 0.95, 1.0)):
        assert count < 40 or abs(mean - right) < TOLERANCE, curve.rows()


def test_doubtful_extents_are_more_often_wrong_than_the_others(measured: dict[str, Curve]) -> None:
    """Of headlines and bylines hardly any is in doubt, and a few say nothing."""
    decisions = measured["extent"].decisions
    doubtful = [right for chance, right in decisions if chance < DOUBTFUL]
    others = [right for chance, right in decisions if chance >= DOUBTFUL]
    assert len(doubtful) > 50
    assert sum(doubtful) / len(doubtful) < sum(others) / len(others)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_doubtful_decision_is_asked_about_once(language: str) -> None:
    asked = 0
    for dump, _ in printed_pages(language, range(40)):
        for article in segment(parse(dump)).articles:
            confidence = dict(article.confidence)
            for review in article.review:
                if review.code.endswith("-doubtful"):
                    asked += 1
                    assert confidence[review.code.removesuffix("-doubtful")] < DOUBTFUL
                    assert "else" in review.words
    assert asked > 5
