"""From an unpaid notice to owner to the order for recovery, night by night and never early."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from parking.cases.history.keepers import AddressChecked, AddressDoubted, AddressFound
from parking.cases.history.recovery import Served, ServiceCorrected
from parking.law.state import HoldKind, Stage
from parking.notices.drawing.reading import pages_of
from parking.notices.queries import papers_of
from parking.parties.actions import add_party
from parking.recovery.alarms import sent_to_a_wrong_address
from parking.recovery.certificates import CancelledBecause, cancel_certificate
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.orders import request_order
from parking.recovery.queries import batch, records_of
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import reading, writing
from parking.values.ids import new_id
from parking.values.money import Money
from tests.desk.cases import paid, posted
from tests.recovery.cases import (
    CERTIFICATE_NIGHT,
    CERTIFICATE_POSTED,
    REGISTER_DAY,
    asked,
    by,
    may_register,
    night,
    no_appeal,
    on,
    state_of,
    tell,
    with_certificate,
    with_notice,
)

DAY = timedelta(days=1)


def words_of(specimen: Specimen, case: object, kind: str) -> str:
    with reading(authority=specimen.id) as session:
        papers = papers_of(session, authority=specimen.id, case_id=case)  # type: ignore[arg-type]
    paper = next(each for each in papers if each.kind.value == kind and each.sha256)
    assert paper.sha256 is not None
    return " ".join(" ".join(pages_of(files().read(specimen.id, paper.sha256))).split())


@pytest.mark.both_engines
def test_an_unpaid_notice_becomes_a_certificate_a_registered_debt_and_an_order(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt()
    with app.app_context():
        (case,) = may_register(specimen, noon)
        assert state_of(specimen, case).charge() == Money(7500)
        batch_id = asked(specimen, court)
        done = night(REGISTER_DAY + DAY, court).done
        assert (done["batches sent to the court"], done["debts registered"]) == (1, 1)
        assert done["orders for recovery requested"] == 1
        state = state_of(specimen, case)
        assert (state.stage, state.court_fee, state.charge()) == (Stage.REGISTERED, Money(1000), Money(8500))
        with reading(authority=specimen.id) as session:
            row = batch(session, authority=specimen.id, batch_id=batch_id)
            (record,) = records_of(session, authority=specimen.id, batch_id=batch_id)
        assert (row.state, row.total, row.certified_name) == ("answered", Money(8500), "Rae Registrar")
        assert record.state == "done"
        posted(specimen, date(2026, 6, 5))
        state = state_of(specimen, case)
        assert (state.stage, state.order_served_on) == (Stage.ORDER_FOR_RECOVERY, date(2026, 6, 12))
        order = words_of(specimen, case, "order_for_recovery")
        assert "The county court has ordered that £85 may be recovered from you" in order
        assert "The last day is Thursday 2 July 2026." in order
        assert "This sheet is not the form." in order


def test_a_certificate_waits_for_the_tribunal_and_the_margin(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        (case,) = with_notice(specimen, noon)
        assert night(CERTIFICATE_NIGHT).done.get("charge certificates requested") is None
        no_appeal(specimen, case, CERTIFICATE_NIGHT)
        assert night(CERTIFICATE_NIGHT).done["charge certificates requested"] == 1
        assert night(CERTIFICATE_NIGHT).done.get("charge certificates requested") is None
        posted(specimen, CERTIFICATE_POSTED)
        state = state_of(specimen, case)
        assert (state.stage, state.certificate_served_on) == (Stage.CHARGE_CERTIFICATE, date(2026, 5, 14))


def test_a_certificate_says_why_it_is_served_and_how_each_earlier_paper_was(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        (case,) = with_certificate(specimen, noon)
        words = words_of(specimen, case, "charge_certificate")
        assert "The penalty charge is increased by £25, to £75." in words
        assert "was served on Tuesday 7 April 2026, no representations stand against it" in words
        assert "the last day is Wednesday 27 May 2026." in words
        assert "adds a court fee of £10" in words
        assert "Posted on Wednesday 1 April 2026, taken as served on Tuesday 7 April 2026." in words


def test_without_proof_that_the_notice_was_posted_the_case_is_held_and_nothing_is_drawn(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        (case,) = with_notice(specimen, noon)
        no_appeal(specimen, case, CERTIFICATE_NIGHT)
        with writing(authority=specimen.id) as session:
            session.execute(text("UPDATE papers SET state = 'drawn' WHERE state = 'posted'"))
        done = night(CERTIFICATE_NIGHT).done
        assert done["cases held: no proof of service"] == 1
        assert "charge certificates requested" not in done
        assert list(state_of(specimen, case).holds.values()) == [HoldKind.PRINT_RUN_UNRECONCILED]


def test_who_pays_before_the_certificate_is_posted_is_not_sent_it(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        first, second = with_notice(specimen, noon, 2)
        for case in (first, second):
            no_appeal(specimen, case, CERTIFICATE_NIGHT)
        night(CERTIFICATE_NIGHT)
        with on(CERTIFICATE_POSTED, 8) as at:
            paid(specimen, first, at, Money(5000))
        posted(specimen, CERTIFICATE_POSTED)
        assert [state_of(specimen, case).stage for case in (first, second)] == [
            Stage.PAID,
            Stage.CHARGE_CERTIFICATE,
        ]
        with reading(authority=specimen.id) as session:
            papers = papers_of(session, authority=specimen.id, case_id=first)
        assert [each.state for each in papers][-1] == "withdrawn"


def test_a_certificate_cancelled_as_premature_follows_again_when_its_day_has_come(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    late, again = date(2026, 4, 20), date(2026, 6, 3)
    with app.app_context():
        (case,) = with_certificate(specimen, noon)
        corrected = ServiceCorrected(Served.NOTICE, late, date(2026, 5, 20), new_id(), None)
        tell(specimen, case, corrected, date(2026, 5, 20))
        with on(date(2026, 5, 20)) as at, writing(authority=specimen.id) as session:
            cancel_certificate(
                session, council=specimen.council, case_id=case, because=CancelledBecause.SERVED_TOO_EARLY,
                note="It came on 20 April.", by=by(at),
            )  # fmt: skip
        assert state_of(specimen, case).charge() == Money(5000)
        assert "charge certificates requested" not in night(again - DAY).done
        no_appeal(specimen, case, again)
        assert night(again).done["charge certificates requested"] == 1


def test_an_order_that_went_to_a_wrong_address_is_sent_again_to_the_new_one(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court, found_on = StandInCourt(), date(2026, 6, 22)
    with app.app_context():
        (case,) = may_register(specimen, noon)
        asked(specimen, court)
        night(REGISTER_DAY + DAY, court)
        posted(specimen, date(2026, 6, 5))
        with writing(authority=specimen.id) as session:
            moved = add_party(
                session, authority=specimen.id, name="Amara Ellery", address=["9 New Road", "Exampleton"],
                postcode="EX1 9ZZ", source="tracing",
            )  # fmt: skip
        tell(specimen, case, AddressDoubted(found_on, "returned", None, None), found_on)
        checked = AddressChecked(found_on, AddressFound.DIFFERENT, "tracing", moved.id, moved.digest)
        tell(specimen, case, checked, found_on)
        with on(found_on), reading(authority=specimen.id) as session:
            (row,) = sent_to_a_wrong_address(session, council=specimen.council)
        assert row.id == case
        with on(found_on) as at, writing(authority=specimen.id) as session:
            request_order(session, council=specimen.council, case_id=case, by=by(at))
        posted(specimen, date(2026, 6, 23))
        state = state_of(specimen, case)
        assert (state.order_address_wrong, state.order_served_on) == (False, date(2026, 6, 30))
        with reading(authority=specimen.id) as session:
            assert sent_to_a_wrong_address(session, council=specimen.council) == []
