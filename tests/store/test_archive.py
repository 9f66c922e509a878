"""An archive is whole or it is not there, and a changed byte anywhere is found."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from parking.store.archive import ArchiveError, DamagedArchiveError, opened, written


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of two small members."""
    path = tmp_path / "small.tar"
    with written(path) as writer:
        writer.add("database", b"rows and rows")
        writer.add("files/a", b"x" * 700)
        writer.close({"engine": "sqlite"})
    return path


def test_any_tar_can_open_it(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        assert tar.getnames() == ["database", "files/a", "manifest.json", "seal.sha256"]


def test_what_was_written_is_read_back(archive: Path, tmp_path: Path) -> None:
    back = opened(archive)
    assert back.manifest["engine"] == "sqlite"
    assert back.names("files/") == ["files/a"]
    back.copy_out("database", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"rows and rows"


def test_a_changed_byte_anywhere_is_found(archive: Path) -> None:
    whole = archive.read_bytes()
    damaged = archive.with_name("damaged.tar")
    for place in range(0, len(whole), 11):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DamagedArchiveError):
            opened(damaged)


@pytest.mark.parametrize("left", [0, 1, 511, 512, 3000])
def test_a_cut_archive_is_refused(archive: Path, left: int) -> None:
    archive.write_bytes(archive.read_bytes()[:left])
    with pytest.raises(DamagedArchiveError):
        opened(archive)


def test_an_archive_with_something_after_it_is_refused(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes() + b"\0" * 512)
    with pytest.raises(DamagedArchiveError):
        opened(archive)


def test_one_that_is_there_is_never_written_over(archive: Path) -> None:
    with pytest.raises(ArchiveError, match="there already"), written(archive):
        pass


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="No such file"), written(tmp_path / "half.tar") as writer:
        writer.add_file("database", tmp_path / "no such file")
    assert list(tmp_path.iterdir()) == []


def test_two_at_once_to_one_name_are_refused(tmp_path: Path) -> None:
    with written(tmp_path / "one.tar") as writer:
        with pytest.raises(ArchiveError, match="Another backup"), written(tmp_path / "one.tar"):
            pass
        writer.close({})
    assert opened(tmp_path / "one.tar").manifest["members"] == {}


def test_a_killed_backup_leaves_no_half_file_under_its_name(tmp_path: Path) -> None:
    target = tmp_path / "killed.tar"
    started = (
        "import sys, time; from pathlib import Path; from parking.store.archive import written\n"
        f"with written(Path({str(target)!r})) as writer:\n"
        "    writer.add('database', b'x' * 5_000_000); print('half', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", started], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        os.kill(running.pid, signal.SIGKILL)
    assert not target.exists()
    with written(target) as writer:
        writer.add("database", b"rows")
        writer.close({})
    assert [path.name for path in tmp_path.iterdir()] == ["killed.tar"]
    opened(target)
