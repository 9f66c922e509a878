"""What stops a page of figures: each says what was asked for and what to ask instead."""

from __future__ import annotations


class FiguresError(Exception):
    """Base of this room's errors; a page shows the heading, the message and a way back."""

    status = 400
    heading = "We cannot show that"


class NoSuchYearError(FiguresError):
    """A year that is not written in four digits."""

    status = 404
    heading = "There is no such financial year"


class YearNotBegunError(FiguresError):
    """A year that starts after today."""

    status = 404
    heading = "That financial year has not begun"


class AsAtUnreadableError(FiguresError):
    """An as-at day that is not a date."""

    heading = "We could not read the as-at day"


class AsAtInFutureError(FiguresError):
    """An as-at day after today: nobody knows what will be recorded."""

    heading = "The as-at day is in the future"


class AsAtBeforeYearError(FiguresError):
    """An as-at day before the year it asks about began."""

    heading = "The year had not begun on that day"


class NoSuchMeasureError(FiguresError):
    """A measure this release does not know."""

    status = 404
    heading = "There is no such figure"


class NotEnteredByHandError(FiguresError):
    """A figure that is counted from cases: nobody may type one in."""

    heading = "That figure is counted, not entered"
