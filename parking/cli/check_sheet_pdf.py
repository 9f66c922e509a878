"""The check sheets of places as one PDF, drawn as every paper of the council is."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pikepdf

from parking.authorities.queries import Council
from parking.cli.problems import Problem
from parking.notices.drawing.flow import TallerThanAPageError
from parking.notices.drawing.fonts import MissingGlyphError
from parking.notices.drawing.letter import draw
from parking.notices.drawing.paper import (
    Block,
    Definitions,
    Form,
    Heading,
    Letterhead,
    ListBlock,
    Paper,
    Signature,
)
from parking.notices.drawing.text import TooNarrowError
from parking.places.check_sheet import DECLARATION, CheckSheet, spoken_day


def write_check_sheets(path: Path, sheets: Iterable[CheckSheet], council: Council, on: date) -> None:
    """Write one PDF with the check sheet of each place after the other."""
    merged = pikepdf.new()
    for sheet in sheets:
        with pikepdf.open(io.BytesIO(_drawn(sheet, council, on))) as one:
            merged.pages.extend(one.pages)
    try:
        merged.save(path)
    except OSError as wrong:
        raise Problem(f"{path} can't be written: {wrong.strerror}.") from wrong


def _drawn(sheet: CheckSheet, council: Council, on: date) -> bytes:
    try:
        return draw(_paper(sheet, council, on)).pdf
    except (MissingGlyphError, TallerThanAPageError, TooNarrowError) as wrong:
        raise Problem(f"The check sheet of {sheet.code} can't be drawn: {wrong}. Use the text.") from wrong


def _paper(sheet: CheckSheet, council: Council, on: date) -> Paper:
    head = council.letterhead(on)
    return Paper(
        kind="check_sheet",
        title=sheet.title,
        reference=sheet.code,
        printed_on=on,
        demonstration=council.is_demonstration,
        letterhead=Letterhead(
            council=head.name,
            department=head.service_name,
            address=head.postal_address,
            phone=head.phone,
            phone_hours=head.phone_hours,
            email=head.email,
            website=head.website,
            brand_colour=head.brand_colour,
        ),
        blocks=(
            *(block for heading, rows in sheet.sections for block in _section(heading, rows)),
            Heading("What is missing"),
            ListBlock(sheet.missing or ("Nothing.",)),
            Form(
                title="To be signed by a manager",
                instruction="Check each line. Strike out and correct what is wrong, and have it put right.",
                rows=(("Place", f"{sheet.name} ({sheet.code})"), ("As held on", spoken_day(on))),
                questions=(Signature(DECLARATION),),
            ),
        ),
    )


def _section(heading: str, rows: tuple[tuple[str, str], ...]) -> tuple[Block, Block]:
    return Heading(heading), Definitions(rows)
