"""Archives: the files in them as those of a folder, and nothing that an archive can do to whoever reads it."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import stat
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import Item, Notice, read_inputs, unpacking

if sys.version_info >= (3, 14):
    from compression.zstd import compress as zstd
else:
    from backports.zstd import compress as zstd

FILES = {"b.txt": "Orla met Tam.", "march/a.md": "# Talks\n\nTam left.\n"}


def zipped(files: dict[str, str | bytes], **options: Any) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(files: dict[str, str | bytes], *others: tarfile.TarInfo) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for info in others:
            archive.addfile(info)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


PACKERS: dict[str, Callable[[dict[str, str | bytes]], bytes]] = {
    ".zip": zipped,
    ".tar": tarred,
    ".tar.gz": lambda files: gzip.compress(tarred(files)),
    ".tgz": lambda files: gzip.compress(tarred(files)),
    ".tar.bz2": lambda files: bz2.compress(tarred(files)),
    ".tar.xz": lambda files: lzma.compress(tarred(files)),
    ".tar.zst": lambda files: zstd(tarred(files)),
}
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd,
}  # fmt: skip


def read(path: Path, data: bytes, **options: Any) -> list[Item]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return list(read_inputs([path], **options))


def found(items: list[Item]) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in items if isinstance(item, Document)]


def errors(items: list[Item]) -> list[str]:
    return [str(item) for item in items if isinstance(item, InputError)]


@pytest.mark.parametrize("ending", PACKERS)
def test_files_in_an_archive_are_read_as_those_of_a_folder(tmp_path: Path, ending: str) -> None:
    items = read(tmp_path / f"news{ending}", PACKERS[ending]({**FILES}))
    assert found(items) == [("b", "Orla met Tam."), ("a", "Talks\n\nTam left.\n")]
    assert len(items) == 2


def test_ids_by_path_count_the_archive_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "news.zip").write_bytes(zipped({**FILES}))
    assert [ident for ident, _ in found(list(read_inputs([tmp_path], id_from="path")))] == [
        "x/news.zip/b.txt", "x/news.zip/march/a.md",
    ]  # fmt: skip


def test_ids_by_path_take_no_notice_of_how_a_file_is_packed(tmp_path: Path) -> None:
    items = read(tmp_path / "x" / "a.txt.gz", gzip.compress(b"Orla met Tam."))
    items += read(tmp_path / "x" / "b.tar.gz", gzip.compress(tarred({"c.txt": "Bye."})))
    items = list(read_inputs([tmp_path], id_from="path"))
    assert [ident for ident, _ in found(items)] == ["x/a.txt.gz", "x/b.tar.gz/c.txt"]


@pytest.mark.parametrize("ending", COMPRESSORS)
def test_a_packed_file_is_read_by_the_ending_below(tmp_path: Path, ending: str) -> None:
    lines = "".join(json.dumps({"text": f"Orla met Tam {n}."}) + "\n" for n in range(3000))
    items = read(tmp_path / f"news.jsonl{ending}", COMPRESSORS[ending](lines.encode()))
    assert found(items)[2999] == ("news:3000", "Orla met Tam 2999.")
    assert found(read(tmp_path / f"a.TXT{ending.upper()}", COMPRESSORS[ending](b"Bye."))) == [("a", "Bye.")]


def test_a_packed_file_that_tells_no_format(tmp_path: Path) -> None:
    (error,) = errors(read(tmp_path / "news.gz", gzip.compress(b"Orla met Tam.")))
    assert "is a gzip file, and what is in it has no ending" in error


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = zipped({"a.txt.gz": gzip.compress(b"Orla met Tam."), "none.png": b"\x89PNG"})
    items = read(tmp_path / "outer.tar.gz", gzip.compress(tarred({"inner.zip": inner, "b.txt": "Bye."})))
    assert found(items) == [("a", "Orla met Tam."), ("b", "Bye.")]
    assert [(item.source, item.count) for item in items if isinstance(item, Notice)] == [
        (f"{tmp_path / 'outer.tar.gz'}/inner.zip", 1)
    ]


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("ending", COMPRESSORS)
def test_packed_files_in_archives_of_every_kind(tmp_path: Path, pack: str, ending: str) -> None:
    items = read(tmp_path / f"a{pack}", PACKERS[pack]({f"a.txt{ending}": COMPRESSORS[ending](b"Orla met Tam.")}))
    assert (found(items), errors(items)) == ([("a", "Orla met Tam.")], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("ending", COMPRESSORS)
def test_a_packed_file_from_a_pipe(tmp_path: Path, ending: str) -> None:
    pipe = tmp_path / f"a.txt{ending}"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(COMPRESSORS[ending](b"Orla met Tam."),))
    writer.start()
    items = list(read_inputs([pipe]))
    writer.join()
    assert (found(items), errors(items)) == ([("a", "Orla met Tam.")], [])


def test_hidden_files_links_and_devices_are_left_out_and_others_told(tmp_path: Path) -> None:
    hidden = {".DS_Store": "x", "__MACOSX/._a.txt": "x", ".git/a.txt": "x", "picture.png": "x", "table.none": "x"}
    items = read(tmp_path / "a.zip", zipped({**FILES, **hidden}))
    assert len(found(items)) == 2
    assert [(item.kind, item.count) for item in items if isinstance(item, Notice)] == [("skipped", 2)]
    others = []
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        info = tarfile.TarInfo(f"{kind.decode()}.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        others.append(info)
    items = read(tmp_path / "a.tar", tarred({**FILES}, *others))
    assert (len(found(items)), len(items)) == (2, 2)


def test_a_link_in_a_zip_archive_is_no_file(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", "Orla met Tam.")
    assert found(read(tmp_path / "a.zip", file.getvalue())) == [("a", "Orla met Tam.")]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_outside_only_name(tmp_path: Path, pack: Callable[[dict[str, str | bytes]], bytes]) -> None:
    files: dict[str, str | bytes] = {"../../up.txt": "Orla met Tam.", "/root.txt": "Bye."}
    folder = tmp_path / "in" / "here"
    name = "a.zip" if pack is zipped else "a.tar"
    items = read(folder / name, pack(files), id_from="path")
    assert [ident.partition(f"/{name}/")[2] for ident, _ in found(items)] == ["up.txt", "root.txt"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / name]


def test_a_broken_member_does_not_stop_the_others(tmp_path: Path) -> None:
    items = read(tmp_path / "a.zip", zipped({"a.docx": b"x", "b.txt": "Orla met Tam.", "c.txt": ""}))
    assert found(items) == [("b", "Orla met Tam.")]
    assert [error.partition(": ")[0].rpartition("/")[2] for error in errors(items)] == ["a.docx", "c.txt"]


def encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": "Orla met Tam."}))
    directory = data.rindex(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(zipped({"a.txt": "Orla met Tam. " * 9}))
    data[40] ^= 0xFF
    return bytes(data)


def long_header() -> bytes:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 34
    return info.tobuf()


PACKED = gzip.compress(b"Orla met Tam. " * 9000)
BROKEN = {
    "empty.zip": (b"", "can't be read as a zip archive"),
    "byte.zip": (b"P", "can't be read as a zip archive"),
    "cut.zip": (zipped({**FILES})[:-9], "can't be read as a zip archive"),
    "none.zip": (zipped({}), "holds no file with a known ending"),
    "other.zip": (zipped({"a.png": b"x"}), "holds no file with a known ending"),
    "locked.zip": (encrypted(), "holds 1 encrypted file; unpack it with its password"),
    "damaged.zip": (damaged(), "can't be read as a file of a zip archive"),
    "empty.tar": (b"", "can't be read as a tar archive"),
    "byte.tar": (b"x", "can't be read as a tar archive"),
    "cut.tar": (tarred({**FILES})[:520], "can't be read as a tar archive"),
    "header.tar": (long_header(), "can't be read as a tar archive"),
    "none.tar": (tarred({}), "holds no file with a known ending"),
    "empty.txt.gz": (b"", "is empty"),
    "byte.txt.gz": (b"x", "can't be read as a gzip file"),
    "cut.txt.gz": (PACKED[:-40], "can't be read as a gzip file"),
    "cut.txt.xz": (lzma.compress(PACKED)[:-40], "can't be read as an xz file"),
    "cut.txt.bz2": (bz2.compress(PACKED)[:-40], "can't be read as a bzip2 file"),
    "byte.txt.zst": (b"x" * 9, "can't be read as a Zstandard file"),
    "cut.txt.zst": (zstd(PACKED)[:-40], "can't be read as a Zstandard file"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_archives_are_errors_that_say_so(tmp_path: Path, name: str) -> None:
    data, reason = BROKEN[name]
    items = read(tmp_path / name, data)
    assert reason in errors(items)[0]
    assert not found(items)


def test_what_comes_before_the_damage_is_read(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"Orla met Tam {n * n}."}) + "\n" for n in range(9000))
    items = read(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode())[:-9])
    assert 0 < len(found(items)) < 9001
    assert len(errors(items)) == 1
    cut = tarred({"a.txt": "Orla met Tam.", "b.txt": "x" * 5000})[:2200]
    items = read(tmp_path / "a.tar", cut)
    assert found(items) == [("a", "Orla met Tam.")]
    assert len(errors(items)) == 1


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can reach."""
    monkeypatch.setattr(unpacking, "LIMITS", unpacking.Limits(free=1 << 20, members=20))


ZEROS = b" " * (1 << 20)
BOMBS = {
    "one.txt.gz": gzip.compress(ZEROS * 2),
    "one.jsonl.zst": zstd(ZEROS * 2),
    "many.zip": zipped({f"{n}.txt": ZEROS for n in range(9)}),
    "nested.zip": zipped({f"{n}.zip": zipped({"a.txt": ZEROS}) for n in range(9)}),
    "tar.tgz": gzip.compress(tarred({f"{n}.txt": ZEROS for n in range(9)})),
    "unread.tgz": gzip.compress(tarred({f"{n}.png": ZEROS for n in range(9)})),
}


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_one_error(tmp_path: Path, name: str) -> None:
    items = read(tmp_path / name, BOMBS[name])
    told = [error for error in errors(items) if "unpacks to over 1 MB" in error]
    assert len(told) == 1
    assert told[0].startswith(str(tmp_path / name))


@pytest.mark.usefixtures("narrow")
def test_more_members_than_anyone_has(tmp_path: Path) -> None:
    items = read(tmp_path / "a.zip", zipped({f"{n}.txt": f"Orla met {n}." for n in range(30)}))
    assert (len(found(items)), ["holds more than 20 files" in error for error in errors(items)]) == (20, [True])


def test_archives_too_deep_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = zipped({"a.txt": "Orla met Tam."})
    for _ in range(9):
        data = zipped({"in.zip": data, "b.txt": "Bye."})
    items = read(tmp_path / "a.zip", data)
    assert [text for _, text in found(items)] == ["Bye."]
    assert ["lies 6 archives deep" in error for error in errors(items)] == [True]


def test_an_archive_that_holds_itself_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Russ Cox's r.zip does; here a member's bytes are those of its archive, whatever they are."""
    data = zipped({"in.zip": b"x", "a.txt": "Orla met Tam."})

    def opened(_archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> io.BytesIO:
        return io.BytesIO(data if info.filename == "in.zip" else b"Hi.")

    monkeypatch.setattr(zipfile.ZipFile, "open", opened)
    items = read(tmp_path / "a.zip", data)
    assert [text for _, text in found(items)] == ["Hi."]
    assert ["archives deep" in error for error in errors(items)] == [True]
