"""Folding and tokens: Python and the reader's browser agree, on a table of cases and on whatever else is written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.fold import TABLE_FILE, fold, packed_table, unpack
from backfile.search.opencc_table import table
from backfile.search.stemmer import stem
from backfile.search.tokens import document_tokens
from backfile.search.writer import write
from tests.search import node

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CASES: list[dict[str, Any]] = json.loads((node.HERE / "cases.json").read_text(encoding="utf-8"))
NAMES = [case["says"] for case in CASES]


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site without articles: it has the table of characters, which is all that tokens need."""
    folder = tmp_path_factory.mktemp("empty")
    write([], folder)
    return folder


def answers(site: Path, question: str, texts: Iterable[str]) -> list[Any]:
    return node.ask(site, [{question: text} for text in texts])


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_python_folds_and_tokenizes_as_the_table_says(case: dict[str, Any]) -> None:
    assert fold(case["text"]) == case["folded"]
    assert document_tokens([case["text"]]) == case["tokens"]
    assert set(case["query_tokens"]) <= set(case["tokens"]), "a query would miss the very text it quotes"


def test_the_browser_takes_texts_apart_as_the_table_says(empty_site: Path) -> None:
    texts = [case["text"] for case in CASES]
    assert dict(zip(NAMES, answers(empty_site, "units", texts), strict=True)) == {
        case["says"]: case["units"] for case in CASES
    }
    assert dict(zip(NAMES, answers(empty_site, "query_tokens", texts), strict=True)) == {
        case["says"]: case["query_tokens"] for case in CASES
    }


# Every block that newspapers and their guests print from, and what combines with its neighbours.
PRINTED = st.text(
    st.sampled_from(
        "石橋桥乾干後后著着龍𠮷々〇のカｶﾞ가각ᄀ가여ㄅ 0１2３月日年.,，“”‘’'\"-－—…·（）[] \t\n　\u00a0\u200b\ufeff\u00ad"
        "aÀe\u0301éßŞİıΣσςЖж①㎡½ﬁ℃ⅣxyzXYZ_<>&🙂👨‍👩‍👧٣\u0e33"
    ),
    max_size=40,
)


@given(PRINTED)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_browser_folds_any_text_as_python_does(empty_site: Path) -> None:
    texts: list[str] = []

    @given(PRINTED)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    units = answers(empty_site, "units", texts)
    tokens = answers(empty_site, "query_tokens", texts)
    for text, found, query in zip(texts, units, tokens, strict=True):
        assert "".join(found) == re.sub(r"\s", "", fold(text)), ascii(text)
        assert set(query) <= set(document_tokens([text])), ascii(text)


def test_english_words_have_the_stems_of_the_browser(empty_site: Path) -> None:
    roots = ["a", "be", "tr", "agr", "happ", "relat", "condit", "hop", "fall", "siz", "y", "ya", "organ", "ess"]
    roots += ["controll", "probat", "electr", "communi", "depend", "adopt", "homolog", "revis", "form", "sens", "fizz"]
    ends = ["", "s", "es", "ies", "sses", "eed", "ed", "ing", "y", "ational", "tional", "izer", "ization", "ator"]
    ends += ["iveness", "fulness", "icate", "ative", "iciti", "ical", "ness", "logi", "ion", "tion", "sion", "e", "ll"]
    ends += ["ement", "able", "ible", "ance", "ence", "ism", "ate", "iti", "ous", "ize", "bl", "at", "bling", "ying"]
    words = sorted({root + end + more for root in roots for end in ends for more in ("", "s", "ed", "ing", "ly")})
    (stems,) = node.ask(empty_site, [{"stems": words}])
    assert [stem(word) for word in words] == stems


def test_the_table_of_characters_is_what_opencc_says_and_stays_small() -> None:
    pairs = unpack(packed_table())
    assert pairs == table()
    assert TABLE_FILE.stat().st_size <= 16 * 1024
    assert "Apache License 2.0" in TABLE_FILE.read_text(encoding="utf-8")
    assert not set(pairs) & set(pairs.values()), "a character would be folded to one that is folded again"


@pytest.mark.parametrize("configuration", ["s2t", "s2tw", "s2hk"])
def test_whatever_simplified_text_is_turned_into_folds_back(configuration: str) -> None:
    from opencc import OpenCC

    simplified = "后来发现里面的头发干了，云台山下余家的面馆复办，钟表匠着急地看着表，历史系的干部回了乡下"
    assert fold(OpenCC(configuration).convert(simplified)) == fold(simplified)
