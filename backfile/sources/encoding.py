"""Bytes of an input file to its text: UTF-8, UTF-16 and GB18030, with or without a byte-order mark.

Nothing is guessed at the cost of the text: what none of the three explains, or what explains itself as another
kind of file, is refused with the place where it stops being text.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from backfile.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of one file. A dump of a page has some 10 KB, a saved article at most a few MB."""

LINE_LIMIT = 100_000
"""Characters of one line of page text. A whole printed page has about 10,000; a longer line is no page's text."""

MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (as .docx, .epub and .xlsx are)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "a database"),
)
MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

PAGE_LIMIT = 2_000_000
"""Characters of the text of one page: a hundred times the fullest broadsheet, ten seconds of segmenting."""

HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
LIKELY = re.compile(f"[\t\n\r\x20-\x7e{HAN}\u2010-\u2027\u00b7\u00a0\u2460-\u24ff\u25a0-\u25ff]")
PUNCTUATION = re.compile(r"[\s，。、：；！？,.]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LONELY = re.compile(f"[\ue000-\uf8ff]|(?<![{HAN}‘-”—…·])[\u3400-\u9fff](?![{HAN}‘-”—…·])")
SAMPLE = 20_000

SAVE_AS_TEXT = "save it as UTF-8 text"


def read_text(path: Path, source: str) -> str:
    """The text of a file of page text, without byte-order mark, its lines ended by `\\n`.

    Raises:
        SourceError: it cannot be read, or is no text in one of the three encodings, or has a line of more than
            `LINE_LIMIT` or altogether more than `PAGE_LIMIT` characters.
    """
    text = decode(read_bytes(path, source), source)
    for number, line in enumerate(text.split("\n") if len(text) > LINE_LIMIT else (), 1):
        if len(line) > LINE_LIMIT:
            raise SourceError(
                f"the line has {len(line):,} characters, more than a printed page",
                source=source,
                line=number,
                remedy=f"break it into lines or paragraphs of at most {LINE_LIMIT:,} characters",
            )
    if len(text) > PAGE_LIMIT:
        raise SourceError(
            f"{len(text):,} characters are no printed page", source=source, remedy="give one file for each page"
        )
    return text


def read_bytes(path: Path, source: str) -> bytes:
    """The bytes of a file within the size limit.

    Raises:
        SourceError: it is no plain file, cannot be read, or is larger than `SIZE_LIMIT`.
    """
    if not path.is_file():
        gone = "there is no such file" if not path.exists() else "this is not a plain file"
        raise SourceError(gone, source=source, remedy="name a text or HTML file, or a folder of them")
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror or error}", source=source, remedy="check who may read the file"
        ) from error
    if len(data) > SIZE_LIMIT:
        raise SourceError(
            f"larger than {SIZE_LIMIT // 2**20} MB", source=source, remedy="give one file for each page or article"
        )
    return data


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of some bytes, without byte-order mark, its lines ended by `\\n`.

    Args:
        data: the file's content.
        source: the file's name, for messages.
        declared: the character set that the file itself declares (HTML); tried after the marks and UTF-8.

    Raises:
        SourceError: empty, another kind of file, or in none of the encodings; it names the line and the byte.
    """
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise SourceError(f"this is {kind}, no text", source=source, remedy=SAVE_AS_TEXT)
    text = _decoded(data, source, declared).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise SourceError("empty", source=source, remedy="put the text into it, or take the file away")
    if found := CONTROLS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise SourceError(
            f"binary data: a byte {ord(found[0]):#04x} in the text", source=source, line=line, remedy=SAVE_AS_TEXT
        )
    return text


def encoding_of(sample: bytes, source: str) -> str:
    """The encoding of a file that is too large to be decoded at once: a name that Python knows.

    Args:
        sample: its beginning, or a later piece if all before it is ASCII; it may end inside a character.
        source: the file's name, for messages.

    Raises:
        SourceError: another kind of file, or in none of the encodings.
    """
    for magic, kind in MAGIC:
        if sample.startswith(magic):
            raise SourceError(f"this is {kind}, no text", source=source, remedy=SAVE_AS_TEXT)
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\0" in sample:
        even = sample[: len(sample) // 2 * 2]
        for encoding in ("utf-16-le", "utf-16-be"):
            if _unmarked_utf16(even, encoding):
                return encoding
    text = sample.decode("utf-8", "replace")
    # A damaged record among thousands does not make a file one of another encoding.
    if 10 * text.count("\ufffd") <= sum(character > "\x7f" for character in text):
        return "utf-8"
    decoder = codecs.getincrementaldecoder("gb18030")("replace")
    text = decoder.decode(sample)[:SAMPLE]
    foreign = sum(character > "\x7f" for character in text)
    if 5 * (len(LONELY.findall(text)) + text.count("\ufffd")) > foreign:
        raise SourceError("neither UTF-8, UTF-16 nor GB18030", source=source, remedy=SAVE_AS_TEXT)
    return "gb18030"


def _decoded(data: bytes, source: str, declared: str | None) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, source, skipped=len(mark))
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            utf8_error = error
    else:
        utf8_error = None
    for encoding in ("utf-16-le", "utf-16-be"):
        if text := _unmarked_utf16(data, encoding):
            return text
    if utf8_error is None:
        return data.decode("utf-8", "replace")  # refused by its controls, with their place
    if declared and (text := _as_declared(data, declared)):
        return text
    text = _strictly(data, "gb18030", source)
    sample = text[:SAMPLE]
    foreign = sum(character > "\x7f" for character in sample)
    if 5 * len(LONELY.findall(sample)) > foreign:
        raise _undecodable(data, utf8_error.start, source)
    return text


def _strictly(data: bytes, encoding: str, source: str, skipped: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error.start, source, skipped) from error


def _undecodable(data: bytes, position: int, source: str, skipped: int = 0) -> SourceError:
    return SourceError(
        f"neither UTF-8, UTF-16 nor GB18030 from byte {position + skipped + 1} on",
        source=source,
        line=data.count(b"\n", 0, position) + 1,
        remedy="find out its encoding and " + SAVE_AS_TEXT,
    )


def _unmarked_utf16(data: bytes, encoding: str) -> str | None:
    """The text if nearly all of it is what a newspaper prints: GB18030 read so is Korean or private, never divided."""
    if len(data) % 2:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:SAMPLE]
    likely = 10 * len(LIKELY.findall(sample)) >= 9 * len(sample) and PUNCTUATION.search(sample)
    return text if likely else None


def _as_declared(data: bytes, declared: str) -> str | None:
    encoding = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}.get(declared.lower(), declared)
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
