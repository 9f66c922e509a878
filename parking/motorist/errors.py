"""Why a member of the public is not shown what they asked for."""

from __future__ import annotations

from parking.web.errors import Words


class NotOpenedError(Exception):
    """This browser has not given the number and mark of this notice, or did so too long ago."""

    status = 404


class TooManyTriesError(Exception):
    """Too many look-ups with this number, or with this mark, have failed lately."""

    status = 429

    def __init__(self, minutes: int) -> None:
        super().__init__("too many look-ups have failed")
        self.retry_after = minutes * 60
        self.words = Words(
            f"Wait {minutes} minutes, then try again",
            (
                "There were too many tries with this number or this registration mark that did not match.",
                "We stop for a while to protect everybody's details. Nothing about your notice has changed.",
                "A new notice may take some hours to appear here. Keep it: what is printed on it counts.",
            ),
        )
