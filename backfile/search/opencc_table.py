"""Makes `traditional.txt` anew from OpenCC: `python -m backfile.search.opencc_table`.

A tool of developers. OpenCC is a development dependency: archives and readers only ever use the table it made.
"""

from __future__ import annotations

from pathlib import Path

from opencc import OpenCC

from backfile.search.fold import TABLE_FILE

HEADER = """\
# Traditional and variant Chinese characters, each with the simplified character it is searched as.
# Made by `python -m backfile.search.opencc_table`; do not edit.
# Derived from the dictionaries of OpenCC (https://github.com/BYVoid/OpenCC),
# Copyright 2010-2025 Carbo Kuo and contributors, Apache License 2.0.
# Written as <gap to the previous code point, nothing for 1><simplified character>, beginning at U+3400.
"""
IDEOGRAPHS = [chr(code) for first, past in ((0x3400, 0x4DC0), (0x4E00, 0xA000)) for code in range(first, past)]


def _is_encoded(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def table() -> dict[str, str]:
    """Each traditional or variant character with the one it is folded to, in order of code points.

    Kept are the characters of Big5 with those of Hong Kong, and whatever OpenCC makes of the characters of GB 2312
    for Taiwan or Hong Kong: between them, what newspapers print. All forms of a character end at the same one.
    """
    to_simplified = [OpenCC(name).convert for name in ("t2s", "tw2s", "hk2s")]
    to_traditional = [OpenCC(name).convert for name in ("s2t", "s2tw", "s2hk")]
    single: dict[str, str] = {}
    for character in IDEOGRAPHS:
        for convert in to_simplified:
            simplified = convert(character)
            if simplified != character and len(simplified) == 1:
                single[character] = simplified
                break

    def end(character: str) -> str:
        seen: set[str] = set()
        while character in single and character not in seen:
            seen.add(character)
            character = single[character]
        return character

    forms = {
        (convert(character), character)
        for character in IDEOGRAPHS
        if _is_encoded(character, "gb2312")
        for convert in to_traditional
    }
    for traditional, simplified in sorted(forms):
        if end(traditional) == end(simplified):
            continue
        if end(traditional) == traditional:
            single[traditional] = simplified
        else:
            single[simplified] = end(traditional)
    printed = {traditional for traditional, _ in forms}
    return {
        character: end(character)
        for character in IDEOGRAPHS
        if end(character) != character
        and (character in printed or _is_encoded(character, "big5hkscs") or _is_encoded(character, "gb2312"))
    }


def packed(pairs: dict[str, str]) -> str:
    """`pairs` as the file writes them; `fold.unpack` reads it."""
    pieces = []
    code = 0x3400 - 1
    for character, simplified in sorted(pairs.items()):
        gap = ord(character) - code
        code = ord(character)
        pieces.append(f"{'' if gap == 1 else gap}{simplified}")
    return "".join(pieces)


def main() -> None:
    """Write the table to its place in the package."""
    Path(TABLE_FILE).write_text(f"{HEADER}{packed(table())}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
