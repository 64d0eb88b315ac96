"""Checks the articles of an archive: each can be read, each id stands once, and how many a person should look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.check import Fault
from backfile.errors import BackfileError
from backfile.markdown import issue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLES = "*/[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/*.md"


@dataclass(slots=True)
class Report:
    """What a check of the articles found; `waiting` counts those with a doubt that a person has not settled yet."""

    faults: list[Fault] = field(default_factory=list)
    articles: int = 0
    waiting: int = 0


def check(content: Path, progress: Callable[[int, int], None] | None = None) -> Report:
    """Check every article of a content folder.

    Args:
        content: the folder with one folder for each newspaper.
        progress: told after each file how many of how many are done.

    Raises:
        BackfileError: there is no such folder.
    """
    if not content.is_dir():
        raise BackfileError(
            "there is no such folder", source=str(content), remedy="add pages with `inv ingest`, or name it: --content"
        )
    report = Report()
    first: dict[str, str] = {}
    paths = sorted(path for path in content.glob(ARTICLES) if path.name != issue.FILE_NAME)
    for number, path in enumerate(paths, start=1):
        name = path.relative_to(content).as_posix()
        try:
            entry = markdown.read(path.read_text(encoding="utf-8-sig"), name)
        except BackfileError as error:
            reason = f"{error.reason} ({error.remedy})" if error.remedy else error.reason
            report.faults.append(Fault(name, error.line or 0, reason))
        except (OSError, UnicodeDecodeError):
            report.faults.append(Fault(name, 0, "it cannot be read as UTF-8 text (save it as UTF-8)"))
        else:
            report.articles += 1
            if first.setdefault(entry.id, name) != name:
                report.faults.append(Fault(name, 0, f"its id {entry.id} is also that of {first[entry.id]}"))
            report.waiting += bool(entry.article.review)
        if progress:
            progress(number, len(paths))
    return report
