"""Recovery at the desk: a batch made, certified and sent; certificates and registrations taken back."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask

from parking.cases.history.recovery import Served, ServiceCorrected
from parking.law.state import Stage
from parking.people.permissions import Role
from parking.recovery.court.replies import SealedAuthority
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.current import EXTENSION
from parking.recovery.hearing import act_on_replies
from parking.recovery.inbox import keep
from parking.simulation.specimens import Specimen
from parking.store.exchange.faults import Fault, Faults
from parking.store.session import writing
from parking.values.ids import new_id
from parking.values.money import Money
from tests.desk.cases import paid
from tests.desk.conftest import Desk
from tests.recovery.cases import REGISTER_DAY, by, may_register, night, on, state_of, tell

DAY = timedelta(days=1)
SEEN = re.compile(r'name="seen"[^>]*value="([0-9a-f]{64})"')


@pytest.fixture
def court(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> StandInCourt:
    found = StandInCourt()
    monkeypatch.setitem(app.extensions, EXTENSION, lambda _council: found)
    return found


@pytest.fixture
def cases(app: APIFlask, specimen: Specimen, noon: datetime) -> list[UUID]:
    with app.app_context():
        return may_register(specimen, noon, 2)


def stage(app: APIFlask, specimen: Specimen, case: UUID) -> Stage:
    with app.app_context():
        return state_of(specimen, case).stage


def test_a_case_officer_makes_a_batch_and_a_manager_certifies_it(
    app: APIFlask, specimen: Specimen, cases: list[UUID], desk: Desk, court: StandInCourt
) -> None:
    with on(REGISTER_DAY):
        officer, manager = desk(Role.CASE_OFFICER), desk(Role.MANAGER)
        assert "2 debts may go to the court today" in officer.get("/desk/recovery").text
        place = officer.post("/desk/recovery/batches").location
        page = officer.get(place).text
        assert "2 cases, £170 in all." in page
        assert "I certify it" not in page
        assert officer.post(f"{place}/certify").status_code == 403
        seen = SEEN.search(manager.get(place).text)
        assert seen is not None
        manager.post(f"{place}/certify", data={"seen": seen[1]})
        page = manager.get(place).text
        assert "The batch is certified and sent." in page
        assert "by Manager of Exampleton" in page
        assert "At the court" in page
    with app.app_context():
        night(REGISTER_DAY + DAY, court)
    with on(REGISTER_DAY + DAY):
        assert "Registered" in officer.get(place).text
        assert "Goes to the print room tonight" not in officer.get("/desk/recovery").text
        assert "Waits for the print room." in officer.get("/desk/recovery").text
    assert [stage(app, specimen, case) for case in cases] == [Stage.REGISTERED] * 2


def test_who_pays_before_the_batch_is_certified_is_left_out_and_the_officer_looks_again(
    app: APIFlask, specimen: Specimen, cases: list[UUID], desk: Desk, court: StandInCourt
) -> None:
    with on(REGISTER_DAY) as at:
        officer, manager = desk(Role.CASE_OFFICER), desk(Role.MANAGER)
        place = officer.post("/desk/recovery/batches").location
        seen = SEEN.search(manager.get(place).text)
        assert seen is not None
        with app.app_context():
            paid(specimen, cases[0], at, Money(7500))
        manager.post(f"{place}/certify", data={"seen": seen[1]})
        page = manager.get(place).text
        assert "1 case left out." in page
        assert "1 case, £85 in all." in page
        stale = manager.post(f"{place}/certify", data={"seen": seen[1]})
        assert stale.status_code == 409


def test_a_certificate_shown_to_be_premature_is_an_alarm_and_is_cancelled(
    app: APIFlask, specimen: Specimen, cases: list[UUID], desk: Desk
) -> None:
    with app.app_context():
        late = ServiceCorrected(Served.NOTICE, date(2026, 4, 20), REGISTER_DAY, new_id(), None)
        tell(specimen, cases[0], late, REGISTER_DAY)
    with on(REGISTER_DAY):
        client = desk(Role.CASE_OFFICER)
        page = client.get("/desk/recovery").text
        assert "Charge certificates that came too early" in page
        place = f"/desk/cases/{cases[0]}/cancel-certificate"
        assert place in page
        wrong = client.post(place, data={"because": "served_too_early", "note": ""})
        assert "Say what happened" in wrong.text
        client.post(place, data={"because": "served_too_early", "note": "Royal Mail lost it for two weeks."})
        again = client.post(place, data={"because": "served_too_early", "note": "Twice."})
        assert again.status_code == 409
    assert stage(app, specimen, cases[0]) is Stage.NOTICE_TO_OWNER


def test_an_order_out_of_time_is_an_alarm_and_its_registration_is_withdrawn(
    app: APIFlask, specimen: Specimen, cases: list[UUID], desk: Desk, court: StandInCourt
) -> None:
    with on(REGISTER_DAY):
        officer, manager = desk(Role.CASE_OFFICER), desk(Role.MANAGER)
        place = officer.post("/desk/recovery/batches").location
        seen = SEEN.search(manager.get(place).text)
        assert seen is not None
        manager.post(f"{place}/certify", data={"seen": seen[1]})
    with app.app_context():
        night(REGISTER_DAY + DAY, court)
        last = state_of(specimen, cases[0]).registered_on
    assert last is not None
    with on(last + 15 * DAY):
        assert "Orders that are out of time" not in officer.get("/desk/recovery").text
    with on(last + 16 * DAY):
        assert "Orders that are out of time" in officer.get("/desk/recovery").text
        act = f"/desk/cases/{cases[0]}/withdraw-registration"
        officer.post(act, data={"because": "order_too_late", "note": "The printer was broken."})
    assert stage(app, specimen, cases[0]) is Stage.CHARGE_CERTIFICATE
    with app.app_context():
        assert night(last + 17 * DAY, court).done["batches to take back, to be certified"] == 1
    with on(last + 17 * DAY):
        assert "take back" in officer.get("/desk/recovery").text


def test_a_lost_batch_is_sent_again_or_taken_as_lost(
    app: APIFlask, specimen: Specimen, cases: list[UUID], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaf = StandInCourt(Faults.of(Fault.LOSES_A_BATCH))
    monkeypatch.setitem(app.extensions, EXTENSION, lambda _council: deaf)
    with on(REGISTER_DAY):
        officer, manager = desk(Role.CASE_OFFICER), desk(Role.MANAGER)
        place = officer.post("/desk/recovery/batches").location
        seen = SEEN.search(manager.get(place).text)
        assert seen is not None
        manager.post(f"{place}/certify", data={"seen": seen[1]})
        manager.post(f"{place}/send-again")
        assert "The same file was sent again." in manager.get(place).text
        manager.post(f"{place}/give-up")
        page = manager.get("/desk/recovery").text
        assert "2 cases may go with another" in page
        assert "2 debts may go to the court today" in page


def test_a_total_that_differs_is_told_and_settled(
    app: APIFlask, specimen: Specimen, cases: list[UUID], desk: Desk, court: StandInCourt
) -> None:
    with on(REGISTER_DAY) as at:
        officer, manager = desk(Role.CASE_OFFICER), desk(Role.MANAGER)
        place = officer.post("/desk/recovery/batches").location
        seen = SEEN.search(manager.get(place).text)
        assert seen is not None
        manager.post(f"{place}/certify", data={"seen": seen[1]})
        wrong = SealedAuthority(
            id="seal", batch=1, registered_on=REGISTER_DAY, registered=2, rejected=0, total=Money(17001)
        )
        with app.app_context(), writing(authority=specimen.id) as session:
            keep(session, council=specimen.council, said=(wrong,), by=by(at))
            act_on_replies(session, council=specimen.council, by=by(at))
        page = manager.get("/desk/recovery").text
        assert "The court&#39;s total is not ours. Nothing was registered." in page
        found = re.search(r"/desk/recovery/answers/[0-9a-f-]{36}/settle", page)
        assert found is not None
        manager.post(found[0])
        assert found[0] not in manager.get("/desk/recovery").text
