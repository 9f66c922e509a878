"""The layout of a sheet: what stands in it, in what order, and what each cell should hold."""

from __future__ import annotations

from dataclasses import dataclass

from parking.places.rules import PlaceKind, PowerKind, PowerStanding
from parking.places.sheets import cells
from parking.places.sheets.cells import Reader

COMMENT = "#"
INSTRUCTIONS = "How to fill this in"
CODES = "Codes"
ASIDE = frozenset({INSTRUCTIONS.lower(), CODES.lower()})


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a sheet says: under what title, what it should hold, and how it is read."""

    key: str
    title: str
    says: str
    read: Reader
    example: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the sheet: its title on a line of its own, then its columns, then its rows."""

    key: str
    title: str
    says: str
    fields: tuple[Field, ...]


def _optional(key: str, title: str, says: str, read: Reader, example: str) -> Field:
    return Field(key, title, says, read, example, required=False)


PLACE = (
    Field("code", "Code", "the council's own short code for the place", cells.place_code, "PG"),
    Field("name", "Name", "the name on the signs", cells.text(120), "Pleasure Green"),
    Field("town", "Town", "the town or village", cells.text(80), "Exampleton"),
    Field("kind", "Kind", "car park or street", cells.choice(PlaceKind), "car park"),
    Field("has_anpr", "ANPR cameras", "yes or no", cells.yes_or_no, "no"),
    _optional("detail", "Notes", "anything else people should know", cells.text(2000), ""),
    _optional(
        "order_reference", "Order reference", "the order's own reference, the same in every sheet it covers",
        cells.text(80), "Off-Street Order 2019",
    ),
    _optional(
        "order_title", "Order title", "the order's full title", cells.text(200),
        "Exampleton (Off-Street Parking Places) Order 2019",
    ),
    _optional("order_from", "Order in force from", "the first day it is in force", cells.day, "2019-06-01"),
    _optional("order_until", "Order in force until", "the last day; empty while it runs on", cells.day, ""),
    _optional(
        "order_document", "Order document",
        "the file of the signed order, beside this sheet; empty while there is only paper",
        cells.text(200), "order-2019.pdf",
    ),
    _optional(
        "replaces", "Replaces order", "the reference of the order that ends the day before this one starts",
        cells.text(80), "",
    ),
)  # fmt: skip

POWERS = Table(
    "powers",
    "Powers",
    "what the council's power to enforce here rests on, a row for each stretch of time",
    (
        Field("kind", "Power", "the legal basis", cells.choice(PowerKind), "section 35"),
        Field("standing", "Standing", "how sure we are", cells.choice(PowerStanding), "confirmed"),
        Field("from_on", "From", "the first day", cells.day, "2019-06-01"),
        _optional("until_on", "Until", "the last day; empty while it runs on", cells.day, ""),
        Field(
            "in_name_of", "In the name of", "the enforcement authority printed on papers",
            cells.text(120), "Exampleton District Council",
        ),
        _optional("ended_because", "Why it ended", "wanted where Until is given", cells.text(400), ""),
    ),
)  # fmt: skip
RESTRICTIONS = Table(
    "restrictions",
    "Restrictions",
    "each contravention the order makes possible here, a row for each stretch of hours",
    (
        Field("code", "Code", "a contravention code of the national list", cells.contravention_code, "83"),
        _optional("suffixes", "Suffixes", "the suffixes the order uses; may be empty", cells.suffixes, "4"),
        Field("article", "Article", "where the order says so", cells.text(60), "article 4(1)"),
        Field("days", "Days", "days of the week", cells.days, "every day"),
        Field("from_minute", "From", "when the hours begin", cells.minute, "08:00"),
        Field("to_minute", "To", "when the hours end", cells.last_minute, "18:00"),
        _optional(
            "max_stay_minutes", "Longest stay", "the longest stay in minutes; empty where there is none",
            cells.minutes, "",
        ),
        _optional("exemptions", "Exemptions", "who is exempt, in the order's words", cells.text(2000), ""),
    ),
)  # fmt: skip
TARIFF = Table(
    "tariff",
    "Tariff",
    "what time costs here; leave it empty where parking is free",
    (
        Field("minutes", "Minutes", "up to how many minutes", cells.minutes, "60"),
        Field("pence", "Price", "what that costs", cells.pence, "£1.50"),
        Field("days", "Days", "days of the week", cells.days, "every day"),
    ),
)
TABLES = (POWERS, RESTRICTIONS, TARIFF)
