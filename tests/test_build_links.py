"""Links between the files of the site."""

from __future__ import annotations

from urllib.parse import quote, unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.build.links import relative

names = st.text(st.characters(blacklist_characters="/?#%&=\\", blacklist_categories=("Cc", "Cs")), min_size=1).filter(
    lambda name: name not in (".", "..")
)
paths = st.lists(names, min_size=1, max_size=5).map("/".join)


@pytest.mark.parametrize(
    ("target", "here", "link"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html", "a/b/c.html", "../../index.html"),
        ("a/b/d.html", "a/b/c.html", "d.html"),
        ("a/b/index.html", "a/c/index.html", "../b/index.html"),
        ("theme/css/site.css", "404.html", "theme/css/site.css"),
        ("search.html?q=年#x", "a/b.html", "../search.html?q=%E5%B9%B4#x"),
        ("a/江 堤.png", "a/b.html", "%E6%B1%9F%20%E5%A0%A4.png"),
    ],
)
def test_a_link_is_relative_and_quoted(target: str, here: str, link: str) -> None:
    assert relative(target, here) == link


@given(paths, paths)
def test_a_browser_finds_the_target_from_wherever_the_site_lies(target: str, here: str) -> None:
    for root in ("https://host.example/", "https://host.example/any/path/"):
        assert unquote(urljoin(root + quote(here), relative(target, here))) == root + target
