"""Taking pages and articles into the archive: files in, Markdown out, nothing lost or half written."""

from backfile.ingest.batch import Progress, Report, ingest

__all__ = ["Progress", "Report", "ingest"]
