"""Who may open what: each role against each page of the desk, and nobody from another council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from parking.cases.models import EventRow
from parking.evidence.models import Photograph
from parking.notices.models import Paper
from parking.people.permissions import Role
from parking.simulation.specimens import Specimen
from parking.store.session import reading
from parking.values import clock
from parking.values.ids import new_id
from parking.web.access import declared_access
from tests.desk.cases import NIGHT_29, POSTING, drawn, issued, night
from tests.desk.conftest import Desk
from tests.people.signing_in import add_staff, sign_in

OFFICER, CASE, ADVISER, PRINT, MANAGER = (
    Role.OFFICER, Role.CASE_OFFICER, Role.ADVISER, Role.PRINT_CLERK, Role.MANAGER,
)  # fmt: skip
SEES_CASES = {CASE, ADVISER, PRINT, MANAGER}
HOLDS = {CASE, MANAGER}
SEES_PLACES = {OFFICER, CASE, ADVISER, MANAGER}

# Every page of the room: who may use it, and what the permitted are answered.
ROUTES: tuple[tuple[str, str, set[Role], int], ...] = (
    ("GET", "/staff", set(Role), 303),
    ("GET", "/desk/search", SEES_CASES, 200),
    ("POST", "/desk/search", SEES_CASES, 200),
    ("GET", "/desk/cases/{case}", SEES_CASES, 200),
    ("GET", "/desk/postal", SEES_CASES, 200),
    ("GET", "/desk/cases/{case}/extend-service", {MANAGER}, 200),
    ("POST", "/desk/cases/{case}/extend-service", {MANAGER}, 200),
    ("POST", "/desk/cases/{case}/notes", SEES_CASES, 200),
    ("GET", "/desk/cases/{case}/photographs/{photograph}", SEES_CASES, 200),
    ("GET", "/desk/cases/{case}/papers/{paper}.pdf", SEES_CASES, 200),
    ("GET", "/desk/cases/{case}/pcn.pdf", SEES_CASES, 200),
    ("GET", "/desk/cases/{case}/hold", HOLDS, 200),
    ("POST", "/desk/cases/{case}/hold", HOLDS, 200),
    ("GET", "/desk/cases/{case}/holds/{hold_id}/release", HOLDS, 200),
    ("POST", "/desk/cases/{case}/holds/{hold_id}/release", HOLDS, 200),
    ("GET", "/desk/holds", HOLDS, 200),
    ("GET", "/desk/supervisor", {MANAGER}, 200),
    *(
        (method, f"/desk/cases/{{case}}/{page}", HOLDS, 200)
        for method in ("GET", "POST")
        for page in ("holds/new", "holds/{hold_id}/review", "treatment")
    ),
    ("GET", "/desk/cases/{case}/adjustments", SEES_CASES, 200),
    ("POST", "/desk/cases/{case}/adjustments", SEES_CASES, 200),
    ("POST", "/desk/cases/{case}/adjustments/{adjustment_id}/end", SEES_CASES, 404),  # there is none
    ("GET", "/desk/cases/{case}/family-letter", {CASE}, 200),
    ("POST", "/desk/cases/{case}/family-letter", {CASE}, 200),
    ("GET", "/desk/print/runs/{run_id}/count", {PRINT}, 200),
    ("POST", "/desk/print/runs/{run_id}/count", {PRINT}, 200),
    ("GET", "/desk/print/runs/{run_id}/explained", {PRINT}, 200),
    ("POST", "/desk/print/runs/{run_id}/explained", {PRINT}, 200),
    ("GET", "/api/v1/cases/{case}/steps", SEES_CASES, 200),
    ("GET", "/desk/quarantine", {MANAGER}, 200),
    ("GET", "/desk/quarantine/{case}/{hold_id}/release", {MANAGER}, 200),
    ("POST", "/desk/quarantine/{case}/{hold_id}/release", {MANAGER}, 200),
    ("GET", "/desk/quarantine/{case}/{hold_id}/keep", {MANAGER}, 200),
    ("POST", "/desk/quarantine/{case}/{hold_id}/keep", {MANAGER}, 200),
    ("GET", "/desk/cases/{case}/cancel-certificate", {CASE}, 200),
    ("POST", "/desk/cases/{case}/cancel-certificate", {CASE}, 200),
    ("GET", "/desk/cases/{case}/withdraw-registration", {CASE}, 200),
    ("POST", "/desk/cases/{case}/withdraw-registration", {CASE}, 200),
    ("GET", "/desk/cases/{case}/order-for-recovery", {CASE}, 200),
    ("POST", "/desk/cases/{case}/order-for-recovery", {CASE}, 409),  # no debt is registered
    ("GET", "/desk/recovery", {CASE, MANAGER}, 200),
    ("POST", "/desk/recovery/batches", {CASE}, 303),
    ("GET", "/desk/recovery/batches/{batch_id}", {CASE, MANAGER}, 404),  # none was made
    ("POST", "/desk/recovery/batches/{batch_id}/certify", {MANAGER}, 404),
    ("POST", "/desk/recovery/batches/{batch_id}/records/{record_id}/take-out", {CASE}, 404),
    ("POST", "/desk/recovery/batches/{batch_id}/discard", {CASE}, 404),
    ("POST", "/desk/recovery/batches/{batch_id}/send-again", {MANAGER}, 404),
    ("POST", "/desk/recovery/batches/{batch_id}/give-up", {MANAGER}, 404),
    ("POST", "/desk/recovery/answers/{reply_id}/settle", {MANAGER}, 404),
    ("POST", "/desk/recovery/answers/{reply_id}/take-back", {MANAGER}, 404),
    ("GET", "/desk/print", {PRINT}, 200),
    ("POST", "/desk/print/runs", {PRINT}, 200),
    ("GET", "/desk/print/runs/{run_id}", {PRINT}, 200),
    ("GET", "/desk/print/runs/{run_id}/letters.pdf", {PRINT}, 200),
    ("POST", "/desk/print/runs/{run_id}/dispatch", {PRINT}, 409),  # it is not the letters' day
    ("POST", "/desk/print/runs/{run_id}/spoil", {PRINT}, 303),
    ("GET", "/desk/cases/{case}/appeal/documents", {CASE}, 200),
    ("POST", "/desk/cases/{case}/appeal/documents", {CASE}, 200),
    ("GET", "/desk/cases/{case}/appeal/not-contest", {CASE}, 200),
    ("POST", "/desk/cases/{case}/appeal/not-contest", {CASE}, 200),
    ("GET", "/desk/cases/{case}/appeal/record", {CASE}, 200),
    ("POST", "/desk/cases/{case}/appeal/record", {CASE}, 200),
    ("GET", "/desk/cases/{case}/recommendation/accept", {CASE}, 200),
    ("POST", "/desk/cases/{case}/recommendation/accept", {CASE}, 200),
    ("GET", "/desk/cases/{case}/recommendation/refuse", {CASE}, 200),
    ("POST", "/desk/cases/{case}/recommendation/refuse", {CASE}, 200),
    ("GET", "/desk/cases/{case}/appeal/pack.pdf", SEES_CASES, 410),
    ("GET", "/desk/tribunal", {CASE}, 200),
    ("POST", "/desk/tribunal/appeals/{appeal}/done", {CASE}, 404),
    ("POST", "/desk/tribunal/messages", {CASE}, 303),
    ("GET", "/desk/tribunal/messages/{message}", {CASE}, 404),
    ("POST", "/desk/tribunal/messages/{message}", {CASE}, 404),
    ("GET", "/desk/representations", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations", SEES_CASES, 200),
    ("GET", "/desk/cases/{case}/representations/receive", {CASE}, 200),
    ("POST", "/desk/cases/{case}/representations/receive", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations/late", {CASE}, 200),
    ("POST", "/desk/cases/{case}/representations/late", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations/writer", {CASE}, 200),
    ("POST", "/desk/cases/{case}/representations/writer", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations/points", {CASE}, 200),
    ("POST", "/desk/cases/{case}/representations/points", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations/accept", {CASE}, 200),
    ("POST", "/desk/cases/{case}/representations/accept", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations/reject", {CASE}, 200),
    ("POST", "/desk/cases/{case}/representations/reject", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations/liable", {CASE}, 200),
    ("POST", "/desk/cases/{case}/representations/liable", {CASE}, 200),
    ("GET", "/desk/cases/{case}/documents", {CASE}, 200),
    ("POST", "/desk/cases/{case}/documents", {CASE}, 200),
    ("GET", "/desk/cases/{case}/address/doubt", {CASE}, 200),
    ("POST", "/desk/cases/{case}/address/doubt", {CASE}, 200),
    ("GET", "/desk/cases/{case}/address/check", {CASE}, 200),
    ("POST", "/desk/cases/{case}/address/check", {CASE}, 200),
    ("GET", "/desk/cases/{case}/address/again", {CASE}, 200),
    ("POST", "/desk/cases/{case}/address/again", {CASE}, 200),
    ("GET", "/desk/cases/{case}/service", {CASE}, 200),
    ("POST", "/desk/cases/{case}/service", {CASE}, 200),
    ("GET", "/desk/cases/{case}/representations/points/{point}", {CASE}, 404),  # none was listed
    ("POST", "/desk/cases/{case}/representations/points/{point}", {CASE}, 404),
    ("GET", "/desk/cases/{case}/documents/{document}", SEES_CASES, 404),  # none was kept
    ("GET", "/desk/places", SEES_PLACES, 200),
    ("GET", "/desk/places/{place}", SEES_PLACES, 200),
    ("POST", "/desk/places/{place}/suspensions", {MANAGER}, 200),
    ("GET", "/desk/places/{place}/suspensions/{suspension}", SEES_PLACES, 404),  # none was made
    ("GET", "/desk/challenges", {CASE}, 200),
    ("POST", "/desk/challenges/attach", {CASE}, 303),
    ("GET", "/desk/challenges/new", {CASE}, 200),
    ("POST", "/desk/challenges/new", {CASE}, 200),
    ("GET", "/desk/cases/{case}/challenge", {CASE}, 200),
    ("POST", "/desk/cases/{case}/challenge", {CASE}, 200),
    ("GET", "/desk/cases/{case}/challenge/accept", {CASE}, 404),  # nobody challenged
    ("GET", "/desk/cases/{case}/challenge/refuse", {CASE}, 404),
    ("GET", "/desk/cases/{case}/challenge/withdraw", {CASE}, 404),
    ("GET", "/desk/challenges/{challenge_id}/accept", {CASE}, 404),
    ("POST", "/desk/challenges/{challenge_id}/accept", {CASE}, 404),
    ("GET", "/desk/challenges/{challenge_id}/refuse", {CASE}, 404),
    ("POST", "/desk/challenges/{challenge_id}/refuse", {CASE}, 404),
    ("GET", "/desk/challenges/{challenge_id}/withdraw", {CASE}, 404),
    ("POST", "/desk/challenges/{challenge_id}/withdraw", {CASE}, 404),
    ("GET", "/desk/money", {CASE, MANAGER}, 200),
    ("GET", "/desk/cases/{case}/payment", {CASE, MANAGER}, 200),
    ("POST", "/desk/cases/{case}/payment", {CASE, MANAGER}, 200),
    ("GET", "/desk/cases/{case}/bounced", {CASE, MANAGER}, 200),
    ("POST", "/desk/cases/{case}/bounced", {CASE, MANAGER}, 200),
    ("GET", "/desk/cases/{case}/held-money", {CASE, MANAGER}, 200),
    ("POST", "/desk/cases/{case}/held-money", {CASE, MANAGER}, 200),
    ("GET", "/desk/cases/{case}/refund", {CASE, MANAGER}, 200),
    ("POST", "/desk/cases/{case}/refund", {CASE, MANAGER}, 200),
    ("GET", "/desk/money/refunds/{refund_id}", {CASE, MANAGER}, 404),  # nobody asked for one
    ("POST", "/desk/money/refunds/{refund_id}", {CASE, MANAGER}, 404),
    ("GET", "/desk/money/unmatched", {CASE, MANAGER}, 200),
    ("POST", "/desk/money/unmatched", {CASE, MANAGER}, 200),
    ("GET", "/desk/money/unmatched/{receipt}", {CASE, MANAGER}, 404),  # no money waits
    ("POST", "/desk/money/unmatched/{receipt}", {CASE, MANAGER}, 404),
    ("GET", "/desk/closings", {CASE, MANAGER}, 200),
    ("GET", "/desk/cases/{case}/cancel", {CASE}, 200),
    ("POST", "/desk/cases/{case}/cancel", {CASE}, 200),
    ("GET", "/desk/cases/{case}/write-off", {CASE}, 200),
    ("POST", "/desk/cases/{case}/write-off", {CASE}, 200),
    ("GET", "/desk/cases/{case}/reopen", {CASE}, 200),
    ("POST", "/desk/cases/{case}/reopen", {CASE}, 200),
    ("GET", "/desk/cases/{case}/told", {CASE}, 200),
    ("POST", "/desk/cases/{case}/told", {CASE}, 200),
    ("GET", "/desk/closings/{decision_id}/look", {CASE, MANAGER}, 404),  # nobody decided
    ("POST", "/desk/closings/{decision_id}/look", {CASE, MANAGER}, 404),
    ("GET", "/desk/interests", {CASE, MANAGER}, 200),
    ("POST", "/desk/interests", {CASE, MANAGER}, 200),
    ("POST", "/desk/interests/{interest}/end", {CASE, MANAGER}, 404),  # none was declared
    ("GET", "/desk/court", HOLDS, 200),
    ("POST", "/desk/court/reports/{report}/settle", {CASE}, 404),  # there is none
    ("GET", "/desk/warrants", HOLDS, 200),
    ("POST", "/desk/warrants", {MANAGER}, 200),
    ("GET", "/desk/agents", HOLDS, 200),
    ("POST", "/desk/agents/exchange", {CASE}, 303),
    *(
        (method, f"/desk/cases/{{case}}/{page}", {CASE, MANAGER} if page == "agent/recall" else {CASE}, 200)
        for method in ("GET", "POST")
        for page in (
            "court/application",
            "court/answer",
            "court/refused",
            "court/revoked",
            "court/fresh-notice",
            "court/refer",
            "agent/instruct",
            "agent/recall",
            "warrant/give-up",
        )
    ),
)


@dataclass(frozen=True)
class There:
    """Ids of things that are there."""

    ids: dict[str, UUID]

    def at(self, path: str) -> str:
        return path.format(**self.ids)


@pytest.fixture
def there(app: APIFlask, specimen: Specimen, noon: datetime) -> There:
    """A case with a photograph, a letter in an open run, and a hold that a photograph's lack set."""
    with app.app_context():
        case = issued(specimen, noon, photographs=1)
        night(NIGHT_29)
        run = drawn(specimen)
        with reading(authority=specimen.id) as session:
            photograph = session.scalar(select(Photograph.id))
            paper = session.scalar(select(Paper.id).where(Paper.sha256.is_not(None)))
    assert photograph is not None
    assert paper is not None
    ids = {
        "case": case, "photograph": photograph, "paper": paper, "run_id": run, "hold_id": new_id(),
        "place": specimen.car_park, "suspension": new_id(), "report": new_id(), "batch_id": new_id(),
        "record_id": new_id(), "reply_id": new_id(), "challenge_id": new_id(), "refund_id": new_id(),
        "receipt": new_id(), "decision_id": new_id(), "interest": new_id(),
        "point": new_id(), "document": new_id(), "appeal": new_id(), "message": new_id(),
        "adjustment_id": new_id(),
    }  # fmt: skip
    return There(ids)


def test_every_route_of_the_desk_stands_in_the_table(app: APIFlask) -> None:
    ours = {
        (method, route.rule.replace("<uuid:", "{").replace(">", "}"))
        for route in declared_access(app)
        if route.endpoint.startswith("desk.")
        for method in route.methods
    }
    assert ours == {(method, path) for method, path, _, _ in ROUTES}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_exactly_what_its_permissions_say(
    app: APIFlask, specimen: Specimen, there: There, desk: Desk, role: Role
) -> None:
    client = desk(role)
    wrong = []
    for method, path, allowed, answer in ROUTES:
        expected = answer if role in allowed else 403
        found = client.open(there.at(path), method=method).status_code
        if found != expected:
            wrong.append(f"{method} {path}: {found}, not {expected}")
    assert wrong == [], "; ".join(wrong)


def test_a_visitor_is_sent_to_sign_in_from_every_page(
    app: APIFlask, specimen: Specimen, there: There
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    for method, path, _, _ in ROUTES:
        answer = client.open(there.at(path), method=method)
        if path.startswith("/api/"):
            assert answer.status_code == 401
        else:
            assert (answer.status_code, answer.location.split("?")[0]) == (303, "/staff/sign-in"), path


def test_staff_of_another_council_find_nothing_of_ours_at_their_own_host(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, there: There, staff: dict[Role, str]
) -> None:
    """Every object is asked for by somebody who holds every permission, next door."""
    emails = add_staff(app, neighbour)
    for role, email in emails.items():
        client = app.test_client()
        sign_in(client, email, host="other.localhost")
        for method, path, allowed, _ in ROUTES:
            if role in allowed and "{" in path:
                answer = client.open(there.at(path), method=method, base_url="http://other.localhost")
                assert answer.status_code == 404, f"{method} {path}: {answer.status_code}"
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalar(select(EventRow.seq).where(EventRow.kind == "paper_spoiled")) is None


def test_a_paper_and_a_photograph_open_through_their_own_case_only(
    app: APIFlask, specimen: Specimen, there: There, desk: Desk, noon: datetime
) -> None:
    with app.app_context():
        other = issued(specimen, noon, code="85", suffix="t")
    client, ids = desk(Role.ADVISER), there.ids
    assert client.get(f"/desk/cases/{ids['case']}/papers/{ids['paper']}.pdf").status_code == 200
    assert client.get(f"/desk/cases/{other}/papers/{ids['paper']}.pdf").status_code == 404
    assert client.get(f"/desk/cases/{ids['case']}/photographs/{ids['photograph']}").status_code == 200
    assert client.get(f"/desk/cases/{other}/photographs/{ids['photograph']}").status_code == 404


def test_no_address_of_the_desk_can_hold_a_mark_or_a_number(app: APIFlask) -> None:
    for route in declared_access(app):
        if route.endpoint.startswith("desk."):
            assert route.rule.count("<") == route.rule.count("<uuid:"), route.rule


def test_the_letters_of_the_matrix_are_dated_for_another_day(there: There) -> None:
    assert clock.today() == date(2026, 3, 3) != POSTING
