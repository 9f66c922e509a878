"""A workbook to fill in: one sheet for a car park, how to fill it in, and the codes that may be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from parking.law.contraventions import Place
from parking.law.regimes import Law
from parking.places.errors import UnreadableSheetError
from parking.places.sheets.layout import CODES, INSTRUCTIONS, PLACE, TABLES, Field

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FIRST_SHEET = "Car park 1"
_BLANK_ROWS = 12
_WIDTHS = (26, 38, 30, 20, 16, 16, 26, 60)
_STEPS = (
    "Fill in one sheet for each car park. Copy the sheet for the next one; its tab may have any name.",
    "Write in column B, and in the tables under their headings. Leave names and headings as they are.",
    "Lines that start with # are not read, and neither are this sheet and the sheet Codes.",
    "A table ends where the next begins. Empty lines do no harm.",
    "For a night, write two rows: one to 24:00 and one from 00:00.",
    "Write a code as two digits and its suffixes beside it; a row is one code at the hours it applies.",
    "Where the order is only on paper, leave Order document empty. Officers may issue there meanwhile,",
    "but no notice to owner is sent until the order is attached.",
    "Where nobody is sure of the power, write unknown. No PCN can be issued there until it is confirmed.",
    "Then run: parking places import FILE.xlsx --authority CODE --dry-run. It names each cell that is wrong",
    "and changes nothing. Without --dry-run it takes all the sheets in, or none.",
    "Print the check sheet, hold it against the order and the signs on the site, and have it signed.",
)


def write_template(path: Path, law: Law) -> None:
    """Write the workbook; never over a file that is there."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and needed here only

    if path.exists():
        raise UnreadableSheetError(f"{path} is there already. Choose another name.")
    book = Workbook()
    book.remove(book.worksheets[0])
    _instructions(book.create_sheet(INSTRUCTIONS))
    _car_park(book.create_sheet(_FIRST_SHEET))
    _codes(book.create_sheet(CODES), law)
    try:
        book.save(path)
    except OSError as wrong:
        raise UnreadableSheetError(f"{path} can't be written: {wrong.strerror}.") from wrong


def template_rows() -> list[list[str]]:
    """Return the rows of an empty sheet; its hints stand in comments and in column C, which is not read."""
    rows = [[each.title, "", _hint(each)] for each in PLACE]
    for table in TABLES:
        rows += [[], [f"# {table.title}: {table.says}. For example:"]]
        rows += [["# " + " | ".join(each.example or "-" for each in table.fields)]]
        rows += [[table.title], [each.title for each in table.fields]]
        rows += [[] for _ in range(_BLANK_ROWS)]
    return rows


def _hint(each: Field) -> str:
    example = f", such as {each.example}" if each.example else ""
    return f"{each.says}{example}{'' if each.required else ' (may be empty)'}"


def _instructions(sheet: Worksheet) -> None:
    sheet.append(["A sheet for each car park"])
    for step in _STEPS:
        sheet.append([step])
    sheet.column_dimensions["A"].width = 110
    _wrapped(sheet)
    _strong(sheet, 1)


def _car_park(sheet: Worksheet) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    for row in template_rows():
        sheet.append(row)
    for place, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[place]].width = width
    titles = {table.title for table in TABLES}
    for number, line in enumerate(sheet.iter_rows(), start=1):
        first = str(line[0].value or "")
        if first.startswith("#"):
            line[0].font = Font(italic=True, color="666666")
        elif first in titles:
            _strong(sheet, number, number + 1)
    for row_number in range(1, sheet.max_row + 1):
        for letter in "BCDEF":
            # Text, so that 01 stays 01 and 08:00 stays 08:00.
            sheet[f"{letter}{row_number}"].number_format = "@"
        sheet[f"A{row_number}"].number_format = "@"


def _codes(sheet: Worksheet, law: Law) -> None:
    sheet.append(["Code", "Where", "Suffixes", "What it is"])
    for found in law.contraventions.issuable(Place.OFF_STREET, Place.ON_STREET):
        where = "car park" if found.place is Place.OFF_STREET else "street"
        sheet.append([found.code, where, " ".join(found.suffixes), found.description])
    for letter, width in (("A", 8), ("B", 12), ("C", 30), ("D", 110)):
        sheet.column_dimensions[letter].width = width
    _strong(sheet, 1)


def _strong(sheet: Worksheet, *rows: int) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    for number in rows:
        for cell in sheet[number]:
            cell.font = Font(bold=True)


def _wrapped(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    for line in sheet.iter_rows():
        cell: Any = line[0]
        cell.alignment = Alignment(wrap_text=True, vertical="top")
