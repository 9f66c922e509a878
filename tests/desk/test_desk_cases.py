"""The case page tells a case as it stands, at every stage this system reaches."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from parking.cases.audit import verify
from parking.cases.history import registry
from parking.cases.models import Case
from parking.desk.rules import HOLD_TITLES
from parking.keepers.gateway import KeeperReply
from parking.law.state import HoldKind, KeeperAnswer
from parking.people.models import Look
from parking.people.permissions import Role
from parking.places.actions import attach_document
from parking.places.models import Order
from parking.simulation.specimens import Specimen
from parking.store.base import db
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.money import Money
from tests.desk.cases import NIGHT_29, POSTING, drawn, issued, night, paid, posted
from tests.desk.conftest import Desk

EVENTS = Path(__file__).parents[2] / "templates" / "desk" / "events"


def text_of(client: FlaskClient, case: UUID, on: date | None = None) -> str:
    """Return the words of a case page, as they read on a day."""
    at = clock.at_local(on or clock.today(), 12)
    with clock.pinned(at):
        answer = client.get(f"/desk/cases/{case}")
    assert answer.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", plain).replace("&#39;", "'").replace("&amp;", "&")


def test_every_kind_of_event_has_a_partial_of_its_own_and_a_new_one_the_default() -> None:
    assert {path.stem for path in EVENTS.glob("*.html")} == {*registry.KINDS, "default"}


def test_a_pcn_just_served_says_what_is_owed_what_comes_next_and_what_cannot_happen_yet(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    page = text_of(desk(Role.ADVISER), case)
    assert "EX00000001 AB12 CDE" in page
    assert "Stage PCN served Owed today £25" in page
    assert "Ask who the keeper is, by this system at night, from Tue 31 Mar 2026" in page
    assert "£25 owed today, until the end of Monday 16 March 2026 . After that £50" in page.replace(
        "2026.", "2026 ."
    )
    assert "Request a notice to owner Nobody is named as liable" in page
    assert "Serve a notice to owner" not in page  # none is printed, so there is nothing to serve
    assert "Last day to post it: Friday 28 August 2026" in page  # 2 September less two working days
    assert "SI 2022/71 Sch 2 para 2(d)" in page
    assert "Olu Officer" in page
    assert "Hold the case By the back office" in page
    assert "The officer took none." in page


def test_after_the_discount_the_whole_charge_is_owed(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    assert "Owed today £50" in text_of(desk(Role.ADVISER), case, date(2026, 3, 17))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (KeeperAnswer.NO_KEEPER, "It has no keeper for that day."),
        (KeeperAnswer.EXPORTED, "The vehicle was exported."),
        (KeeperAnswer.REFUSED, "It refused to answer."),
    ],
)
def test_a_case_whose_keeper_is_not_known_says_why_and_what_comes_next(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk, answer: KeeperAnswer, said: str
) -> None:
    with app.app_context():
        night(NIGHT_29, KeeperReply(answer, "", (), ""))
    page = text_of(desk(Role.CASE_OFFICER), case, NIGHT_29)
    assert said in page
    assert "Nobody is known to be liable yet" in page
    assert "Write off the debt, by the person who decides, from Tue 31 Mar 2026" in page


def test_a_case_that_waits_for_the_register_and_one_that_waited_in_vain(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    with app.app_context():
        night(NIGHT_29, None)
        asked = text_of(desk(Role.ADVISER), case, NIGHT_29)
        night(NIGHT_29 + timedelta(days=7), None)
        timed_out = text_of(desk(Role.ADVISER), case, NIGHT_29 + timedelta(days=7))
    assert "Keeper register asked by this system" in asked
    assert "Record the keeper register's answer, by this system at night or the back office" in asked
    assert "The register is asked again." in timed_out


def test_a_requested_notice_a_drawn_one_and_a_posted_one_each_say_so(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.CASE_OFFICER)
    with app.app_context():
        night(NIGHT_29)
        requested = text_of(client, case, NIGHT_29)
        drawn(specimen)
        on_paper = text_of(client, case, POSTING)
        night(POSTING + timedelta(days=1))  # nobody posted it
        spoiled = text_of(client, case, POSTING + timedelta(days=1))
        posted(specimen, date(2026, 4, 7))
        served = text_of(client, case, date(2026, 4, 9))
    assert "Amara Ellery, 4 Specimen Close, Exampleton, EX1 2AB" in requested
    assert (
        "Serve a notice to owner, by the back office, from Tue 31 Mar 2026, post it by Fri 28 Aug"
        in requested
    )
    assert (
        "Notice to owner (PDF, opens in a new tab) Drawn, to be posted on Wednesday 1 April 2026" in on_paper
    )
    assert "It waits to be drawn again." in spoiled
    assert "not drawn yet; spoiled 1 time" in spoiled
    assert "Posted first class on Tuesday 7 April 2026. Taken as served on Thursday 9 April 2026." in served
    assert "Stage Notice to owner served" in served
    assert "The tribunal must say" in served
    assert "By the motorist. Last day: Wednesday 6 May 2026" in served


def test_a_paid_case_asks_nothing_of_anybody(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    with app.app_context():
        night(NIGHT_29)
        drawn(specimen)
        paid(specimen, case, clock.at_local(POSTING, 8), Money(5000))
    page = text_of(desk(Role.MANAGER), case, POSTING)
    assert "Stage Closed: paid Owed today £0 Next nothing falls due" in page
    assert "Payment received by the motorist" in page
    assert "Received by card £50.00" in page
    assert "Hold the case" not in page


def test_a_notice_taken_back_before_posting_says_why(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    with app.app_context():
        night(NIGHT_29)
        paid(specimen, case, clock.at_local(NIGHT_29, 8), Money(5000))
        with pytest.raises(Exception, match="No paper waits"):
            drawn(specimen)
    page = text_of(desk(Role.MANAGER), case, POSTING)
    assert "Notice to owner withdrawn before posting" in page
    assert "Withdrawn before it was posted" in page


def test_every_look_is_noted_with_who_and_when(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk, noon: datetime
) -> None:
    text_of(desk(Role.ADVISER), case)
    with app.app_context(), reading(authority=specimen.id) as session:
        (look,) = session.scalars(select(Look)).all()
        assert (look.case_id, look.door, look.looked_at) == (case, "desk", clock.at_local(noon.date(), 12))


def test_a_look_at_a_case_that_is_not_there_is_no_look(app: APIFlask, specimen: Specimen, desk: Desk) -> None:
    assert desk(Role.ADVISER).get(f"/desk/cases/{UUID(int=1)}").status_code == 404
    with app.app_context(), reading(authority=specimen.id) as session:
        assert session.scalar(select(func.count()).select_from(Look)) == 0


def test_a_note_is_kept_and_shown_with_its_author_as_text(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.ADVISER)
    empty = client.post(f"/desk/cases/{case}/notes", data={"text": "  "}).get_data(as_text=True)
    assert "Write the note first" in empty
    assert "<title>Error: EX00000001" in empty
    answer = client.post(f"/desk/cases/{case}/notes", data={"text": "Rang <b>twice</b>."})
    assert answer.location == f"/desk/cases/{case}#notes"
    html = client.get(f"/desk/cases/{case}").get_data(as_text=True)
    assert "Rang &lt;b&gt;twice&lt;/b&gt;." in html
    assert "Adviser of Exampleton, Tuesday 3 March 2026 at 12:00" in html


def test_a_held_case_stands_still_until_it_is_released(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.CASE_OFFICER)
    hold = {
        "note": "Waiting for the blue badge",
        "review_on-day": "20",
        "review_on-month": "3",
        "review_on-year": "2026",
    }
    past = client.post(f"/desk/cases/{case}/hold", data=hold | {"review_on-day": "3"}).get_data(as_text=True)
    assert "The day to look at it again must be in the future" in past
    assert client.post(f"/desk/cases/{case}/hold", data=hold).location == f"/desk/cases/{case}"
    page = text_of(client, case)
    assert "The case is held. Nothing is sent until the hold is released." in page
    assert "Held: held by staff" in page
    assert "Case Officer of Exampleton looks at it again on Friday 20 March 2026" in page
    assert "Waiting for the blue badge" in page
    with app.app_context():
        night(NIGHT_29)
        with reading(authority=specimen.id) as session:
            assert session.scalar(select(Case.next_step)) == "ask who the keeper is", "nobody was asked"
    html = client.get(f"/desk/cases/{case}").get_data(as_text=True)
    (release,) = re.findall(r'href="(/desk/cases/[^"]+/release)"', html)
    assert client.post(release, data={"note": "The badge is here"}).status_code == 303
    assert client.post(release, data={"note": "Again"}).status_code == 404
    assert "Hold released by Case Officer of Exampleton" in text_of(client, case)
    with app.app_context():
        night(NIGHT_29)
        with reading(authority=specimen.id) as session:
            assert session.scalar(select(Case.next_step)) == "serve a notice to owner"
            assert verify(session, authority=specimen.id).first_break is None


def test_a_hold_for_a_missing_order_goes_only_when_the_order_is_there(
    app: APIFlask, specimen: Specimen, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        with writing(authority=specimen.id) as session:
            session.execute(Order.__table__.update().values(document_sha256=None))
        case = issued(specimen, noon)
    manager, officer = desk(Role.MANAGER), desk(Role.CASE_OFFICER)
    page = officer.get(f"/desk/cases/{case}").get_data(as_text=True)
    assert "Order not attached" in page
    assert "/release" not in page, "it is not for a case officer to lift"
    (release,) = re.findall(
        r'href="(/desk/cases/[^"]+/release)"', manager.get(f"/desk/cases/{case}").get_data(as_text=True)
    )
    assert officer.post(release, data={"note": "please"}).status_code == 403
    refused = manager.post(release, data={"note": "please"})
    assert refused.status_code == 409
    assert "Attach the text of the order to its place first." in refused.get_data(as_text=True)
    with app.app_context(), writing(authority=specimen.id) as session:
        for order in session.scalars(select(Order.id)).all():
            attach_document(session, authority=specimen.id, order_id=order, sha256="0" * 64)
    assert manager.post(release, data={"note": "it is here now"}).status_code == 303


@pytest.mark.parametrize("kind", list(HoldKind))
def test_every_hold_has_a_title(kind: HoldKind) -> None:
    assert HOLD_TITLES[kind]


def test_a_file_that_is_gone_or_was_changed_is_not_shown_and_the_page_says_why(
    app: APIFlask, specimen: Specimen, noon: datetime, desk: Desk
) -> None:
    with app.app_context():
        case = issued(specimen, noon, photographs=1)
    client = desk(Role.ADVISER)
    (photograph,) = re.findall(
        r'<img class="photo__image" src="([^"]+)"', client.get(f"/desk/cases/{case}").get_data(as_text=True)
    )
    shown = client.get(photograph)
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    root: Path = app.extensions["parking.files"].root
    for file in (root / str(specimen.id)).glob("??/*"):
        file.write_bytes(b"changed")
    changed = client.get(photograph)
    assert (changed.status_code, "Do not use it as evidence" in changed.get_data(as_text=True)) == (409, True)
    for file in (root / str(specimen.id)).glob("??/*"):
        file.unlink()
    assert client.get(photograph).status_code == 410


def test_a_case_page_asks_few_questions_of_the_database(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.MANAGER)
    client.get(f"/desk/cases/{case}")
    asked: list[str] = []
    with app.app_context():
        engine = db.engine

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SELECT set_config")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    client.get(f"/desk/cases/{case}")
    event.remove(engine, "before_cursor_execute", count)
    assert len(asked) <= 18, "\n".join(asked)


def test_a_case_from_before_the_hand_back_is_in_the_county_s_name(
    app: APIFlask, specimen: Specimen, desk: Desk
) -> None:
    at = datetime(2023, 3, 30, 10, 0, tzinfo=UTC)
    with app.app_context():
        case = issued(specimen, at, place_id=specimen.street, code="01")
    assert "for Specimen County Council" in text_of(desk(Role.ADVISER), case)


def test_a_pcn_given_by_hand_opens_from_its_case_and_is_kept_when_it_is_first_drawn(
    app: APIFlask, specimen: Specimen, case: UUID, desk: Desk
) -> None:
    client = desk(Role.CASE_OFFICER)
    answers = [client.get(f"/desk/cases/{case}/pcn.pdf") for _ in range(2)]
    assert [(a.status_code, a.data[:5]) for a in answers] == [(200, b"%PDF-")] * 2
    assert "Given on Tuesday 3 March 2026" in client.get(f"/desk/cases/{case}").text
