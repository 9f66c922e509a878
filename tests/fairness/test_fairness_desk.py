"""The desk's pages of holds: chosen, kept, listed late, and what people need shown in their cases."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.fairness.models import Adjustment, Circumstance
from parking.law.state import HoldKind
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from parking.values import clock
from parking.values.mark import Mark
from tests.challenges.telling import state_of
from tests.desk.cases import NIGHT_29, POSTING, drawn, issued, night
from tests.desk.conftest import Desk, case, desk, staff

__all__ = ["case", "desk", "staff"]


def on(field: str, day: int, month: int, year: int = 2026) -> dict[str, str]:
    return {f"{field}-day": str(day), f"{field}-month": str(month), f"{field}-year": str(year)}


def facts(kind: HoldKind, **more: str) -> dict[str, str]:
    return {
        "kind": kind.value, "chosen": "yes", "owner": "me", "note": "They called.",
        **on("review_on", 30, 3), **more,
    }  # fmt: skip


def test_a_hold_is_chosen_by_what_it_does_and_then_asks_for_its_facts(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client, at = desk(Role.CASE_OFFICER), f"/desk/cases/{case}/holds/new"
    page = client.get(at).get_data(as_text=True)
    assert "All letters stop, answers too." in page
    assert "Choose why it should stand still" in client.post(at).get_data(as_text=True)
    asked = client.post(at, data={"kind": "insolvency"}).get_data(as_text=True)
    assert "Individual voluntary arrangement" in asked
    assert "There is a problem" not in asked, "nothing was asked for yet"
    half = facts(HoldKind.INSOLVENCY, what="iva", **on("begins_on", 1, 3))
    assert "Enter the reference" in client.post(at, data=half).get_data(as_text=True)
    assert client.post(at, data=half | {"reference": "IVA 12"}).status_code == 303
    shown = client.get(f"/desk/cases/{case}").get_data(as_text=True)
    assert "Held: insolvency" in shown
    assert "Individual voluntary arrangement, reference IVA 12, from 2026-03-01. They called." in shown
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalars(select(Circumstance.what)).all() == ["iva"]
    (hold,) = state_of_case(app, specimen, case)
    kept = {"note": "Still open.", "owner": "role:manager", **on("review_on", 30, 4)}
    assert client.post(f"/desk/cases/{case}/holds/{hold}/review", data=kept).status_code == 303
    again = client.get(f"/desk/cases/{case}").get_data(as_text=True)
    assert "A parking manager looks at it again on Thursday 30 April 2026" in again


def test_a_breathing_space_is_picked_for_the_person_s_other_cases(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    with app.app_context():
        other = issued(specimen, clock.at_local(date(2026, 3, 2), 12))
    client, at = desk(Role.CASE_OFFICER), f"/desk/cases/{case}/holds/new"
    asked = client.post(at, data={"kind": "breathing_space"}).get_data(as_text=True)
    assert "Same vehicle, and its keeper is not known yet" in asked
    sent = facts(HoldKind.BREATHING_SPACE, reference="BS 1", others=str(other), **on("begins_on", 2, 3))
    assert client.post(at, data=sent).status_code == 303
    assert len(state_of_case(app, specimen, other)) == 1
    wrong = sent | {"others": str(specimen.id)}
    assert "Choose from the answers on the page" in client.post(at, data=wrong).get_data(as_text=True)


def test_a_crisis_gets_its_last_day_when_treatment_ends(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client, at = desk(Role.CASE_OFFICER), f"/desk/cases/{case}/treatment"
    ended = {"note": "The team wrote.", **on("ended_on", 2, 3)}
    assert "No breathing space for treatment" in client.post(at, data=ended).get_data(as_text=True)
    sent = facts(HoldKind.BREATHING_SPACE_CRISIS, reference="MH 1", **on("begins_on", 1, 3))
    assert client.post(f"/desk/cases/{case}/holds/new", data=sent).status_code == 303
    assert "The treatment has ended" in client.get(f"/desk/cases/{case}").get_data(as_text=True)
    assert client.post(at, data=ended).status_code == 303
    assert "until Wed 1 Apr 2026" in client.get("/desk/holds").get_data(as_text=True)


def test_instalments_are_agreed_and_a_missed_one_is_listed(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client, at = desk(Role.CASE_OFFICER), f"/desk/cases/{case}/holds/new"
    plan = {
        "kind": "payment_arrangement", "chosen": "yes", "times": "2", "every": "month", "owner": "me",
        "note": "Two parts.", **on("first_on", 20, 3),
    }  # fmt: skip
    assert "In how many payments?" in client.post(at, data={"kind": plan["kind"]}).get_data(as_text=True)
    assert "from 2 to 24" in client.post(at, data=plan | {"times": "1"}).get_data(as_text=True)
    assert client.post(at, data=plan).status_code == 303
    assert "runs already" in client.post(at, data=plan).get_data(as_text=True)
    with clock.pinned(clock.at_local(date(2026, 3, 21), 10)):
        page = desk(Role.CASE_OFFICER).get("/desk/holds").get_data(as_text=True)
    assert "1 arrangement not paid as agreed" in page
    (hold,) = state_of_case(app, specimen, case)
    assert client.post(f"/desk/cases/{case}/holds/{hold}/release", data={"note": "Over."}).status_code == 303
    with clock.pinned(clock.at_local(date(2026, 3, 21), 10)):
        page = desk(Role.CASE_OFFICER).get("/desk/holds").get_data(as_text=True)
    assert "arrangement not paid" not in page


def test_a_late_hold_and_a_day_about_to_be_lost_reach_the_supervisor(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.CASE_OFFICER)
    sent = facts(HoldKind.LEGAL)
    assert client.post(f"/desk/cases/{case}/holds/new", data=sent).status_code == 303
    quiet = desk(Role.MANAGER).get("/desk/supervisor").get_data(as_text=True)
    assert "No date is about to be lost" in quiet
    with clock.pinned(clock.at_local(date(2026, 8, 25), 10)):
        page = desk(Role.MANAGER).get("/desk/supervisor").get_data(as_text=True)
        mine = desk(Role.CASE_OFFICER).get("/desk/holds").get_data(as_text=True)
    assert "Wed 2 Sep 2026" in page
    assert "With legal" in page
    assert "1 hold should have been looked at before today" in mine
    assert client.get("/desk/supervisor").status_code == 403


def test_what_a_person_needs_is_shown_in_their_cases_and_beside_their_letters(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    at = f"/desk/cases/{case}/adjustments"
    large = {"kind": "large_print", "words": "18 point"}
    assert "Nobody is known to be liable" in desk(Role.ADVISER).post(at, data=large).get_data(as_text=True)
    with app.app_context():
        issued(specimen, clock.at_local(date(2026, 3, 3), 13), mark=Mark.read("AB12 CDF"))
        night(NIGHT_29)
        run = drawn(specimen, POSTING)
    with clock.pinned(clock.at_local(POSTING, 10)):
        client = desk(Role.ADVISER)
        assert client.post(at, data=large).status_code == 303
        assert "Letters in large print</strong> (18 point)" in client.get(f"/desk/cases/{case}").get_data(
            as_text=True
        )
        clerk = desk(Role.PRINT_CLERK)
        assert (
            clerk.get(f"/desk/print/runs/{run}").get_data(as_text=True).count("Letters in large print") == 2
        )
        with app.app_context(), reading(authority=specimen.id) as session:
            row = session.scalars(select(Adjustment.id)).one()
        assert client.post(f"{at}/{row}/end").status_code == 303
        assert "Nothing is known yet" in client.get(at).get_data(as_text=True)


def test_the_print_room_records_and_explains_a_count_that_differs(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    with app.app_context():
        night(NIGHT_29)
        run = drawn(specimen, POSTING)
    at = f"/desk/print/runs/{run}"
    with clock.pinned(clock.at_local(POSTING, 10)):
        client = desk(Role.PRINT_CLERK)
        same = client.post(f"{at}/count", data={"counted": "1", "note": "One."}).get_data(as_text=True)
        assert "no difference to record" in same
        assert client.post(f"{at}/count", data={"counted": "0", "note": "None."}).status_code == 303
        assert "The count differs: 0 of 1 letters." in client.get(at).get_data(as_text=True)
        assert len(state_of_case(app, specimen, case)) == 1
        assert client.post(f"{at}/explained", data={"note": "In the tray."}).status_code == 303
        assert state_of_case(app, specimen, case) == []


def test_the_letter_to_a_family_is_asked_for_where_somebody_died(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client, at = desk(Role.CASE_OFFICER), f"/desk/cases/{case}/family-letter"
    family = {"name": "The Ellery family", "address": "4 Specimen Close\nExampleton", "postcode": "ex1 2ab"}
    assert "Hold the case first" in client.post(at, data=family).get_data(as_text=True)
    assert client.post(f"/desk/cases/{case}/holds/new", data=facts(HoldKind.DECEASED)).status_code == 303
    assert "Write to the family" in client.get(f"/desk/cases/{case}").get_data(as_text=True)
    assert client.post(at, data=family).status_code == 303


@pytest.mark.parametrize("page", ["/desk/holds", "/desk/supervisor"])
def test_the_lists_say_when_nothing_waits(page: str, case: UUID, desk: Desk) -> None:
    assert case
    assert desk(Role.MANAGER).get(page).status_code == 200


def state_of_case(app: APIFlask, specimen: Specimen, case: UUID) -> list[UUID]:
    with app.app_context():
        return list(state_of(specimen, case).holds)
