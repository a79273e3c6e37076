from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import OutputError
from graphkit.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_text_is_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    with write_whole(tmp_path / "a.txt") as stream:
        stream.write("Łódź\n")
    assert (tmp_path / "a.txt").read_bytes() == "Łódź\n".encode()


def test_bytes(tmp_path: Path) -> None:
    with write_whole(tmp_path / "a.bin", binary=True) as stream:
        stream.write(b"\x00\xff")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xff"


def test_nothing_appears_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with write_whole(path) as stream:
        stream.write("half")
        assert not path.exists()
    assert path.exists()


def test_failure_keeps_the_old_file_and_leaves_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(ValueError, match="chr"), write_whole(path) as stream:
        stream.write("new" + chr(1 << 21))
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_permissions_follow_the_umask_and_the_file_replaced(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        with write_whole(tmp_path / "new.txt") as stream:
            stream.write("x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640
    kept = tmp_path / "kept.txt"
    kept.write_text("x")
    kept.chmod(0o600)
    with write_whole(kept) as stream:
        stream.write("y")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with write_whole(tmp_path / "link.txt") as stream:
        stream.write("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "this is a folder"),
        ("missing/a.txt", "folder does not exist"),
        ("file.txt/a.txt", "not a folder"),
        ("x" * 300, "name is too long"),
    ],
)
def test_what_cannot_be_written_is_explained(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "file.txt").write_text("x")
    path = tmp_path / name
    with pytest.raises(OutputError, match=words) as caught, write_whole(path):
        pytest.fail("the block must not run")
    assert str(path) in str(caught.value)


def test_device_is_refused() -> None:
    with pytest.raises(OutputError, match="not a regular file"), write_whole("/dev/null"):
        pytest.fail("the block must not run")


def test_full_disk_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(OutputError, match="disk is full"), write_whole(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(OutputError, match="permission denied"), write_whole(tmp_path / "a.txt"):
        pytest.fail("the block must not run")


def test_other_errors_of_the_block_pass(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), write_whole(tmp_path / "a.txt"):
        raise FileNotFoundError(errno.ENOENT, "some input")
