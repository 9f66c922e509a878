"""Batches for the court: locked, counted, certified, sent once, answered well or badly, and nothing lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.law.reasons import Reason
from parking.law.state import Stage
from parking.nightly.steps import Night
from parking.recovery.court.gateway import Court
from parking.recovery.court.records import CourtBatch, CourtFile, Transaction
from parking.recovery.court.replies import CourtReply, Mend, Rejected, SealedAuthority
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.errors import BatchChangedError, BatchNotOpenError, NothingToComposeError
from parking.recovery.hearing import act_on_replies, take_back_late_seal
from parking.recovery.inbox import keep
from parking.recovery.queries import batch, batches, records_of, replies_in
from parking.recovery.registration import certify, discard, give_up, refresh, take_out
from parking.recovery.rules import Trouble
from parking.recovery.sending import send_again, send_certified
from parking.simulation.specimens import Specimen
from parking.store.exchange.faults import Fault, Faults
from parking.store.session import reading, writing
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber
from tests.desk.cases import paid
from tests.recovery.cases import (
    OFFICER,
    REGISTER_DAY,
    asked,
    by,
    certified,
    composed,
    may_register,
    night,
    on,
    state_of,
)

DAY = timedelta(days=1)


class BreaksOnce(StandInCourt):
    """A court whose line goes down the first time a batch is sent."""

    broken = True

    def send(self, batch: CourtBatch, *, again: bool = False) -> CourtFile:
        if self.broken:
            self.broken = False
            raise ConnectionError("the line is down")
        return super().send(batch, again=again)


def stages(specimen: Specimen, cases: list[UUID]) -> list[Stage]:
    return [state_of(specimen, case).stage for case in cases]


def states(specimen: Specimen, batch_id: UUID) -> list[str]:
    with reading(authority=specimen.id) as session:
        return [row.state for row in records_of(session, authority=specimen.id, batch_id=batch_id)]


def batch_state(specimen: Specimen, batch_id: UUID) -> str:
    with reading(authority=specimen.id) as session:
        return batch(session, authority=specimen.id, batch_id=batch_id).state


def troubles(specimen: Specimen, state: str = "exception") -> list[str | None]:
    with reading(authority=specimen.id) as session:
        return [row.trouble for row in replies_in(session, authority=specimen.id, state=state)]


def nights(court: Court, count: int) -> Night:
    for day in range(1, count):
        night(REGISTER_DAY + day * DAY, court)
    return night(REGISTER_DAY + count * DAY, court)


def test_no_case_stands_in_two_batches(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    court = StandInCourt()
    with app.app_context():
        may_register(specimen, noon, 2)
        first = composed(specimen, court)
        with pytest.raises(NothingToComposeError):
            composed(specimen, court)
        with writing(authority=specimen.id) as session:
            discard(session, council=specimen.council, batch_id=first)
        assert states(specimen, composed(specimen, court)) == ["locked", "locked"]


def test_one_day_early_nothing_goes_to_the_court(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    with app.app_context():
        may_register(specimen, noon)
        with pytest.raises(NothingToComposeError):
            composed(specimen, StandInCourt(), REGISTER_DAY - 2 * DAY)


def test_who_pays_after_the_batch_was_composed_is_taken_out_before_it_is_certified(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt()
    with app.app_context():
        first, second = may_register(specimen, noon, 2)
        batch_id = composed(specimen, court)
        with on(REGISTER_DAY, 11) as at:
            paid(specimen, first, at, Money(7500))
        with on(REGISTER_DAY, 12) as at, writing(authority=specimen.id) as session:
            (left,) = refresh(session, council=specimen.council, batch_id=batch_id, by=by(at))
        assert left.case_id == first
        assert [type(reason) for reason in left.reasons] == [Reason]
        certified(specimen, court, batch_id)
        night(REGISTER_DAY + DAY, court)
        assert stages(specimen, [first, second]) == [Stage.PAID, Stage.REGISTERED]


def test_what_is_certified_is_the_file_that_was_looked_at(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt()
    with app.app_context():
        may_register(specimen, noon, 2)
        batch_id = composed(specimen, court)
        with reading(authority=specimen.id) as session:
            first, _ = records_of(session, authority=specimen.id, batch_id=batch_id)
        with writing(authority=specimen.id) as session:
            take_out(session, council=specimen.council, batch_id=batch_id, record_id=first.id)
        with (
            on(REGISTER_DAY) as at,
            reading(authority=specimen.id) as session,
            pytest.raises(BatchChangedError),
        ):
            certify(
                session, council=specimen.council, court=court, batch_id=batch_id, officer=OFFICER,
                seen="0" * 64, by=by(at),
            )  # fmt: skip
        certified(specimen, court, batch_id)
        with pytest.raises(BatchNotOpenError):
            certified(specimen, court, batch_id)


def test_a_line_that_breaks_loses_nothing_and_a_sweep_sends_the_batch(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = BreaksOnce()
    with app.app_context():
        (case,) = may_register(specimen, noon)
        batch_id = asked(specimen, court)
        with on(REGISTER_DAY, 12) as at, pytest.raises(ConnectionError):
            send_certified(court, council=specimen.council, by=by(at))
        assert batch_state(specimen, batch_id) == "certified"
        assert night(REGISTER_DAY + DAY, court).done["debts registered"] == 1
        with on(REGISTER_DAY + DAY, 12) as at:
            assert send_certified(court, council=specimen.council, by=by(at)) == 0
        assert stages(specimen, [case]) == [Stage.REGISTERED]


def test_a_rejected_record_goes_back_to_its_certificate_and_the_rest_is_registered(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt(Faults.of(Fault.REJECTS_A_RECORD))
    with app.app_context():
        cases = may_register(specimen, noon, 3)
        batch_id = asked(specimen, court)
        done = night(REGISTER_DAY + DAY, court).done
        assert (done["debts registered"], done["registrations rejected"]) == (2, 1)
        assert sorted(stages(specimen, cases)) == ["charge_certificate", "registered", "registered"]
        assert sorted(states(specimen, batch_id)) == ["done", "done", "rejected"]
        again = composed(specimen, court, REGISTER_DAY + 2 * DAY)
        assert states(specimen, again) == ["locked"]


@pytest.mark.parametrize("fault", [Fault.ANSWERS_TWICE, Fault.ANSWERS_LATE, Fault.ANSWERS_UNASKED])
def test_double_late_and_stray_answers_register_each_debt_once(
    app: APIFlask, specimen: Specimen, noon: datetime, fault: Fault
) -> None:
    court = StandInCourt(Faults.of(fault))
    with app.app_context():
        cases = may_register(specimen, noon, 2)
        batch_id = asked(specimen, court)
        nights(court, 5)
        assert stages(specimen, cases) == [Stage.REGISTERED] * 2
        assert batch_state(specimen, batch_id) == "answered"
        assert troubles(specimen) == []


def test_a_total_that_is_out_by_a_penny_is_shown_to_a_person(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt(Faults.of(Fault.TOTAL_IS_OUT))
    with app.app_context():
        may_register(specimen, noon)
        asked(specimen, court)
        done = night(REGISTER_DAY + DAY, court)
        assert done.waiting["messages of the court that fit no case: look at the exceptions"] > 0


def test_a_lost_batch_is_noticed_and_sent_again(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    court = StandInCourt(Faults.of(Fault.LOSES_A_BATCH))
    with app.app_context():
        cases = may_register(specimen, noon, 2)
        batch_id = asked(specimen, court)
        last = nights(court, 8)
        assert last.waiting == {"batches the court has not acknowledged": 1}
        with on(REGISTER_DAY + 8 * DAY) as at:
            send_again(court, council=specimen.council, batch_id=batch_id, by=by(at))
        night(REGISTER_DAY + 9 * DAY, court)
        assert stages(specimen, cases) == [Stage.REGISTERED] * 2


def test_who_pays_while_the_court_decides_is_taken_back_from_the_court(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt(Faults.of(Fault.ANSWERS_LATE))
    with app.app_context():
        first, second = may_register(specimen, noon, 2)
        batch_id = asked(specimen, court)
        night(REGISTER_DAY + DAY, court)
        with on(REGISTER_DAY + DAY) as at:
            paid(specimen, first, at, Money(7500))
        done = nights(court, 4).done
        assert stages(specimen, [first, second]) == [Stage.PAID, Stage.REGISTERED]
        assert sorted(states(specimen, batch_id)) == ["done", "stale"]
        with reading(authority=specimen.id) as session:
            newest, _ = batches(session, authority=specimen.id)
        assert (newest.transaction, newest.state, newest.records) == (
            Transaction.WITHDRAW, "composed", 1,
        ), done  # fmt: skip
        certified(specimen, court, newest.id, REGISTER_DAY + 4 * DAY)
        for day in range(5, 9):
            night(REGISTER_DAY + day * DAY, court)
        assert states(specimen, newest.id) == ["done"]
        assert sorted(states(specimen, batch_id)) == ["done", "dropped"]


def test_a_batch_given_up_that_the_court_seals_after_all_is_taken_back(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt(Faults.of(Fault.ANSWERS_LATE))
    with app.app_context():
        (case,) = may_register(specimen, noon)
        batch_id = asked(specimen, court)
        night(REGISTER_DAY + DAY, court)
        with on(REGISTER_DAY + DAY) as at, writing(authority=specimen.id) as session:
            assert give_up(session, council=specimen.council, batch_id=batch_id, by=by(at)) == 1
        assert state_of(specimen, case).registration_requested_on is None
        nights(court, 4)
        assert stages(specimen, [case]) == [Stage.CHARGE_CERTIFICATE]
        assert set(troubles(specimen)) == {Trouble.LATE_ACKNOWLEDGEMENT.value, Trouble.LATE_SEAL.value}
        with reading(authority=specimen.id) as session:
            (late,) = [
                row for row in replies_in(session, authority=specimen.id, state="exception")
                if row.trouble == Trouble.LATE_SEAL.value
            ]  # fmt: skip
        with on(REGISTER_DAY + 4 * DAY) as at, writing(authority=specimen.id) as session:
            assert take_back_late_seal(
                session, council=specimen.council, reply_id=late.id, by=by(at)
            ) == 1  # fmt: skip
        assert night(REGISTER_DAY + 5 * DAY, court).done["batches to take back, to be certified"] == 1


def told(specimen: Specimen, *replies: CourtReply) -> None:
    """Let the court say these things, however they reached us."""
    with on(REGISTER_DAY + DAY) as at, writing(authority=specimen.id) as session:
        keep(session, council=specimen.council, said=replies, by=by(at))
        act_on_replies(session, council=specimen.council, by=by(at))


def seal(number: int, registered: int, rejected: int, pence: int) -> SealedAuthority:
    return SealedAuthority(
        id=f"seal {registered} {rejected} {pence}", batch=number, registered_on=REGISTER_DAY + DAY,
        registered=registered, rejected=rejected, total=Money(pence),
    )  # fmt: skip


@pytest.mark.both_engines
def test_a_seal_waits_for_the_rejections_it_counts(app: APIFlask, specimen: Specimen, noon: datetime) -> None:
    court = StandInCourt(Faults.of(Fault.LOSES_A_BATCH))
    with app.app_context():
        cases = may_register(specimen, noon, 2)
        batch_id = asked(specimen, court)
        night(REGISTER_DAY + DAY, court)
        told(specimen, seal(1, registered=1, rejected=1, pence=8500))
        assert stages(specimen, cases) == [Stage.CHARGE_CERTIFICATE] * 2
        assert troubles(specimen, "waiting") == [Trouble.WAITS_FOR_REJECTIONS.value]
        with reading(authority=specimen.id) as session:
            first, _ = records_of(session, authority=specimen.id, batch_id=batch_id)
        refused = Rejected(
            id="no", batch=1, number=PcnNumber.read(first.number), reason="R01", says="No.", mend=Mend.ADDRESS
        )
        told(specimen, refused)
        assert sorted(stages(specimen, cases)) == ["charge_certificate", "registered"]
        assert batch_state(specimen, batch_id) == "answered"


def test_a_seal_whose_total_is_not_ours_registers_nothing_until_the_court_seals_again(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    court = StandInCourt(Faults.of(Fault.LOSES_A_BATCH))
    with app.app_context():
        cases = may_register(specimen, noon, 2)
        asked(specimen, court)
        night(REGISTER_DAY + DAY, court)
        told(specimen, seal(1, registered=2, rejected=0, pence=17001))
        assert stages(specimen, cases) == [Stage.CHARGE_CERTIFICATE] * 2
        assert troubles(specimen) == [Trouble.TOTALS_DIFFER.value]
        told(specimen, seal(1, registered=2, rejected=0, pence=17000))
        assert stages(specimen, cases) == [Stage.REGISTERED] * 2
