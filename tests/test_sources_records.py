"""A record of an export becomes the article that it says, whatever names and forms its values have."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.contents import Article as PelicanArticle
from pelican.readers import METADATA_PROCESSORS
from pelican.settings import DEFAULT_CONFIG

from backfile import markdown
from backfile.errors import SourceError
from backfile.models import Article, Credit, Entry, Paragraph
from backfile.sources.exports import Aside, Record, article, day_of, keys
from backfile.sources.exports import record as records_of
from backfile.sources.exports.json_lines import parse


def one(**values: object) -> Article:
    item = parse(json.dumps({"title": "新桥通车", "text": "正文。"} | values), 1)
    assert isinstance(item, Record)
    return article(item)


@pytest.mark.parametrize(
    ("text", "day", "moment"),
    [
        ("2026-03-09", date(2026, 3, 9), None),
        ("2026/3/9", date(2026, 3, 9), None),
        ("20260309", date(2026, 3, 9), None),
        ("2026年3月9日", date(2026, 3, 9), None),
        ("二〇二六年三月九日", date(2026, 3, 9), None),
        ("March 9, 2026", date(2026, 3, 9), None),
        ("3/25/2026", date(2026, 3, 25), None),
        ("25.3.2026", date(2026, 3, 25), None),
        ("2026-03-09 00:00:00", date(2026, 3, 9), None),
        ("2026-03-09T08:30:00Z", date(2026, 3, 9), "2026-03-09T08:30:00+00:00"),
        ("2026-03-09T23:30:00.000+0800", date(2026, 3, 9), "2026-03-09T23:30:00+08:00"),
        ("2026-03-09 08:30", date(2026, 3, 9), "2026-03-09T08:30:00"),
        ("Mon, 09 Mar 2026 08:30:00 +0800", date(2026, 3, 9), "2026-03-09T08:30:00+08:00"),
        ("", None, None),
    ],
)
def test_a_date_is_read_in_the_forms_that_exports_use(text: str, day: date | None, moment: str | None) -> None:
    record = Record(1, (("date", text),) if text else ())
    assert day_of(record) == (day, datetime.fromisoformat(moment) if moment else None)


@pytest.mark.parametrize(
    "text", ["soon", "3/9/2026", "2026-02-30", "2026-13-01", "1234567", "2026-03-09T25:00", "9" * 99]
)
def test_what_is_no_date_or_one_of_two_is_told(text: str) -> None:
    with pytest.raises(SourceError, match="its date is"):
        day_of(Record(3, (("date", text),)))


def test_a_first_line_that_repeats_the_title_is_left_out() -> None:
    assert one(text="　新桥通车\n第一段。\n\n　　第二段。").body == (Paragraph("第一段。"), Paragraph("第二段。"))
    assert one(text="新桥通车").body == (Paragraph("新桥通车"),)


def test_a_record_without_title_takes_its_first_words_and_says_so() -> None:
    found = one(title="", text="柳渡新桥今天通车，两岸居民往来只要五分钟。")
    assert found.title == "柳渡新桥今天通车，两岸居民往来只要五分钟…"
    assert [review.code for review in found.review] == ["headline-missing"]


@pytest.mark.parametrize(
    ("author", "names", "byline"),
    [
        ("叶青;周海", ["叶青", "周海"], ""),
        (["叶青", "周海"], ["叶青", "周海"], ""),
        ([{"name": "Ann Lee"}, {"name": "Bob Ray"}], ["Ann Lee", "Bob Ray"], ""),
        ("Ann Lee, Bob Ray and Tom Hill", ["Ann Lee", "Bob Ray", "Tom Hill"], ""),
        ("Rob Hand, Jr.", ["Rob Hand, Jr."], ""),
        ("本报记者 叶青 通讯员 周海", ["叶青", "周海"], "本报记者 叶青 通讯员 周海"),
        ("", [], ""),
        (None, [], ""),
    ],
)
def test_the_author_may_be_several(author: object, names: list[str], byline: str) -> None:
    found = one(author=author)
    assert [credit.name for credit in found.credits] == names
    assert found.byline == byline


def test_lists_of_tags_and_places_become_lists() -> None:
    found = one(tags=["桥", "交通"], places="柳渡、云溪", keywords="x, y")
    assert (found.tags, found.places) == (("桥", "交通"), ("柳渡", "云溪"))
    assert found.further == (("Export_Keywords", "x, y"),)


def test_members_of_a_list_keep_the_marks_that_divide_others() -> None:
    found = one(tags=["桥；路", "a, b"], author=["Lee, Ann", "Ray, Bob"], ratings=[1, 2])
    assert found.tags == ("桥；路", "a, b")
    assert found.credits == (Credit("Lee, Ann"), Credit("Ray, Bob"))
    assert found.further == (("Ratings", "1; 2"),)


def test_only_an_address_on_the_web_is_an_address() -> None:
    assert one(url="https://weekly.example/a").url == "https://weekly.example/a"
    assert one(url="javascript:alert(1)").url == ""


def test_other_keys_are_kept_beside_ours_and_never_in_their_place() -> None:
    found = one(
        word_count=120, source="本社", status="draft", _content="<script>", 来源="甲", rating={"stars": 3}, empty=None
    )
    assert found.further == (
        ("Word_Count", "120"),
        ("Export_Source", "本社"),
        ("Export_Status", "draft"),
        ("Export_Content", "<script>"),
        ("Lai_Yuan", "甲"),
        ("Rating", '{"stars": 3}'),
    )
    entry = Entry(found, "qingshi-20260309-w00000000", "qingshi", date(2026, 3, 9), extra=found.further)
    again = markdown.read(markdown.write(entry), "a.md")
    assert again.extra == found.further


def test_two_keys_that_become_one_are_told_apart() -> None:
    assert one(**{"a b": 1, "a-b": 2, "A_B": 3}).further == (("A_B", "1"), ("A_B_2", "2"), ("A_B_3", "3"))


def test_every_key_that_means_something_to_pelican_is_set_apart() -> None:
    made: Any = PelicanArticle  # Pelican's functions have no types
    made = made("x", {"title": "x"}, settings=DEFAULT_CONFIG, source_path="/x.md", context={})
    names = {name for name in (*dir(PelicanArticle), *vars(made), *METADATA_PROCESSORS) if not name.startswith("_")}
    assert names - {"title"} <= keys.PELICAN_NAMES | keys.OWN_NAMES
    for name in names:
        assert keys.metadata_key(name) == f"Export_{keys.metadata_key(name).removeprefix('Export_')}"


@given(st.text(max_size=20))
def test_any_name_becomes_a_key_that_a_file_can_have(name: str) -> None:
    key = keys.metadata_key(name)
    assert key.isascii()
    assert key.replace("_", "").isalnum()
    assert not key.startswith("_")
    assert key.lower() not in keys.PELICAN_NAMES | keys.OWN_NAMES


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from([name for names in keys.NAMES.values() for name in names]) | st.text(max_size=8)


@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_any_object_is_an_article_or_a_refusal_and_its_file_can_be_read_again(values: dict[str, object]) -> None:
    item = parse(json.dumps(values), 4)
    if isinstance(item, Record):
        try:
            found = article(item)
        except SourceError as error:
            assert error.line == 4
            return
        day = date(2026, 3, 9)
        entry = Entry(
            found, "qingshi-20260309-w00000000", "qingshi", day, source=f"a.jsonl#{item.name}", extra=found.further
        )
        assert markdown.read(markdown.write(entry), "a.md").id == entry.id
    else:
        assert isinstance(item, SourceError)
        assert item.line == 4


@given(st.text(alphabet=st.characters(exclude_characters="\0"), max_size=200))
def test_any_line_is_a_record_or_a_refusal(line: str) -> None:
    assert isinstance(parse(line, 1), Record | SourceError)


def test_a_zone_and_a_record_survive_being_put_aside() -> None:
    record = Record(1, (("id", "7"), ("text", "正文")), (("Lai_Yuan", "甲"),))
    assert record.hash == Record(9, record.values, record.further).hash
    assert record.name == "7"
    assert Record(9, (("text", "正文"),)).name == "L9"
    assert isinstance(records_of.checked(record), Record)
    assert datetime(2026, 3, 9, tzinfo=timezone(timedelta(hours=8))).isoformat().endswith("+08:00")
    assert Aside("draft").words == "draft"
