"""The maintainer's tasks. The `tasks.py` of an archive's repository is two lines:

from backfile.tasks import repository
namespace = repository(__file__)
"""

from __future__ import annotations

from pathlib import Path

from invoke.collection import Collection

from backfile.tasks.articles import ingest, review, settle
from backfile.tasks.beginning import new
from backfile.tasks.publishing import publish
from backfile.tasks.shared import CONTENT_HELP, OUTPUT_HELP, QUIET_HELP, folder, say, telling
from backfile.tasks.site import build, check, clean, rebuild, serve

__all__ = ["CONTENT_HELP", "OUTPUT_HELP", "QUIET_HELP", "build", "folder", "ingest", "repository", "say", "telling"]


def repository(tasks_file: str | Path) -> Collection:
    """The tasks for the repository in which `tasks_file` lies."""
    collection = Collection(new, ingest, review, settle, build, serve, rebuild, clean, check, publish)
    collection.configure({"root": str(Path(tasks_file).resolve().parent)})
    return collection
