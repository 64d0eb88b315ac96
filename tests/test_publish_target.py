"""Where a site is published and how, as the settings and `--to` say it: what cannot be meant is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.errors import BackfileError
from backfile.publish import Publishing, check_target, load

HERE = Path("/home/me/archive")


@pytest.mark.parametrize(
    ("to", "taken"),
    [
        ("user@host:/var/www/archive", "user@host:/var/www/archive/"),
        ("host:archive/", "host:archive/"),
        ("host:", "host:"),
        ("host:~/报纸", "host:~/报纸/"),
        ("user@[2001:db8::1]:/srv", "user@[2001:db8::1]:/srv/"),
        ("host::module/archive", "host::module/archive/"),
        ("rsync://host:8873/module", "rsync://host:8873/module/"),
        ("/srv/www; ls", "/srv/www; ls/"),
        ("../www", "/home/me/archive/../www/"),
        ("./host:x", "/home/me/archive/host:x/"),
    ],
)
def test_a_target_is_a_folder_here_or_on_another_machine(to: str, taken: str) -> None:
    assert check_target(to, HERE) == taken


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("", "is no target"),
        (" ", "is no target"),
        ("host:/a\n-e sh", "is no target"),
        ("-e sh:x", "would be an option"),
        ("--rsh=touch hacked", "would be an option"),
        ("user@-oProxyCommand=x:/y", "is no host"),
        ("-oProxyCommand=x@host:/y", "would be an option"),
        ("rsync://-host/module", "is no host"),
        ("a host:/x", "is no host"),
        ("host:/a;touch b", "a shell could misread"),
        ("host:$(touch b)", "a shell could misread"),
        ("host:`touch b`", "a shell could misread"),
        ("host:/with space", "a shell could misread"),
        ("host:-x", "a shell could misread"),
        ("user@[2001:db8::1]:/a|b", "a shell could misread"),
        ("~nobody-of-this-name/x", "no such home folder"),
    ],
)
def test_a_target_that_ssh_rsync_or_a_shell_could_misread_is_refused(to: str, reason: str) -> None:
    with pytest.raises(BackfileError, match=reason):
        check_target(to)


def test_the_settings_say_where_and_how(tmp_path: Path) -> None:
    path = tmp_path / "pelicanconf.py"
    path.write_text("", encoding="utf-8")
    assert load(path) == Publishing()
    path.write_text('PUBLISH_TO = "www"\nPUBLISH_COMPRESSED = ["br", "gz"]\n', encoding="utf-8")
    assert load(path) == Publishing(to=f"{tmp_path}/www/", compressed=("gz", "br"))
    path.write_text('PUBLISH_COMMAND = ["rclone", "sync", "{site}", "my:site"]\n', encoding="utf-8")
    assert load(path) == Publishing(command=("rclone", "sync", "{site}", "my:site"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("PUBLISH_TO = 1", "PUBLISH_TO is 1 .write it as text"),
        ("PUBLISH_TO = '-x'", "would be an option"),
        ("PUBLISH_COMMAND = 'rclone sync'", "PUBLISH_COMMAND is 'rclone sync' .write a list of words"),
        ("PUBLISH_COMMAND = ['rclone', 1]", "PUBLISH_COMMAND is"),
        ("PUBLISH_COMPRESSED = 'gz'", "PUBLISH_COMPRESSED is 'gz' .write a list of gz and br"),
        ("PUBLISH_COMPRESSED = ['zip']", "there is no compression 'zip'"),
        ("PUBLISH_TO, PUBLISH_COMMAND = 'www', ['rclone']", "there are both PUBLISH_TO and PUBLISH_COMMAND"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_told_with_its_file(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "pelicanconf.py"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BackfileError, match=rf"{path}: .*{reason}"):
        load(path)
