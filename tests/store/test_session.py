"""Transactions: what is undone is gone, and the server goes on knowing what it has planned."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from parking.parties.models import Vehicle
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing

OFTEN = 12


@pytest.mark.both_engines
def test_an_act_that_fails_leaves_nothing_and_the_next_one_works(app: APIFlask, specimen: Specimen) -> None:
    with app.app_context():
        with pytest.raises(DBAPIError), writing(authority=specimen.id) as session:
            session.execute(text("UPDATE places SET name = 'Nowhere', authority_id = NULL"))
        with writing(authority=specimen.id) as session:
            assert session.scalar(text("SELECT count(*) FROM places WHERE name = 'Nowhere'")) == 0


@pytest.mark.both_engines
def test_a_look_up_is_still_prepared_after_many_transactions_that_end_in_a_rollback(
    app: APIFlask, specimen: Specimen, engine_name: str
) -> None:
    if engine_name == "sqlite":
        return  # it runs in our own process and has nothing to prepare
    with app.app_context():
        for _ in range(OFTEN):
            with reading(authority=specimen.id) as session:
                session.execute(select(Vehicle.id).where(Vehicle.mark == "AB12CDE")).all()
        with reading(authority=specimen.id) as session:
            planned = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%vehicles.mark%'"
            assert session.scalar(text(planned)) == 1
