"""A cell is read as people write it, and as spreadsheets keep it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from parking.places.rules import PlaceKind, PowerKind
from parking.places.sheets import cells
from parking.places.sheets.cells import Reader, UnreadableCellError


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (cells.day, "2021-06-01", date(2021, 6, 1)),
        (cells.day, "1 June 2021", date(2021, 6, 1)),
        (cells.day, "01/06/2021", date(2021, 6, 1)),
        (cells.day, datetime(2021, 6, 1), date(2021, 6, 1)),  # noqa: DTZ001 - as a workbook gives it
        (cells.minute, "08:30", 510),
        (cells.minute, "8.30", 510),
        (cells.minute, time(8, 30), 510),
        (cells.minute, "24:00", 1440),
        (cells.minute, timedelta(days=1), 1440),
        (cells.last_minute, "00:00", 1440),
        (cells.last_minute, time(0, 0), 1440),
        (cells.days, "every day", "1234567"),
        (cells.days, "Mon-Sat", "123456"),
        (cells.days, "Monday to Friday", "12345"),
        (cells.days, "Mon, Wed and Sun", "137"),
        (cells.days, "Saturdays, Sundays", "67"),
        (cells.days, 12345.0, "12345"),
        (cells.suffixes, "g, u", "gu"),
        (cells.suffixes, None, ""),
        (cells.contravention_code, 1.0, "01"),
        (cells.contravention_code, "83", "83"),
        (cells.pence, "£1.50", 150),
        (cells.pence, 1.5, 150),
        (cells.pence, "150p", 150),
        (cells.pence, 2, 200),
        (cells.pence, "0", 0),
        (cells.minutes, "120", 120),
        (cells.minutes, "2 hours", 120),
        (cells.yes_or_no, "Yes", True),
        (cells.choice(PlaceKind), "Car Park", PlaceKind.CAR_PARK),
        (cells.choice(PowerKind), "on-street agency", PowerKind.ON_STREET_AGENCY),
        (cells.place_code, "pg", "PG"),
    ],
)
def test_a_cell_is_read(read: Reader, value: object, found: object) -> None:
    assert read(value) == found


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (cells.day, "06/31/2021"),
        (cells.day, "soon"),
        (cells.minute, "25:00"),
        (cells.minute, "8am"),
        (cells.minute, "08:60"),
        (cells.days, "Sat-Mon"),
        (cells.days, "bank holidays"),
        (cells.days, ""),
        (cells.days, "-"),
        (cells.suffixes, "g/u"),
        (cells.contravention_code, "12r4"),
        (cells.pence, "1.505"),
        (cells.pence, "150"),
        (cells.pence, "-1"),
        (cells.minutes, "0"),
        (cells.yes_or_no, "maybe"),
        (cells.choice(PlaceKind), "garage"),
        (cells.place_code, "A PLACE"),
        (cells.text(3), "four"),
    ],
)
def test_what_is_not_readable_is_refused_with_what_to_write(read: Reader, value: object) -> None:
    with pytest.raises(UnreadableCellError, match=r"^[A-Z].*\.$"):
        read(value)
