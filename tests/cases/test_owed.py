"""What is owed on a day is the same by the rule, by the case's columns and in SQL."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.models import Case
from parking.cases.projection import owed_pence
from parking.cases.queries import case as case_row
from parking.cases.record import By, load_unlocked
from parking.issue.actions import issue
from parking.payments.accounts import Account
from parking.payments.actions import receive
from parking.payments.ledger import balance, out_of_balance
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money

pytestmark = pytest.mark.both_engines


@pytest.mark.parametrize(
    ("paid", "on_day", "owed_then"),
    [
        (None, 0, 2500), (None, 13, 2500), (None, 14, 5000), (None, 60, 5000),
        (2500, 13, 0), (1000, 5, 1500), (1000, 14, 4000), (2500, 14, 2500), (5000, 20, 0), (6000, 20, 0),
    ],
)  # fmt: skip
def test_rule_row_and_sql_agree(
    app: APIFlask, specimen: Specimen, noon: datetime, paid: int | None, on_day: int, owed_then: int
) -> None:
    at = noon + timedelta(days=on_day)
    on = clock.day_of(at)
    with app.app_context():
        with writing(authority=specimen.id) as session:
            by = By("staff:a", "test", noon)
            case = issue(session, council=specimen.council, draft=draft(specimen, noon), by=by).issued.case_id
        if paid is not None:
            with writing(authority=specimen.id) as session:
                receive(
                    session, council=specimen.council, case_id=case, payment_id=new_id(), amount=Money(paid),
                    began_at=at, channel="test", by=By("motorist", "test", at),
                )  # fmt: skip
        with reading(authority=specimen.id) as session:
            rule = load_unlocked(session, authority=specimen.id, case_id=case).state.owed(on)
            row = case_row(session, authority=specimen.id, case_id=case).owed(on)
            in_sql = session.scalar(select(owed_pence(on)).where(Case.id == case))
            assert (rule.pence, row.pence, in_sql) == (owed_then, owed_then, owed_then)
            assert out_of_balance(session, authority=specimen.id) == []
            due = balance(session, authority=specimen.id, case_id=case, account=Account.DUE)
            back = balance(session, authority=specimen.id, case_id=case, account=Account.REFUND_DUE)
            if rule == Money(0):
                assert due == Money(0)
                assert back == Money(-max((paid or 0) - (2500 if on_day < 14 else 5000), 0))


def test_a_discount_is_kept_by_a_payment_that_began_in_time_and_succeeded_after_midnight(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    last_day = clock.days_after(clock.day_of(noon), 13)
    with app.app_context():
        with writing(authority=specimen.id) as session:
            by = By("staff:a", "test", noon)
            case = issue(session, council=specimen.council, draft=draft(specimen, noon), by=by).issued.case_id
        with writing(authority=specimen.id) as session:
            receive(
                session, council=specimen.council, case_id=case, payment_id=new_id(), amount=Money(2500),
                began_at=clock.at_local(last_day, 23, 59), channel="test",
                by=By("motorist", "test", clock.at_local(clock.days_after(last_day, 1), 0, 4)),
            )  # fmt: skip
        with reading(authority=specimen.id) as session:
            assert case_row(session, authority=specimen.id, case_id=case).is_closed
