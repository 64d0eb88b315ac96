"""Pelican's generator of the files that are copied, without copying what the site has already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pelican.generators import StaticGenerator

from backfile.build import part as parts

if TYPE_CHECKING:
    from backfile.build.part import Part


class QuickStaticGenerator(StaticGenerator):
    """Copies the files of an issue that are new or changed: an edited article costs no copy of the scans beside it."""

    def _file_update_required(self, staticfile: Any) -> bool:
        part: Part = self.settings[parts.SETTING]
        return staticfile.save_as not in part.unchanged and bool(super()._file_update_required(staticfile))
