"""A handheld issues PCNs, sends photographs and reports PCNs that were given, on both engines."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from parking.cases.audit import verify
from parking.cases.models import Case, EventRow
from parking.evidence.models import Note
from parking.evidence.queries import photographs_of
from parking.notices.models import Paper
from parking.people.actions import revoke_device
from parking.places.models import Place
from parking.simulation.specimens import Specimen
from parking.store.session import reading, writing
from parking.values.canonical import sha256
from parking.values.ids import new_id
from tests.patrol.conftest import Handheld, jpeg

pytestmark = pytest.mark.both_engines
Seen = Callable[..., dict[str, Any]]


def count(app: APIFlask, specimen: Specimen, table: type) -> int:
    with app.app_context(), reading(authority=specimen.id) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_pcn_is_issued_with_its_photograph_and_drawn_on_both_papers(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    ref = new_id()
    photograph = handheld.photograph(ref, noon)
    answer = handheld.put_pcn(seen(photographs=[str(photograph)], overrides=None), ref)
    assert answer.status_code == 201, answer.text
    found = answer.get_json()
    assert (found["became"], found["number"], found["held"]) == ("recorded", "EX00000001", False)
    assert len(found["access_code"]) == 8
    for paper in ("paper_a4", "paper_80mm"):
        drawn = handheld.send("GET", found[paper].removeprefix("/api/v1"))
        assert (drawn.status_code, drawn.mimetype, drawn.data[:5]) == (200, "application/pdf", b"%PDF-")
    with app.app_context(), reading(authority=specimen.id) as session:
        case_id = session.scalars(select(Case.id)).one()
        assert len(photographs_of(session, authority=specimen.id, case_id=case_id)) == 1
        assert session.scalars(select(EventRow.kind).order_by(EventRow.seq)).all() == [
            "pcn_served",
            "paper_drawn",
        ], "only the first drawing is recorded"
        assert session.scalars(select(Paper.state)).one() == "given"
        assert verify(session, authority=specimen.id).first_break is None


def test_the_same_pcn_sent_twice_gives_the_same_answer_and_one_case(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen
) -> None:
    ref = new_id()
    first, second = handheld.put_pcn(seen(), ref), handheld.put_pcn(seen(), ref)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.get_json() == second.get_json() == handheld.send("GET", f"/pcns/{ref}").get_json()
    assert count(app, specimen, Case) == 1


def test_a_refusal_names_every_reason_with_its_provision_and_uses_no_number(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    paid = (noon - timedelta(minutes=9)).isoformat()
    refused = handheld.put_pcn(seen(code="82", paid_until=paid, overrides=None))
    assert (refused.status_code, refused.mimetype) == (409, "application/problem+json")
    reasons = {reason["code"]: reason for reason in refused.get_json()["reasons"]}
    assert set(reasons) == {"inside_grace", "no_photographs"}
    assert "reg 5" in reasons["inside_grace"]["under"]["provision"]
    assert reasons["inside_grace"]["field"] == "paid_until"
    assert not reasons["inside_grace"]["policy"]
    assert reasons["no_photographs"]["policy"]
    assert handheld.put_pcn(seen()).get_json()["number"] == "EX00000001"


def test_checks_say_the_same_without_recording_anything(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen
) -> None:
    answer = handheld.send("POST", "/checks", json=seen(mark="101 D 234", overrides=None))
    found = answer.get_json()
    assert answer.status_code == 200, answer.text
    assert not found["may_issue"]
    assert [reason["code"] for reason in found["stops"]] == ["no_photographs"]
    assert [reason["code"] for reason in found["warnings"]] == ["odd_mark"]
    assert handheld.send("POST", "/checks", json=seen()).get_json()["may_issue"]
    assert count(app, specimen, Case) == 0


def test_a_policy_may_be_set_aside_and_the_reason_is_kept_as_a_note(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen
) -> None:
    assert handheld.put_pcn(seen(note="Seen from the gate")).status_code == 201
    with app.app_context(), reading(authority=specimen.id) as session:
        text = session.scalars(select(Note.text)).one()
    assert text == "Seen from the gate\nPolicy no photographs set aside: the camera is broken"


def test_a_law_may_not_be_set_aside(handheld: Handheld, seen: Seen) -> None:
    overrides = [{"code": "paid_until_missing", "why": "I am sure"}]
    refused = handheld.put_pcn(seen(code="82", overrides=overrides))
    assert refused.status_code == 409
    assert "paid_until_missing" in {reason["code"] for reason in refused.get_json()["reasons"]}


def test_a_block_of_numbers_is_the_device_s_own_and_its_pcns_are_recorded(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    block = handheld.send("POST", "/number-blocks", json={"count": 3}).get_json()
    assert [row["number"] for row in block["numbers"]] == ["EX00000001", "EX00000002", "EX00000003"]
    given = seen(number="EX00000002", served_at=noon.isoformat())
    answer = handheld.put_pcn(given)
    found = answer.get_json()
    assert (answer.status_code, found["number"], found["held"]) == (201, "EX00000002", False)
    assert found["access_code"] == block["numbers"][1]["access_code"]


def test_a_given_pcn_that_fails_its_checks_is_recorded_and_held(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    ref, given = new_id(), seen(code="82", number="EX00000900", served_at=noon.isoformat())
    answer = handheld.put_pcn(given, ref)
    found = answer.get_json()
    assert (answer.status_code, found["held"]) == (201, True)
    assert found["checks_failed"] == ["paid_until_missing", "number_not_of_device"]
    again = handheld.put_pcn(given, ref)
    assert (again.status_code, again.get_json()) == (200, found)


def test_a_given_pcn_at_a_place_nobody_knows_is_recorded_at_the_unknown_place(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    for number in ("EX00000901", "EX00000902"):
        given = seen(place="NOWHERE", number=number, served_at=noon.isoformat())
        answer = handheld.put_pcn(given | {"mark": "AB12 CDE" if number[-1] == "1" else "AB12 CDF"})
        assert answer.status_code == 201, answer.text
        assert answer.get_json()["held"]
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalars(select(Place.code).where(Place.code.like("UNKNOWN%"))).all() == ["UNKNOWN-CP"]
        assert "named the place NOWHERE" in str(session.scalars(select(Note.text)).all())
    assert "UNKNOWN-CP" not in {p["code"] for p in handheld.send("GET", "/places").get_json()["places"]}


def test_a_given_number_that_stands_on_another_case_is_kept_for_a_person(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    first = handheld.put_pcn(seen()).get_json()["number"]
    ref = new_id()
    given = seen(number=first, served_at=noon.isoformat(), mark="AB12 CDF")
    for _ in range(2):
        answer = handheld.put_pcn(given, ref)
        assert (answer.status_code, answer.get_json()["became"]) == (202, "kept_for_a_person")
        assert "stands on another PCN" in answer.get_json()["says"]
    kept = handheld.send("GET", f"/pcns/{ref}").get_json()
    assert (kept["number"], kept["paper_a4"]) == (first, None)
    assert handheld.send("GET", f"/pcns/{ref}/paper.a4.pdf").status_code == 409


def test_a_given_number_of_another_authority_s_case_is_kept_for_a_person(
    app: APIFlask, neighbour: Specimen, handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    other = Handheld(app.test_client(), neighbour.device.token, "http://other.localhost")
    taken = other.put_pcn(seen()).get_json()["number"]
    answer = handheld.put_pcn(seen(number=taken, served_at=noon.isoformat()))
    assert (answer.status_code, answer.get_json()["access_code"]) == (202, None)


def test_a_number_given_after_the_answer_was_lost_is_kept_beside_the_one_issued(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    ref = new_id()
    issued = handheld.put_pcn(seen(), ref).get_json()["number"]
    answer = handheld.put_pcn(seen(number="EX00000950", served_at=noon.isoformat()), ref)
    assert (answer.status_code, answer.get_json()["number"]) == (202, "EX00000950")
    assert issued == "EX00000001"


def test_a_given_pcn_from_before_the_law_is_kept_for_a_person(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    reset_clock = {"contravention_at": "1970-01-01T00:05:00Z", "observed_from": None, "observed_until": None}
    given = seen(number="EX00000960", served_at=noon.isoformat(), **reset_clock)
    answer = handheld.put_pcn(given)
    assert (answer.status_code, "clock of your device" in answer.get_json()["says"]) == (202, True)
    refused = handheld.put_pcn(seen(**reset_clock))
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["field"] == "contravention_at"


def test_a_given_pcn_from_a_clock_that_runs_ahead_is_recorded_and_held(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    ahead = (noon + timedelta(days=400)).isoformat()
    answer = handheld.put_pcn(seen(number="EX00000970", served_at=ahead))
    assert answer.status_code == 201, answer.text
    assert "contravention_in_future" in answer.get_json()["checks_failed"]


def test_a_photograph_is_kept_once_and_its_receipt_is_its_hash(handheld: Handheld, noon: datetime) -> None:
    ref, about = new_id(), {"pcn_ref": str(new_id()), "subject": "bay", "taken_at": noon.isoformat()}
    raw = {"query_string": about, "data": jpeg(), "content_type": "image/jpeg"}
    first, again = (handheld.send("PUT", f"/photographs/{ref}", **raw) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json() == {"photograph": str(ref), "sha256": sha256(jpeg())}
    other = handheld.send("PUT", f"/photographs/{ref}", **raw | {"data": jpeg("red")})
    assert other.status_code == 409


def test_a_photograph_may_come_as_a_form_and_may_come_late(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    ref = new_id()
    handheld.put_pcn(seen(), ref)
    form = {"pcn_ref": str(ref), "subject": "plate", "taken_at": noon.isoformat()}
    answer = handheld.send(
        "PUT", f"/photographs/{new_id()}", data=form | {"photograph": (io.BytesIO(jpeg()), "a.jpg")}
    )
    assert answer.status_code == 201, answer.text
    with app.app_context(), reading(authority=specimen.id) as session:
        case_id = session.scalars(select(Case.id)).one()
        assert len(photographs_of(session, authority=specimen.id, case_id=case_id)) == 1


def test_places_say_what_may_be_issued_at_a_minute_and_what_must_be_known(handheld: Handheld) -> None:
    answer = handheld.send("GET", "/places", query_string={"at": "2026-03-03T12:00:00Z"})
    places = {place["code"]: place for place in answer.get_json()["places"]}
    codes = {row["code"]: row for row in places["PG"]["contraventions"]}
    assert places["PG"]["may_issue"]
    assert (codes["82"]["must_know"], codes["80"]["must_know"]) == ("paid_until", "first_seen")
    assert (codes["80"]["max_stay_minutes"], codes["83"]["observe_minutes"]) == (120, 0)
    assert {"suffix": "p", "means": codes["82"]["suffixes"][0]["means"]} in codes["82"]["suffixes"]
    assert [stop["code"] for stop in places["HIGH"]["stops"]] == ["power_ended"]
    assert handheld.send("GET", "/places/pg").get_json()["name"] == "Pleasure Green"
    assert handheld.send("GET", "/places/none").status_code == 404


def test_nobody_speaks_without_a_token_of_this_authority_that_still_holds(
    app: APIFlask, specimen: Specimen, neighbour: Specimen, handheld: Handheld
) -> None:
    anybody = app.test_client().get("/api/v1/places", base_url="http://localhost")
    assert (anybody.status_code, anybody.headers["WWW-Authenticate"]) == (401, "Bearer")
    stranger = Handheld(handheld.client, neighbour.device.token)
    assert stranger.send("GET", "/places").status_code == 401
    assert handheld.send("GET", "/places").status_code == 200
    with app.app_context(), writing(authority=specimen.id) as session:
        revoke_device(
            session,
            authority=specimen.id,
            device_id=specimen.device.id,
            at=datetime.fromisoformat("2026-03-03T12:00:00+00:00"),
        )
    assert handheld.send("GET", "/places").status_code == 401


def test_an_unknown_reference_is_404(handheld: Handheld) -> None:
    answer = handheld.send("GET", f"/pcns/{UUID(int=7)}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_pcn_that_a_vehicle_drove_away_from_is_prepared_to_go_by_post_and_shows_nobody_its_code(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    ref = new_id()
    body = seen(
        basis="drive_away", ended_at=noon.isoformat(),
        prepare_started_at=(noon - timedelta(minutes=1)).isoformat(),
    )  # fmt: skip
    first = handheld.send("PUT", f"/postal-pcns/{ref}", json=body)
    assert first.status_code == 201, first.text
    assert (first.get_json()["number"], first.get_json()["stage"]) == ("EX00000001", "prepared")
    again = handheld.send("PUT", f"/postal-pcns/{ref}", json=body)
    assert (again.status_code, again.get_json()) == (200, first.get_json())
    assert handheld.send("GET", f"/postal-pcns/{ref}").get_json() == first.get_json()
    same = handheld.send("GET", f"/pcns/{ref}").get_json()
    assert (same["access_code"], same["paper_a4"]) == (None, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"basis": "drive_away"}, "not_begun_to_prepare"),
        ({"basis": "prevented"}, "how_prevented_missing"),
        ({"basis": "approved_device"}, "device_not_signed_off"),
    ],
)
def test_a_device_hears_by_name_why_nothing_can_go_by_post(
    app: APIFlask, specimen: Specimen, handheld: Handheld, seen: Seen, noon: datetime,
    changes: dict[str, Any], code: str,
) -> None:  # fmt: skip
    body = seen(ended_at=noon.isoformat(), **changes)
    answer = handheld.send("PUT", f"/postal-pcns/{new_id()}", json=body)
    assert answer.status_code == 409, answer.text
    assert [reason["code"] for reason in answer.get_json()["reasons"]] == [code]
    assert count(app, specimen, Case) == 0


def test_a_pcn_given_at_the_kerb_is_not_sent_as_one_by_post(
    handheld: Handheld, seen: Seen, noon: datetime
) -> None:
    body = seen(ended_at=noon.isoformat(), basis="kerb")
    assert handheld.send("PUT", f"/postal-pcns/{new_id()}", json=body).status_code == 422
