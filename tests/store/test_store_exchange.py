"""An exchange of files: sent once, read once, the same in a folder and in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from parking.store.exchange.folder import FolderExchange
from parking.store.exchange.memory import MemoryExchange
from parking.store.exchange.post import SentDifferentlyError, UnsafeNameError

Both = FolderExchange | MemoryExchange


@pytest.fixture(params=["folder", "memory"])
def exchange(request: pytest.FixtureRequest, tmp_path: Path) -> Both:
    return FolderExchange(tmp_path) if request.param == "folder" else MemoryExchange()


def test_a_file_is_sent_once(exchange: Both) -> None:
    assert exchange.put("one.txt", b"hello", {"A": 5, "B": 6}) is True
    assert [f.content for f in exchange.take()] == [b"hello"]

    assert exchange.put("one.txt", b"hello", {"A": 5, "B": 6}) is False
    assert exchange.take() == ()


def test_a_lost_file_is_sent_again_only_when_somebody_says_so(exchange: Both) -> None:
    exchange.put("one.txt", b"hello", {})
    exchange.take()
    assert exchange.put("one.txt", b"hello", {}, again=True) is True
    assert [f.name for f in exchange.take()] == ["one.txt"]


@pytest.mark.parametrize("again", [False, True])
def test_other_content_under_the_same_name_is_refused(exchange: Both, again: bool) -> None:
    exchange.put("one.txt", b"hello", {})
    with pytest.raises(SentDifferentlyError):
        exchange.put("one.txt", b"goodbye", {}, again=again)


def test_what_was_sent_is_remembered_after_it_is_taken(exchange: Both) -> None:
    exchange.put("one.txt", b"hello", {"A": 5, "B": 6})
    exchange.take()
    sent = exchange.sent("one.txt")
    assert sent is not None
    assert sent.pence == 11
    assert exchange.ever_sent(["A", "C"]) == {"A"}
    assert exchange.sent("two.txt") is None


def test_a_file_comes_again_until_it_is_put_away(exchange: Both) -> None:
    exchange.deliver("reply.txt", b"yes")
    first, second = exchange.waiting(), exchange.waiting()
    assert first == second
    exchange.put_away([file.receipt for file in first])
    assert exchange.waiting() == ()


def test_the_same_bytes_under_another_name_are_not_read_again(exchange: Both) -> None:
    exchange.deliver("reply.txt", b"yes")
    exchange.put_away([file.receipt for file in exchange.waiting()])
    exchange.deliver("reply-again.txt", b"yes")
    assert exchange.waiting() == ()


def test_two_copies_waiting_together_are_read_as_one(exchange: Both) -> None:
    exchange.deliver("a.txt", b"yes")
    exchange.deliver("b.txt", b"yes")
    assert [file.name for file in exchange.waiting()] == ["a.txt"]


def test_a_newer_file_that_took_the_name_is_still_read(exchange: Both) -> None:
    exchange.deliver("reply.txt", b"old")
    old = exchange.waiting()
    exchange.deliver("reply.txt", b"new")
    exchange.put_away([file.receipt for file in old])
    assert [file.content for file in exchange.waiting()] == [b"new"]


def test_a_half_written_file_is_left_alone(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path)
    exchange.deliver("whole.txt", b"yes")
    (tmp_path / "in" / "half.txt.part").write_bytes(b"ye")
    (tmp_path / "in" / ".hidden").write_bytes(b"")
    assert [file.name for file in exchange.waiting()] == ["whole.txt"]


@pytest.mark.parametrize("name", ["../up.txt", "a/b.txt", "", ".hidden", "a b"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafeNameError):
        FolderExchange(tmp_path).put(name, b"", {})


def test_a_machine_that_stopped_before_it_remembered_sends_the_file_again(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path)
    exchange.put("one.txt", b"hello", {})
    (tmp_path / "sent" / "one.txt.json").unlink()  # as if it stopped between the two writes
    assert exchange.put("one.txt", b"hello", {}) is True
    assert [file.name for file in exchange.take()] == ["one.txt"]
