"""Why a paper or a print run can't be released; each says what to do."""

from __future__ import annotations

from datetime import date


class NoticeError(Exception):
    """Something about a paper must be put right first."""

    status = 409


class NoSuchRunError(NoticeError):
    """There is no such print run."""

    status = 404


class NoSuchPaperError(NoticeError):
    """There is no such paper on this case."""

    status = 404


class NothingToPrintError(NoticeError):
    """No paper waits to be printed."""


class NotAPostingDayError(NoticeError):
    """Papers are posted on a working day, today or later."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day:%A} {day.day} {day:%B %Y} is not a day for posting: choose a working day")


class RunNotOpenError(NoticeError):
    """The run was dispatched or spoiled already."""


class SomebodyElsePrintedError(NoticeError):
    """Two people released the same papers: the first did, nothing of the second is kept."""


class WrongDayError(NoticeError):
    """The papers carry another day than the day they would be posted on, so they may not go."""

    def __init__(self, printed: date, posting: date) -> None:
        super().__init__(
            f"These papers are dated {printed:%d %B %Y} and may only be posted on that day."
            f" Today is {posting:%d %B %Y}: spoil the run and draw it again."
        )


class PaperFaultError(NoticeError):
    """The finished paper lacks something it must have; it was not released."""
