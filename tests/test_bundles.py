"""What readers get of the theme's scripts."""

from __future__ import annotations

import pytest

from tests import bundles


@pytest.mark.parametrize("name", bundles.lists())
def test_a_bundle_is_what_its_scripts_make(name: str) -> None:
    committed = (bundles.BUNDLES / f"{name}.js").read_text(encoding="utf-8")
    assert committed == bundles.bundle(name, bundles.lists()[name]), "run `inv bundles`"


def test_every_script_is_in_a_bundle() -> None:
    bundled = {script for scripts in bundles.lists().values() for script in scripts}
    assert bundled == {path.stem for path in bundles.SCRIPTS.glob("*.js")}
