"""Where rsync copies a site: a folder of this machine, `user@host:folder` over ssh, or a module of a daemon.

The text goes to rsync as one argument, and rsync hands parts of it on: the host to ssh as an argument, the folder to
the shell of the other machine (rsync before 3.2.4). So neither may be taken for an option, and nothing of the folder
may mean anything to a shell.
"""

from __future__ import annotations

import re
from pathlib import Path

from backfile.errors import SettingsError

_HOST = re.compile(r"([\w.+][\w.+-]*@)?([\w.][\w.-]*|\[[0-9A-Fa-f:.]+\])")
_FOLDER = re.compile(r"(?!-)[\w/.,@%+=:~-]*")


def check(to: str, home: Path = Path()) -> str:
    """A target as rsync takes it, with the slash at its end that makes it mean a folder.

    Args:
        to: as the maintainer has written it.
        home: the folder from which a folder of this machine is meant.

    Raises:
        SettingsError: it cannot be meant.
    """
    if not to.strip() or not to.isprintable():
        raise SettingsError(f"{to!r} is no target", remedy="write a folder, or user@host:folder")
    if to.startswith("-"):
        raise SettingsError(
            f"the target {to} would be an option of rsync", remedy="write a folder, or user@host:folder"
        )
    if is_local(to):
        return f"{(home / local(to)).absolute()}/"
    host, folder = _parts(to)
    if not _HOST.fullmatch(host):
        raise SettingsError(f"{host!r} in {to} is no host", remedy="write user@host:folder")
    if not _FOLDER.fullmatch(folder):
        raise SettingsError(
            f"the folder of {to} has characters that a shell could misread",
            remedy="name one of letters, digits and any of / . , @ % + = : ~ _ -",
        )
    return to if to.endswith(("/", ":")) else f"{to}/"


def is_local(to: str) -> bool:
    """Whether a target is a folder of this machine: before its first slash there is no colon, as rsync sees it."""
    return ":" not in to.partition("/")[0]


def local(to: str) -> Path:
    """The folder of this machine that a target names.

    Raises:
        SettingsError: it begins with `~name`, and nobody of that name is known.
    """
    try:
        return Path(to).expanduser()
    except RuntimeError as error:
        raise SettingsError(f"{to}: there is no such home folder", remedy="write the path out") from error


def _parts(to: str) -> tuple[str, str]:
    """Host and folder of a target on another machine."""
    if to.startswith("rsync://"):
        host, _, folder = to.removeprefix("rsync://").partition("/")
        return re.sub(r":\d+$", "", host), folder
    before, bracket, after = to.partition("]:")  # an address of IPv6 has colons of its own
    if bracket and "[" in before:
        return f"{before}]", after
    host, _, folder = to.partition(":")
    return host, folder
