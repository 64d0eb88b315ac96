"""Taking pages and articles into the archive: files in, Markdown out, nothing lost or half written."""

from backfile.ingest.batch import ingest
from backfile.ingest.report import Progress, Report, Step

__all__ = ["Progress", "Report", "Step", "ingest"]
