"""An index in two tiers answers as a fresh one does, whatever has been added, changed and removed, and costs little."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile.search import index, shards, tier, volumes, writer
from backfile.search.document import Document
from backfile.search.runs import Run
from backfile.search.update import begin, update
from tests.search import tiers
from tests.search.corpus import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = documents(40)
STOCK = [
    replace(article, persons=(article.authors[0], "林金彦")[: number % 3], newspaper=("鹿鸣报", "晚报")[number % 2])
    for number, article in enumerate(ARTICLES)
]


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    """Merges, volumes and entries in files of their own already in a small archive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "MERGE_ARTICLES", 4)
        patch.setattr(index, "MERGE_SHARE", 0.3)
        patch.setitem(tier.VOLUME_DOCUMENTS, "base", 5)
        patch.setitem(tier.VOLUME_DOCUMENTS, "recent", 2)
        patch.setattr(shards, "SHARD_BYTES", 2000)
        patch.setattr(shards, "LIST_BYTES", 300)
        yield


def in_order(articles: dict[str, Document]) -> list[Document]:
    return sorted(articles.values(), key=Document.place_in_time)


def edited(article: Document, way: int) -> Document:
    """Another text, another day, or another headline."""
    if way == 0:
        return replace(article, passages=(*article.passages, "补记：石桥，12只木船。"))
    if way == 1:
        return replace(article, date="2022-01-15")
    return replace(article, title=f"{article.title}（续）", section="", authors=())


def assert_like_fresh(site: Path, articles: dict[str, Document], fresh: Path) -> None:
    shutil.rmtree(fresh, ignore_errors=True)
    writer.write(in_order(articles), fresh)
    got, wanted = tiers.read(site), tiers.read(fresh)
    for ours, theirs in zip(got.comparable(), wanted.comparable(), strict=True):
        assert ours == theirs
    for term, articles_having in got.manifest["common"].items():
        _, *fields = wanted.terms[term]
        assert articles_having == len({row[0] for field in fields for row in field}), term


Step = tuple[list[int], list[tuple[int, int]], list[int]]
few = st.lists(st.integers(0, len(STOCK) - 1), max_size=3, unique=True)
steps = st.lists(
    st.tuples(few, st.lists(st.tuples(st.integers(0, len(STOCK) - 1), st.integers(0, 2)), max_size=2), few)
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.integers(8, 30), steps)
def test_after_any_changes_both_tiers_together_are_a_fresh_index(count: int, changes: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        site, state, fresh = Path(folder, "site"), Path(folder, "state"), Path(folder, "fresh")
        articles = {article.id: article for article in STOCK[:count]}
        begin(in_order(articles), site, state)
        for added, changed, removed in changes:
            put = {STOCK[place].id: STOCK[place] for place in added}
            put |= {STOCK[place].id: edited(STOCK[place], way) for place, way in changed}
            gone = {STOCK[place].id for place in removed} - put.keys()
            articles = {id_: article for id_, article in (articles | put).items() if id_ not in gone}
            update(site, state, put=put.values(), removed=gone)
            assert_like_fresh(site, articles, fresh)


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, Path, dict[str, Document]]:
    """A site with an index of a base, the state of that index, and its articles."""
    articles = {article.id: article for article in STOCK[:20]}
    begin(in_order(articles), tmp_path / "site", tmp_path / "state")
    return tmp_path / "site", tmp_path / "state", articles


def folders(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "search").iterdir())


def test_an_edition_is_added_by_writing_recent_and_the_manifest_only(
    archive: tuple[Path, Path, dict[str, Document]],
) -> None:
    site, state, articles = archive
    (base,) = (site / "search").glob("base-*")
    stamps = {path: path.stat().st_mtime_ns for path in base.rglob("*")}
    update(site, state, put=STOCK[20:22])
    assert {path: path.stat().st_mtime_ns for path in base.rglob("*")} == stamps
    manifest = tiers.one(site / "search", "manifest")
    recent = manifest["tiers"][1]["folder"]
    assert folders(site) == [base.name, "fold.js", "manifest.js", recent]
    assert manifest["tiers"][1]["places"] == [[20, 2]]
    update(site, state, put=STOCK[22:23], removed=[STOCK[21].id])
    assert recent not in folders(site)
    assert len(list(state.glob("*.json"))) == len(list(state.glob("*.sqlite"))) == 1
    kept = articles | {STOCK[place].id: STOCK[place] for place in (20, 22)}
    assert_like_fresh(site, kept, site.parent / "fresh")


def test_folders_may_be_relative(
    archive: tuple[Path, Path, dict[str, Document]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _, _ = archive
    monkeypatch.chdir(site.parent)
    update(Path("site"), Path("state"), put=STOCK[20:21])
    assert len(tiers.one(site / "search", "manifest")["tiers"]) == 2


def test_an_article_that_comes_and_goes_leaves_nothing_behind(archive: tuple[Path, Path, dict[str, Document]]) -> None:
    site, state, _ = archive
    before = {path: path.read_bytes() for path in site.rglob("*.js")}
    update(site, state, put=STOCK[25:26])
    update(site, state, removed=[STOCK[25].id, "unknown"])
    assert {path: path.read_bytes() for path in site.rglob("*.js")} == before


def watch_inversion(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are inverted from now on."""
    inverted: list[str] = []

    def watched(documents: list[Document]) -> Run:
        inverted.extend(document.id for document in documents)
        return Run(documents)

    monkeypatch.setattr(volumes, "Run", watched)
    return inverted


def test_a_merge_inverts_only_articles_of_changed_volumes(
    archive: tuple[Path, Path, dict[str, Document]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, state, articles = archive
    inverted = watch_inversion(monkeypatch)
    last = edited(in_order(articles)[-1], 0)
    new = STOCK[20:29]
    update(site, state, put=[last, *new])
    assert len(tiers.one(site / "search", "manifest")["tiers"]) == 1
    assert {last.id, *(article.id for article in new)} <= set(inverted)
    assert len(inverted) < 10 + 2 * tier.VOLUME_DOCUMENTS["base"]
    assert_like_fresh(site, articles | {article.id: article for article in (last, *new)}, site.parent / "fresh")


@pytest.mark.parametrize("way", ["missing", "truncated", "garbage", "of another version", "without base and runs"])
def test_without_a_usable_state_the_index_is_written_anew(
    archive: tuple[Path, Path, dict[str, Document]], way: str, caplog: pytest.LogCaptureFixture
) -> None:
    site, state, articles = archive
    update(site, state, put=STOCK[20:22])
    articles |= {article.id: article for article in STOCK[20:23]}
    if way == "missing":
        shutil.rmtree(state)
    elif way == "truncated":
        for path in state.glob("*.json"):
            path.write_bytes(path.read_bytes()[:-9])
    elif way == "garbage":
        for path in state.glob("*.sqlite"):
            path.write_bytes(b"\0" * 5000)
    elif way == "without base and runs":
        shutil.rmtree(state / "runs")
        for path in state.glob("*.sqlite"):
            path.unlink()
    with caplog.at_level("INFO"), pytest.MonkeyPatch.context() as patch:
        if way == "of another version":
            patch.setattr("backfile.search.state.maker", lambda: "another")
            patch.setattr(shards, "CHUNK_DOCUMENTS", 3)
        update(site, state, put=STOCK[22:23])
    assert "the index is written anew" in caplog.text
    assert len(tiers.one(site / "search", "manifest")["tiers"]) == 1
    assert_like_fresh(site, articles, site.parent / "fresh")


def test_a_damaged_run_is_made_again(archive: tuple[Path, Path, dict[str, Document]]) -> None:
    site, state, articles = archive
    for path in (state / "runs").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    new = {article.id: article for article in STOCK[20:30]}
    update(site, state, put=new.values())
    assert_like_fresh(site, articles | new, site.parent / "fresh")


def test_begun_again_an_index_has_one_tier_and_inverts_only_what_has_changed(
    archive: tuple[Path, Path, dict[str, Document]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, state, articles = archive
    update(site, state, put=[STOCK[20]])
    articles |= {article.id: article for article in STOCK[20:22]}
    inverted = watch_inversion(monkeypatch)
    begin(in_order(articles), site, state)
    assert len(tiers.one(site / "search", "manifest")["tiers"]) == 1
    assert STOCK[21].id in inverted
    assert len(inverted) <= 2 * tier.VOLUME_DOCUMENTS["base"]
    assert_like_fresh(site, articles, site.parent / "fresh")


@pytest.mark.parametrize("damage", ["no manifest", "an empty manifest", "no texts"])
def test_where_no_index_can_be_read_an_update_says_so(
    archive: tuple[Path, Path, dict[str, Document]], damage: str
) -> None:
    site, state, _ = archive
    if damage == "no texts":
        shutil.rmtree(state)
        for path in (site / "search").glob("*/texts"):
            shutil.rmtree(path)
    else:
        (site / "search/manifest.js").unlink()
        if damage == "an empty manifest":
            (site / "search/manifest.js").write_bytes(shards.script("manifest", "{}"))
    with pytest.raises(ValueError, match="there is no index that can be read"):
        update(site, state, put=[STOCK[20]])


class Killed(BaseException):
    """What a test stops a run with."""


@pytest.mark.parametrize("merge", [False, True])
def test_killed_on_the_way_the_index_is_the_old_or_the_new_one_and_the_next_run_is_right(
    archive: tuple[Path, Path, dict[str, Document]], merge: bool
) -> None:
    """Before the first change of a file, before about every sixth part of them, and before each of the last ten."""
    site, state, articles = archive
    update(site, state, put=STOCK[20:22], removed=[STOCK[0].id])
    del articles[STOCK[0].id]
    old = articles | {article.id: article for article in STOCK[20:22]}
    put = STOCK[22 : 30 if merge else 23]
    new = old | {article.id: article for article in (*put, edited(STOCK[5], 0))}
    writer.write(in_order(old), site.parent / "fresh-old")
    writer.write(in_order(new), site.parent / "fresh-new")
    wanted = [tiers.read(site.parent / name).comparable() for name in ("fresh-old", "fresh-new")]
    for name in ("site", "state"):
        shutil.copytree(site.parent / name, site.parent / f"saved-{name}")
    steps = {"left": 10**9}

    def counting(function: Any) -> Any:
        def stopped(*args: Any, **kwargs: Any) -> Any:
            steps["left"] -= 1
            if steps["left"] < 0:
                raise Killed
            return function(*args, **kwargs)

        return stopped

    with pytest.MonkeyPatch.context() as patch:
        for name in ("write_bytes", "replace", "rename", "unlink", "rmdir"):
            patch.setattr(Path, name, counting(getattr(Path, name)))
        patch.setattr(shutil, "rmtree", counting(shutil.rmtree))
        update(site, state, put=[*put, edited(STOCK[5], 0)])
        moments = 10**9 - steps["left"]
        for moment in sorted({*range(0, moments, max(1, moments // 6)), *range(moments - 10, moments)}):
            steps["left"] = 10**9
            for name in ("site", "state"):
                shutil.rmtree(site.parent / name)
                shutil.copytree(site.parent / f"saved-{name}", site.parent / name)
            steps["left"] = moment
            with pytest.raises(Killed):
                update(site, state, put=[*put, edited(STOCK[5], 0)])
            steps["left"] = 10**9
            assert tiers.read(site).comparable() in wanted
            update(site, state, put=[*put, edited(STOCK[5], 0)])
            assert tiers.read(site).comparable() == wanted[1]
