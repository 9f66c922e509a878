"""Many rows in one statement: the same insert or update on both databases, at the speed of each.

Rows come as they are, or as patterns: one row with opaque values, and what each copy has for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Table, TextClause, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine, Uuid

from parking.store.opaque import Opaque, OpaqueTouchedError, is_open, slot_of, template

Values = dict[str, Any]
_KEY = ("authority_id", "id")
_POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row with opaque values, and for each row to write the texts that stand in their places."""

    row: Values
    every: Sequence[Sequence[str]] = ((),)


def patterns(rows: Sequence[Values]) -> list[Pattern]:
    """Return rows that are complete in themselves as patterns."""
    return [Pattern(row) for row in rows]


def insert_many(session: Session, table: Table, rows: Sequence[Pattern]) -> None:
    """Insert rows that all name the same columns."""
    _send(session, table, rows, _insert)


def update_many(session: Session, table: Table, rows: Sequence[Pattern]) -> None:
    """Update rows that all name the same columns, each by its `id` within its `authority_id`."""
    ordered = [
        Pattern({**{n: v for n, v in p.row.items() if n not in _KEY}, **{n: p.row[n] for n in _KEY}}, p.every)
        for p in rows
    ]
    _send(session, table, ordered, _update)


def _send(session: Session, table: Table, rows: Sequence[Pattern], statement: Any) -> None:
    if not rows:
        return
    columns, dialect = tuple(rows[0].row), session.get_bind().dialect
    made = statement(table, columns, dialect.name)
    if dialect.name == "sqlite":
        every = [row for pattern in rows for row in _tuples(table, pattern, dialect)]
        session.connection().exec_driver_sql(made, every)
    else:
        session.execute(made, {"rows": f"[{','.join(_documents(rows))}]"})


@lru_cache(maxsize=128)
def _insert(table: Table, columns: tuple[str, ...], database: str) -> str | TextClause:
    names = ", ".join(columns)
    if database == "sqlite":
        return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' for _ in columns)})"  # noqa: S608 - names of our own columns
    return text(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {_given(table, columns)}")  # noqa: S608 - names of our own columns


@lru_cache(maxsize=128)
def _update(table: Table, columns: tuple[str, ...], database: str) -> str | TextClause:
    given = "?" if database == "sqlite" else "given.{}"
    sets = ", ".join(f"{name} = {given.format(name)}" for name in columns if name not in _KEY)
    where = " AND ".join(f"{table.name}.{name} = {given.format(name)}" for name in _KEY)
    if database == "sqlite":
        return f"UPDATE {table.name} SET {sets} WHERE {where}"  # noqa: S608 - names of our own columns
    return text(f"UPDATE {table.name} SET {sets} FROM {_given(table, columns)} WHERE {where}")  # noqa: S608 - names of our own columns


# On PostgreSQL all rows travel as one document: a message a row would cost more than the writing.
def _given(table: Table, columns: tuple[str, ...]) -> str:
    kinds = ", ".join(f"{name} {table.c[name].type.compile(_POSTGRESQL)}" for name in columns)
    return f"json_to_recordset(CAST(:rows AS json)) AS given({kinds})"


def _documents(rows: Sequence[Pattern]) -> Iterator[str]:
    for pattern in rows:
        document = _as_json(pattern.row)
        yield from template(document).fill(pattern.every) if is_open(document) else [document]


def _plain(value: Any) -> str:
    if isinstance(value, UUID | Opaque):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"a row can't hold a {type(value).__name__}")


_as_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, default=_plain).encode


def _tuples(table: Table, pattern: Pattern, dialect: Dialect) -> Iterator[tuple[Any, ...]]:
    """Return rows as SQLite's driver takes them: what is the same in every row is worked out once."""
    fixed, ids, filled, places = list[Any](), list[int](), list[list[str]](), list[tuple[str, int]]()
    for name, value in pattern.row.items():
        kind, slot = table.c[name].type, slot_of(value)
        if slot is not None and isinstance(kind, Uuid):
            places.append(("id", len(ids)))
            ids.append(slot)
            continue
        said = str(value) if slot is not None else _bound(kind, value, dialect)
        if isinstance(said, str) and is_open(said):
            places.append(("filled", len(filled)))
            filled.append(template(said).fill(pattern.every))
        else:
            places.append(("fixed", len(fixed)))
            fixed.append(said)
    starts = {"fixed": 0, "id": len(fixed), "filled": len(fixed) + len(ids)}
    pick, same = itemgetter(*(starts[group] + place for group, place in places)), tuple(fixed)
    # SQLite keeps an id as its digits alone.
    for values, *texts in zip(pattern.every, *filled, strict=True):
        yield pick((*same, *[values[slot].replace("-", "") for slot in ids], *texts))


def _bound(kind: TypeEngine[Any], value: Any, dialect: Dialect) -> Any:
    if isinstance(value, Opaque):
        raise OpaqueTouchedError("only an id or a text can be left open in a row")
    process = _processor(kind, dialect)
    return process(value) if process else value


@lru_cache(maxsize=512)
def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Any:
    return kind.dialect_impl(dialect).bind_processor(dialect)
