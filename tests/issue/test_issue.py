"""A PCN is issued through its action, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from parking.cases.audit import verify
from parking.cases.models import Case, EventRow
from parking.cases.record import By
from parking.issue.actions import issue
from parking.issue.errors import NotIssuedError
from parking.payments.accounts import Account
from parking.payments.ledger import balance, out_of_balance
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.money import Money

pytestmark = pytest.mark.both_engines


def by(at: datetime) -> By:
    return By(actor="staff:test", door="test", at=at)


def test_a_pcn_that_passes_its_checks_takes_the_next_number(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        with writing(authority=specimen.id) as session:
            outcome = issue(session, council=specimen.council, draft=draft(specimen, noon), by=by(noon))
        assert outcome.issued.number == "EX00000001"
        assert not outcome.issued.held
        with reading(authority=specimen.id) as session:
            case = session.execute(select(Case)).scalar_one()
            assert (case.stage, case.charge_pence, case.discounted_pence) == ("served", 5000, 2500)
            assert case.discount_until == clock.days_after(clock.day_of(noon), 13)
            assert case.next_step == "ask who the keeper is"
            assert balance(session, authority=specimen.id, case_id=case.id, account=Account.DUE) == Money(
                5000
            )
            assert out_of_balance(session, authority=specimen.id) == []
            assert verify(session, authority=specimen.id).first_break is None


def test_sending_the_same_draft_twice_gives_the_same_number(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    wanted = draft(specimen, noon)
    with app.app_context():
        numbers = []
        for _ in range(2):
            with writing(authority=specimen.id) as session:
                numbers.append(
                    issue(session, council=specimen.council, draft=wanted, by=by(noon)).issued.number
                )
        with reading(authority=specimen.id) as session:
            assert numbers == ["EX00000001"] * 2
            assert session.scalar(select(func.count()).select_from(EventRow)) == 1


def test_a_street_handed_back_in_2023_gives_no_pcn_and_says_so(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    wanted = draft(specimen, noon, place_id=specimen.street, code="01")
    with app.app_context():
        with pytest.raises(NotIssuedError) as refused, writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=wanted, by=by(noon))
        (reason,) = refused.value.reasons
        assert reason.code == "power_ended"
        assert str(reason.facts["ended_on"]) == "2023-03-31"
        with writing(authority=specimen.id) as session:
            first = issue(session, council=specimen.council, draft=draft(specimen, noon), by=by(noon))
        assert first.issued.number == "EX00000001", "a refusal uses no number"


def test_a_street_pcn_from_before_the_hand_back_is_in_the_county_s_name(
    app: APIFlask, specimen: Specimen
) -> None:
    at = datetime(2023, 3, 30, 10, 0, tzinfo=UTC)
    wanted = draft(specimen, at, place_id=specimen.street, code="01")
    with app.app_context():
        with writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=wanted, by=by(at))
        with reading(authority=specimen.id) as session:
            assert session.scalar(select(Case.enforcement_authority)) == "Specimen County Council"


@pytest.mark.parametrize(
    ("minutes_after", "stopped"), [(10, True), (11, False)], ids=["exactly ten minutes", "the eleventh"]
)
def test_ten_minutes_after_paid_time_are_protected(
    app: APIFlask, specimen: Specimen, noon: datetime, minutes_after: int, stopped: bool
) -> None:
    paid_until = noon - timedelta(hours=1)
    seen = paid_until + timedelta(minutes=minutes_after)
    wanted = draft(
        specimen, noon, code="82", paid_until=paid_until, contravention_at=seen, observed_from=seen,
        observed_until=seen,
    )  # fmt: skip
    with app.app_context():
        if not stopped:
            with writing(authority=specimen.id) as session:
                assert issue(session, council=specimen.council, draft=wanted, by=by(noon)).is_new
            return
        with pytest.raises(NotIssuedError) as refused, writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=wanted, by=by(noon))
        assert [r.code for r in refused.value.reasons] == ["inside_grace"]
        assert "reg 5" in str(refused.value.reasons[0].under)


def test_a_pcn_already_given_is_recorded_with_the_checks_it_failed(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    given = draft(
        specimen, noon, code="82", number="EX00000900", served_at=noon - timedelta(minutes=1), paid_until=None
    )
    with app.app_context():
        with writing(authority=specimen.id) as session:
            outcome = issue(session, council=specimen.council, draft=given, by=by(noon))
        assert outcome.issued.number == "EX00000900"
        assert outcome.issued.held
        assert outcome.checked.failed == ("paid_until_missing",)


def test_the_same_vehicle_place_and_code_on_one_day_is_a_duplicate(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        with writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=draft(specimen, noon), by=by(noon))
        again = draft(specimen, noon + timedelta(hours=2))
        with pytest.raises(NotIssuedError) as refused, writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=again, by=by(noon + timedelta(hours=2)))
        assert [r.code for r in refused.value.reasons] == ["duplicate"]
        next_day = noon + timedelta(days=1)
        with writing(authority=specimen.id) as session:
            later = issue(session, council=specimen.council, draft=draft(specimen, next_day), by=by(next_day))
        assert later.issued.held, "a supervisor looks at what may be one long stay"


def test_one_authority_never_sees_the_other_s_cases(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, noon: datetime
) -> None:
    with app.app_context():
        with writing(authority=specimen.id) as session:
            issue(session, council=specimen.council, draft=draft(specimen, noon), by=by(noon))
        with writing(authority=neighbour.id) as session:
            issue(session, council=neighbour.council, draft=replace(draft(neighbour, noon)), by=by(noon))
            walled = session.scalars(select(Case.number).where(Case.authority_id == neighbour.id)).all()
        assert list(walled) == ["OT00000001"]
