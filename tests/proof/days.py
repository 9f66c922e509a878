"""Days counted as domain/law.md 0.1 says, with nothing of parking.law: the second opinion's own fingers."""

from __future__ import annotations

from datetime import date, timedelta

ONE = timedelta(days=1)
# domain/law.md section 4, England.
HOLIDAYS = {
    date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25),
    date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26),
    date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31), date(2027, 8, 30), date(2027, 12, 27),
    date(2027, 12, 28), date(2028, 1, 3), date(2028, 4, 14), date(2028, 4, 17), date(2028, 5, 1),
    date(2028, 5, 29), date(2028, 8, 28), date(2028, 12, 25), date(2028, 12, 26),
}  # fmt: skip


def last_of_days(start: date, days: int) -> date:
    """N days beginning with a day include it (0.1 item 1)."""
    return start + timedelta(days=days - 1)


def last_of_months(start: date, months: int) -> date:
    """N months beginning with a day end the day before the corresponding date (0.1 item 7)."""
    whole = start.year * 12 + start.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    try:
        return date(year, month, start.day) - ONE
    except ValueError:  # no such date: the last day of the month
        return date(year + month // 12, month % 12 + 1, 1) - ONE


def works(day: date) -> bool:
    """Not a Saturday, a Sunday or a holiday (0.1 item 4)."""
    return day.weekday() < 5 and day not in HOLIDAYS


def working_days_after(day: date, number: int) -> date:
    """The second working day after posting is the day of service (0.1 item 3)."""
    while number:
        day += ONE
        number -= works(day)
    return day


def served(posted: date) -> date:
    """When a notice or a certificate sent first class is taken as served."""
    return working_days_after(posted, 2)


def order_served(sent: date) -> date:
    """An order for recovery is taken as served on the seventh day after sending (0.1 item 5)."""
    return sent + timedelta(days=7)
