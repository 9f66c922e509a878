"""Live cases in which nothing is due yet, copied in bulk from one: a night must find its way past them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import text

from parking.simulation.specimens import Specimen
from parking.store.base import Base
from parking.store.session import writing

STEP = 50_000
SPREAD = 27
# The columns that differ from case to case; every other one is copied.
_OWN = {
    "sqlite": {
        "id": "printf('01a%09x7', {n}) || substr(id, 14, 3) || printf('%016x', {n} * 2654435761)",
        "client_ref": "printf('%032x', {n} * 2654435761)",
        "number": "printf('BB%08d', {n})",
        "day": "date(:on, '-' || ({n} % :spread) || ' days')",
        "due": "date(:due, '+' || ({n} % :spread) || ' days')",
    },
    "postgresql": {
        "id": "CAST('01a' || lpad(to_hex({n}), 9, '0') || '7'"
        " || substr(replace(CAST(id AS text), '-', ''), 14, 3)"
        " || lpad(to_hex({n} * 2654435761), 16, '0') AS uuid)",
        "client_ref": "CAST(lpad(to_hex({n} * 2654435761), 32, '0') AS uuid)",
        "number": "'BB' || lpad(CAST({n} AS text), 8, '0')",
        "day": "CAST(:on AS date) - CAST({n} % :spread AS int)",
        "due": "CAST(:due AS date) + CAST({n} % :spread AS int)",
    },
}
_NUMBERS = {
    "sqlite": "(WITH RECURSIVE up(n) AS (SELECT CAST(:first AS int) UNION ALL SELECT n + 1 FROM up"
    " WHERE n < :last) SELECT n FROM up)",
    "postgresql": "(SELECT generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n)",
}


def grow_ballast(specimen: Specimen, *, cases: int, due_after: date) -> None:
    """Copy the newest case so many times, with its events and papers, each due on a day after a day.

    The copies' chains are not true: nothing here looks at them, and no night takes them.
    """
    for first in range(1, cases + 1, STEP):
        last = min(first + STEP - 1, cases)
        with writing(authority=specimen.id) as session:
            name = session.get_bind().dialect.name
            own = {key: made.format(n="CAST(n AS bigint)") for key, made in _OWN[name].items()}
            model = session.execute(
                text("SELECT id FROM cases WHERE number LIKE 'EX%' ORDER BY number DESC LIMIT 1")
            ).scalar_one()
            values = {
                "first": first, "last": last, "spread": SPREAD, "model": model,
                "on": str(due_after - timedelta(days=SPREAD + 1)), "due": str(due_after + timedelta(days=1)),
            }  # fmt: skip
            for table, key, made in (
                ("cases", "id", {"id": own["id"], "client_ref": own["client_ref"], "number": own["number"],
                                 "contravention_on": own["day"], "served_on": own["day"],
                                 "next_due_on": own["due"]}),
                ("events", "case_id", {"case_id": own["id"].replace("(id", "(case_id"),
                                       "happened_on": own["day"], "recorded_on": own["day"]}),
            ):  # fmt: skip
                columns = _columns(table)
                picked = ", ".join(made.get(column, f"t.{column}") for column in columns)
                session.execute(
                    text(
                        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {picked}"
                        f" FROM {table} t, {_NUMBERS[name]} numbers WHERE t.{key} = :model"
                    ),
                    values,
                )


def _columns(table: str) -> list[str]:
    return [column.name for column in Base.metadata.tables[table].columns]
