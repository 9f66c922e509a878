"""The desk records and answers challenges, handles money, and ends cases; refusals are said in words."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.challenges.models import Challenge
from parking.closing.models import Decision
from parking.law.state import Stage
from parking.payments.models import Receipt, Refund
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.store.base import Owned
from parking.store.session import reading
from parking.values.money import Money
from tests.challenges.telling import state_of
from tests.desk.cases import paid
from tests.desk.conftest import Desk

TODAY = {"day": "3", "month": "3", "year": "2026"}


def on(field: str, **changes: str) -> dict[str, str]:
    return {f"{field}-{part}": value for part, value in (TODAY | changes).items()}


def a_challenge(**changes: str) -> dict[str, str]:
    return {
        "text": "The machine was broken.", "channel": "post", **on("received_on"), "name": "Amara Ellery",
        "address": "4 Specimen Close\nExampleton", "postcode": "ex1 2ab", **changes,
    }  # fmt: skip


def some_money(**changes: str) -> dict[str, str]:
    return {
        "key": str(uuid4()), "amount": "25", "channel": "post", **on("received_on"), "said": "cheque 12",
        **changes,
    }  # fmt: skip


def newest(app: APIFlask, specimen: Specimen, table: type[Owned]) -> UUID:
    with app.app_context(), reading(authority=specimen.id) as session:
        return session.scalars(select(table.id).order_by(table.id.desc())).all()[0]


def test_a_challenge_is_recorded_listed_and_refused(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.CASE_OFFICER)
    half = client.post(f"/desk/cases/{case}/challenge", data=a_challenge(postcode="")).get_data(as_text=True)
    assert "Enter a name, an address and a postcode" in half
    done = client.post(f"/desk/cases/{case}/challenge", data=a_challenge())
    assert done.status_code == 303, done.get_data(as_text=True)
    listed = client.get("/desk/challenges").get_data(as_text=True)
    assert "EX00000001" in listed
    assert "Mon 16 Mar 2026" in listed, "14 days beginning with 3 March"
    row = newest(app, specimen, Challenge)
    assert client.get(f"/desk/cases/{case}/challenge/refuse").location == f"/desk/challenges/{row}/refuse"
    page = client.get(f"/desk/challenges/{row}/refuse").get_data(as_text=True)
    assert "The machine was broken." in page
    assert "Amara Ellery, 4 Specimen Close, Exampleton, EX1 2AB" in page
    answer = {"answer": "We tested the machine that day. It worked."}
    assert client.post(f"/desk/challenges/{row}/refuse", data=answer).status_code == 303
    shown = client.get(f"/desk/cases/{case}").get_data(as_text=True)
    assert f"/desk/cases/{case}/challenge/accept" in shown, "the case page leads to what can be done"
    again = client.post(f"/desk/challenges/{row}/refuse", data=answer)
    assert "waits for the post already" in again.get_data(as_text=True)
    assert client.get(f"/desk/challenges/{uuid4()}/accept").status_code == 404


def test_a_challenge_by_number_waits_for_its_pcn(app: APIFlask, specimen: Specimen, desk: Desk) -> None:
    client = desk(Role.CASE_OFFICER)
    wrong = client.post("/desk/challenges/new", data=a_challenge(number="12")).get_data(as_text=True)
    assert "A PCN number is two letters" in wrong
    assert client.post("/desk/challenges/new", data=a_challenge(number="EX00000007")).status_code == 303
    assert "Its PCN is not on file yet" in client.get("/desk/challenges").get_data(as_text=True)
    assert client.post("/desk/challenges/attach").status_code == 303


def test_accepting_and_taking_back(app: APIFlask, specimen: Specimen, case: UUID, desk: Desk) -> None:
    client = desk(Role.CASE_OFFICER)
    client.post(f"/desk/cases/{case}/challenge", data=a_challenge())
    first = newest(app, specimen, Challenge)
    assert client.post(f"/desk/challenges/{first}/withdraw", data=on("on")).status_code == 303
    client.post(f"/desk/cases/{case}/challenge", data=a_challenge())
    second = newest(app, specimen, Challenge)
    assert client.post(f"/desk/challenges/{second}/accept", data={"answer": "Sorry."}).status_code == 303
    with app.app_context():
        assert state_of(specimen, case).stage is Stage.CANCELLED
    report = desk(Role.MANAGER).get("/desk/closings").get_data(as_text=True)
    assert "Challenge accepted" in report
    assert "£50.00" in report


def test_a_cheque_beside_a_challenge_is_held_and_then_used(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.CASE_OFFICER)
    client.post(f"/desk/cases/{case}/challenge", data=a_challenge())
    cheque = some_money()
    for _ in range(2):
        assert client.post(f"/desk/cases/{case}/payment", data=cheque).status_code == 303
    listed = client.get("/desk/money").get_data(as_text=True)
    assert listed.count("Pay or contest?") == 1
    receipt = newest(app, specimen, Receipt)
    chosen = {"payment": str(receipt), "wish": "pay"}
    assert "£25, post" in client.get(f"/desk/cases/{case}/held-money").get_data(as_text=True)
    assert client.post(f"/desk/cases/{case}/held-money", data=chosen).status_code == 303
    with app.app_context():
        assert state_of(specimen, case).stage is Stage.PAID
    gone = {"payment": str(receipt), **on("told_on")}
    assert client.post(f"/desk/cases/{case}/bounced", data=gone).status_code == 303
    assert client.get(f"/desk/cases/{case}").status_code == 200
    with app.app_context():
        assert state_of(specimen, case).stage is Stage.SERVED
    nothing = client.post(f"/desk/cases/{case}/payment", data=some_money(amount="0")).get_data(as_text=True)
    assert "Enter an amount above nothing" in nothing


def test_money_nobody_can_place_is_placed(app: APIFlask, specimen: Specimen, case: UUID, desk: Desk) -> None:
    client = desk(Role.CASE_OFFICER)
    money = some_money(number="EX00000010", mark="")
    assert client.post("/desk/money/unmatched", data=money).status_code == 303
    receipt = newest(app, specimen, Receipt)
    assert "EX00000001" in client.get(f"/desk/money/unmatched/{receipt}").get_data(as_text=True)
    placed = client.post(f"/desk/money/unmatched/{receipt}", data={"case": str(case)})
    assert placed.status_code == 303, "two digits swapped"
    with app.app_context():
        assert state_of(specimen, case).stage is Stage.PAID
    assert client.get(f"/desk/money/unmatched/{receipt}").status_code == 404


def test_a_large_refund_is_agreed_to_by_another_person(
    app: APIFlask, specimen: Specimen, case: UUID, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        paid(specimen, case, noon, Money(12_600))
    client = desk(Role.CASE_OFFICER)
    assert client.post(f"/desk/cases/{case}/refund", data={"channel": "card"}).status_code == 303
    row = newest(app, specimen, Refund)
    mine = client.post(f"/desk/money/refunds/{row}", data={"agree": "yes"}).get_data(as_text=True)
    assert "nobody agrees to their own refund" in mine
    manager = desk(Role.MANAGER)
    assert manager.post(f"/desk/money/refunds/{row}", data={"agree": "yes"}).status_code == 303
    with app.app_context():
        assert state_of(specimen, case).refunded == Money(10_100)


def test_a_case_is_cancelled_for_a_reason_on_the_list_and_by_nobody_with_an_interest(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.CASE_OFFICER)
    assert client.post("/desk/interests", data={"mark": "AB12 CDE", "whose": "own"}).status_code == 303
    page = client.get("/desk/interests").get_data(as_text=True)
    assert "declared on Tuesday 3 March 2026" in page
    why = {"reason": "issued_in_error", "text": "Wrong bay."}
    refused = client.post(f"/desk/cases/{case}/cancel", data=why).get_data(as_text=True)
    assert "You declared an interest in this vehicle" in refused
    unknown = client.post(f"/desk/cases/{case}/write-off", data=why | {"reason": "issued_in_error"})
    assert "Choose one of the answers on the page" in unknown.get_data(as_text=True)


@pytest.mark.parametrize("end", ["cancel", "write-off"])
def test_a_slip_is_undone_until_somebody_is_told(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk, end: str
) -> None:
    client = desk(Role.CASE_OFFICER)
    why = {"reason": "compassion", "text": "They are ill."}
    slip = {"reason": "wrong_case", "text": "The wrong one."}
    assert client.post(f"/desk/cases/{case}/{end}", data=why).status_code == 303
    assert client.post(f"/desk/cases/{case}/reopen", data=slip).status_code == 303
    assert client.post(f"/desk/cases/{case}/{end}", data=why).status_code == 303
    assert client.post(f"/desk/cases/{case}/told", data={"how": "phone"}).status_code == 303
    assert client.get(f"/desk/cases/{case}").status_code == 200
    stopped = client.post(f"/desk/cases/{case}/reopen", data=slip).get_data(as_text=True)
    assert "There is a problem" in stopped, "said on the page, in words"
    with app.app_context():
        assert state_of(specimen, case).told_on == date(2026, 3, 3)


def test_a_second_look_is_somebody_else_s(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parking.closing.actions.needs_second_look", lambda *_, **__: True)
    client = desk(Role.CASE_OFFICER)
    client.post(f"/desk/cases/{case}/cancel", data={"reason": "compassion", "text": "They are ill."})
    row = newest(app, specimen, Decision)
    look = {"agrees": "no", "text": "I would have asked for proof."}
    mine = client.post(f"/desk/closings/{row}/look", data=look).get_data(as_text=True)
    assert "somebody else has to look at it again" in mine
    manager = desk(Role.MANAGER)
    assert "They are ill." in manager.get(f"/desk/closings/{row}/look").get_data(as_text=True)
    assert manager.post(f"/desk/closings/{row}/look", data=look).status_code == 303
    assert "Disagrees: Manager of Exampleton" in manager.get("/desk/closings").get_data(as_text=True)
