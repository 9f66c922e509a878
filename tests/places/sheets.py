"""A sheet of a car park that is right, as CSV, and as a workbook."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openpyxl import Workbook

MEMORIAL_GARDENS = """\
Code,MG
Name,Memorial Gardens
Town,Exampleton
Kind,car park
ANPR cameras,no
Order reference,Off-Street Order 2021
Order title,Exampleton (Off-Street Parking Places) Order 2021
Order in force from,1 June 2021
Order document,

Powers
Power,Standing,From,Until,In the name of,Why it ended
section 35,confirmed,2021-06-01,,Exampleton District Council,

Restrictions
Code,Suffixes,Article,Days,From,To,Longest stay,Exemptions
83,4,article 4(1),Mon-Sat,08:00,18:00,,
82,p u,article 4(2),Mon-Sat,08:00,18:00,,Blue Badge holders
80,,article 5,every day,00:00,24:00,120,

Tariff
Minutes,Price,Days
60,£1.50,Mon-Sat
120,3.00,Mon-Sat
"""


def changed(*changes: tuple[str, str]) -> str:
    """Return the sheet with parts of it replaced; each part must be there."""
    text = MEMORIAL_GARDENS
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


def as_csv(folder: Path, text: str) -> Path:
    """Write a sheet as CSV."""
    path = folder / "place.csv"
    path.write_text(text)
    return path


def as_workbook(folder: Path, **sheets: str) -> Path:
    """Write sheets as a workbook, one a tab."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        tab = book.create_sheet(name)
        for row in csv.reader(io.StringIO(text)):
            tab.append(row)
    path = folder / "places.xlsx"
    book.save(path)
    return path
