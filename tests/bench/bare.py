"""The yardstick: Flask and SQLAlchemy Core that insert as many rows as a PCN does, and do nothing else."""

from __future__ import annotations

import json
import sqlite3
from typing import Any
from uuid import UUID

from flask import Flask, request
from flask.typing import ResponseReturnValue
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    create_engine,
    event,
    insert,
)

from parking.cases.models import Case, EventRow
from parking.evidence.models import Note, Photograph
from parking.notices.models import Paper
from parking.parties.models import Vehicle
from parking.payments.models import LedgerLine
from parking.store.base import Base
from parking.values import clock
from parking.values.ids import new_id

NARROW = Table(
    "narrow_rows", MetaData(), Column("id", Uuid, primary_key=True), Column("mark", String(20)),
    Column("body", Text),
)  # fmt: skip
# Recording a PCN with two photographs writes nine rows: a vehicle, a case, an event, two ledger lines
# and a paper are new; the number series and two photographs change, which costs a row each as well.
ROWS = 9


def bare_app(address: str) -> Flask:
    """Return the bare application: /same inserts into tables like ours, /narrow into the plainest one."""
    app = Flask("bare")
    engine = create_engine(address)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_durable_as_ours)
        event.listen(engine, "begin", _begin)
    _make_tables(engine)

    @app.put("/same/<uuid:ref>")
    def same(ref: UUID) -> ResponseReturnValue:
        body = request.get_json()
        with engine.begin() as connection:
            for table, rows in _a_pcn(ref, body).items():
                connection.execute(insert(Base.metadata.tables[table]), rows)
        return {"pcn_ref": str(ref)}, 201

    @app.put("/narrow/<uuid:ref>")
    def narrow(ref: UUID) -> ResponseReturnValue:
        body = request.get_json()
        text = json.dumps(body)
        with engine.begin() as connection:
            rows = [{"id": new_id(), "mark": body["mark"], "body": text} for _ in range(ROWS)]
            connection.execute(insert(NARROW), rows)
        return {"pcn_ref": str(ref)}, 201

    return app


def _make_tables(engine: Engine) -> None:
    ours = (Vehicle, Case, EventRow, LedgerLine, Photograph, Note)
    Base.metadata.create_all(engine, [Base.metadata.tables[each.__tablename__] for each in ours])
    runs = Base.metadata.tables["print_runs"]
    Base.metadata.create_all(engine, [runs, Base.metadata.tables[Paper.__tablename__]])
    NARROW.metadata.create_all(engine)


def _as_durable_as_ours(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _a_pcn(ref: UUID, body: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    now = clock.now()
    today, case_id, vehicle_id, entry_id = clock.day_of(now), new_id(), new_id(), new_id()
    owned, of_case = {"authority_id": ref}, {"authority_id": ref, "case_id": case_id}
    at = {"contravention_at": now, "contravention_on": today, "served_on": today}
    return {
        "vehicles": [
            owned | {
                "id": vehicle_id, "mark": body["mark"], "loose_mark": body["mark"], "make": "FORD",
                "colour": "BLUE", "declared": "united_kingdom", "salt": "0" * 32,
            }
        ],
        "cases": [
            owned | at | {
                "id": case_id, "number": ref.hex[-14:], "client_ref": ref, "vehicle_id": vehicle_id,
                "place_id": ref, "officer_id": ref, "enforcement_authority": "Exampleton", "basis": "kerb",
                "code": body["code"], "suffix": "", "level": "lower", "on_street": False, "stage": "served",
                "is_closed": False, "holds": 0, "charge_pence": 5000, "discounted_pence": 2500,
                "discount_until": today, "paid_pence": 0, "next_step": "ask", "next_due_on": today,
                "head_seq": 1, "head_hash": "0" * 64,
            }
        ],
        "events": [
            of_case | {
                "seq": 1, "kind": "pcn_served", "version": 1, "happened_at": now, "happened_on": today,
                "recorded_at": now, "recorded_on": today, "actor": "staff", "door": "bare", "release": "1",
                "law_digest": "0" * 64, "facts": body, "prev_hash": "0" * 64, "hash": "0" * 64,
            }
        ],
        "ledger_lines": [
            of_case | {
                "id": new_id(), "entry_id": entry_id, "account": account, "pence": pence, "posted_on": today,
            }
            for account, pence in (("due", 5000), ("penalty_income", -5000))
        ],
        "photographs": [
            owned | {
                "id": new_id(), "client_ref": new_id(), "pcn_ref": ref, "case_id": case_id,
                "sha256": "0" * 64, "shown_sha256": "0" * 64, "media_type": "image/jpeg", "size": 1,
                "subject": "windscreen", "taken_at": now, "received_at": now, "salt": "0" * 32,
            }
            for _ in range(2)
        ],
        "notes": [
            of_case | {
                "id": new_id(), "text": "in place of the series", "author": "bare", "written_at": now,
                "salt": "0" * 32,
            }
        ],
        "papers": [
            of_case | {
                "id": new_id(), "kind": "pcn", "state": "requested", "requested_on": today, "spoiled": 0,
            }
        ],
    }  # fmt: skip
