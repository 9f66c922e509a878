"""Why the back office can't do a thing; each says what to do instead."""

from __future__ import annotations

from parking.web.errors import Words


class DeskError(Exception):
    """Something stands in the way of what was asked at the desk."""

    status = 409


class NoSuchHoldError(DeskError):
    """This case has no such hold: it may have been released a moment ago."""

    status = 404


class NotForYouToReleaseError(DeskError):
    """Somebody else, or the end of what caused it, releases this hold."""

    status = 403


class OrderStillMissingError(DeskError):
    """The order behind this PCN has no document yet, so the hold stays."""

    words = Words(
        "The order is still missing",
        ("Attach the text of the order to its place first.", "Then release this hold."),
    )


class FileGoneError(DeskError):
    """The file was erased, or has been lost: its history still says that it was."""

    status = 410
    words = Words(
        "This file is no longer kept",
        (
            "It was erased, or it has been lost. The timeline still says that it was there.",
            "If it should be here, tell the person who looks after this system.",
        ),
    )


class FileNotTrustedError(DeskError):
    """The file's bytes no longer match its hash, so it is not shown."""

    words = Words(
        "This file has been changed",
        (
            "It no longer matches the hash it was kept under, so we do not show it.",
            "Do not use it as evidence. Tell the person who looks after this system.",
        ),
    )


class NoSuchSuspensionError(DeskError):
    """There is no such suspension at this place."""

    status = 404
