"""A PCN that could not be given goes by post: begun at the kerb, served in its days, by the right clock."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import Row, select

import parking
from parking.authorities.actions import set_policy
from parking.authorities.policies import PolicyKind
from parking.authorities.queries import council
from parking.cases.errors import StepRefusedError
from parking.cases.models import Case
from parking.cases.record import load_unlocked, must_be_possible
from parking.evidence.documents import DocumentKind
from parking.issue.errors import NotIssuedError
from parking.issue.postal_service import extend_service
from parking.issue.preparing import prepare_postal
from parking.law.basis import Basis
from parking.law.state import Stage
from parking.law.steps import Step
from parking.motorist.actions import find
from parking.notices.drawing.reading import pages_of
from parking.notices.errors import NothingToPrintError
from parking.notices.kinds import PaperWanted
from parking.notices.queries import papers_of
from parking.payments.accounts import Account
from parking.payments.ledger import balance
from parking.representations.kinds import NewlyLiable, Passing
from parking.simulation.by_post import tell_by_post
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import reading, writing
from parking.values import clock
from parking.values.mark import Mark
from parking.values.money import NOTHING, Money
from parking.values.pcn_number import PcnNumber
from tests.issue.postal import by, driven_off, posted, prepared
from tests.nightly.test_nights import Register, night
from tests.representations.cases import document, papers, state_of, wrote
from tests.representations.test_liability import HIRER, make_liable

TUESDAY = date(2026, 3, 3)
SIGNED = {"certificate": "VCA 123", "signed_by": "Legal", "signed_on": "2026-01-05", "document": "REF 9"}


def row_of(specimen: Specimen, case_id: UUID) -> Row[Any]:
    with reading(authority=specimen.id) as session:
        return session.execute(select(Case.__table__).where(Case.id == case_id)).one()


@pytest.mark.both_engines
def test_a_vehicle_driven_away_is_written_to_the_same_night_and_owes_from_the_day_of_service(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case_id = prepared(specimen, noon).issued.case_id
        row = row_of(specimen, case_id)
        assert (row.stage, row.served_on, row.charge_pence, row.next_due_on) == ("prepared", None, 0, TUESDAY)
        assert row.lapses_on == date(2026, 3, 30)  # the 28th day, a Monday
        done = night(TUESDAY + timedelta(days=1))
        assert done["keeper enquiries"] == done["keeper answers"] == done["PCNs by post requested"] == 1
        posted(specimen, date(2026, 3, 4))
        row = row_of(specimen, case_id)
        assert (row.stage, row.served_on, row.charge_pence) == ("served_by_post", date(2026, 3, 6), 5000)
        assert row.discount_until == date(2026, 3, 19), "14 days beginning with service"
        with reading(authority=specimen.id) as session:
            due = balance(session, authority=specimen.id, case_id=case_id, account=Account.DUE)
            (paper,) = papers_of(session, authority=specimen.id, case_id=case_id)
        assert due == Money(5000)
        assert (paper.kind, paper.state, paper.printed_on) == ("pcn_postal", "posted", date(2026, 3, 4))


def test_nobody_finds_it_or_owes_anything_until_it_is_served(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    def found() -> UUID | None:
        with writing(authority=specimen.id) as session:
            return find(
                session, council=specimen.council, number=PcnNumber.read("EX00000001"),
                mark=Mark.read("AB12 CDE"), secret="a secret", at=noon,
            )  # fmt: skip

    with app.app_context():
        case_id = prepared(specimen, noon).issued.case_id
        assert found() is None
        with reading(authority=specimen.id) as session:
            assert (
                load_unlocked(session, authority=specimen.id, case_id=case_id).state.owed(TUESDAY) == NOTHING
            )
        night(date(2026, 3, 4))
        posted(specimen, date(2026, 3, 4))
        assert found() == case_id


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"prepare_started_at": None}, "not_begun_to_prepare"),
        ({"prepare_started_at": datetime.fromisoformat("2026-03-03T12:00:00+00:00")}, "not_begun_to_prepare"),
        (
            {"prepare_started_at": datetime.fromisoformat("2026-03-03T11:50:00+00:00")},
            "begun_before_contravention",
        ),
        ({"ended_at": datetime.fromisoformat("2026-03-03T11:50:00+00:00")}, "ended_before_contravention"),
        ({"ended_at": datetime.fromisoformat("2026-03-03T12:30:00+00:00")}, "ended_in_future"),
        ({"basis": Basis.PREVENTED}, "how_prevented_missing"),
        ({"basis": Basis.APPROVED_DEVICE}, "device_not_signed_off"),
        ({"basis": Basis.APPROVED_DEVICE, "observed_from": None}, "device_saw_no_officer_did"),
        ({"code": "82"}, "paid_until_missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_pcn_by_post_is_refused_by_name_and_uses_no_number(
    app: APIFlask, specimen: Specimen, noon: datetime, changes: dict[str, Any], code: str
) -> None:
    with app.app_context():
        with pytest.raises(NotIssuedError) as refused:
            prepared(specimen, noon, **changes)
        assert code in [reason.code for reason in refused.value.reasons]
        assert prepared(specimen, noon).issued.number == "EX00000001"


def test_an_officer_who_was_prevented_says_how_and_by_whom(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case_id = prepared(
            specimen, noon, basis=Basis.PREVENTED, prepare_started_at=None, how_prevented="A man took it."
        ).issued.case_id
        assert row_of(specimen, case_id).basis == "prevented"


def test_an_approved_device_needs_every_part_of_its_sign_off_and_then_gives_21_days(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        for value, may in (({**SIGNED, "document": " "}, False), (SIGNED, True)):
            with writing(authority=specimen.id) as session:
                on = date(2026, 2, 1) if may else date(2026, 1, 1)
                set_policy(session, authority=specimen.id, kind=PolicyKind.APPROVED_DEVICE, from_on=on,
                           value=value, says="Camera at the gate.")  # fmt: skip
            with reading(authority=specimen.id) as session:
                mine = council(session, authority=specimen.id)
            wanted = driven_off(specimen, noon, basis=Basis.APPROVED_DEVICE)
            if not may:
                with pytest.raises(NotIssuedError), writing(authority=specimen.id) as session:
                    prepare_postal(session, council=mine, draft=wanted, by=by(noon))
                continue
            with writing(authority=specimen.id) as session:
                made = prepare_postal(session, council=mine, draft=wanted, by=by(noon))
        night(date(2026, 3, 4))
        posted(specimen, date(2026, 3, 4))
        assert row_of(specimen, made.issued.case_id).discount_until == date(2026, 3, 26)


def test_posted_on_its_last_day_it_goes_and_on_the_next_it_is_left_out(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        first = prepared(specimen, noon).issued.case_id
        night(date(2026, 3, 4))
        posted(specimen, date(2026, 3, 26))  # served on Monday the 30th, its 28th day
        assert row_of(specimen, first).served_on == date(2026, 3, 30)
        later = prepared(specimen, noon, mark=Mark.read("CD34 EFG")).issued.case_id
        night(date(2026, 3, 26))
        with pytest.raises(NothingToPrintError):
            posted(specimen, date(2026, 3, 27))
        (paper,) = papers(specimen, later, PaperWanted.PCN_POSTAL)
        assert (row_of(specimen, later).stage, paper.state) == ("prepared", "withdrawn")


def test_a_supervisor_may_rely_on_the_register_s_silence_only_after_the_days_to_serve(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    def extend(on: date) -> None:
        with writing(authority=specimen.id) as session:
            extend_service(
                session, council=specimen.council, case_id=case_id, why="No answer came.",
                by=by(clock.at_local(on, 12)),
            )  # fmt: skip

    with app.app_context():
        case_id = prepared(specimen, noon).issued.case_id
        night(date(2026, 3, 4), Register(reply=None))
        with pytest.raises(StepRefusedError) as early:
            extend(date(2026, 3, 30))
        assert [r.code for r in early.value.reasons] == ["postal_still_in_time"]
        extend(date(2026, 3, 31))
        assert row_of(specimen, case_id).lapses_on == date(2026, 9, 2), "six months, counted cautiously"
        night(date(2026, 4, 1))
        posted(specimen, date(2026, 4, 1))
        assert row_of(specimen, case_id).stage == "served_by_post"


def test_a_keeper_who_was_named_leaves_nothing_to_extend(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case_id = prepared(specimen, noon).issued.case_id
        night(date(2026, 3, 4))
        with pytest.raises(StepRefusedError) as refused, reading(authority=specimen.id) as session:
            must_be_possible(
                session, council=specimen.council, case_id=case_id, step=Step.EXTEND_POSTAL_SERVICE,
                by=by(clock.at_local(date(2026, 3, 31), 12)),
            )  # fmt: skip
        assert [r.code for r in refused.value.reasons] == ["keeper_was_supplied"]


def test_representations_against_it_are_formal_at_once_and_another_person_gets_a_fresh_one(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        case_id = prepared(specimen, noon).issued.case_id
        night(date(2026, 3, 4))
        posted(specimen, date(2026, 3, 4))
        wrote(specimen, case_id, received_on=date(2026, 3, 20))
        assert state_of(specimen, case_id).stage is Stage.REPRESENTED
        to = NewlyLiable(HIRER, Passing.OWNER_AFTER, document(specimen, case_id, DocumentKind.PROOF_OF_SALE))
        buyer = make_liable(specimen, case_id, to, date(2026, 3, 23))
        row = row_of(specimen, case_id)
        assert (row.stage, row.served_on, row.lapses_on) == ("prepared", None, date(2026, 4, 19))
        assert night(date(2026, 3, 24))["PCNs by post requested"] == 1
        posted(specimen, date(2026, 3, 25))
        state = state_of(specimen, case_id)
        assert (state.stage, state.liable_party) == (Stage.SERVED_BY_POST, buyer)
        _, second = papers(specimen, case_id, PaperWanted.PCN_POSTAL)
        assert second.sha256 is not None
        said = " ".join(" ".join(pages_of(files().read(specimen.id, second.sha256))).split())
        assert "Hanna Hirer" in said
        assert "had begun to prepare it and the vehicle was driven away" in said
        assert "The date of this notice, which is the day it is posted, is Wednesday" in said


def test_only_the_two_actions_of_this_room_begin_a_case() -> None:
    """No reading of a mark by a camera can: both actions ask for an officer and what the officer saw."""
    room = Path(parking.__file__).parent
    made = {
        path.relative_to(room).as_posix()
        for path in room.rglob("*.py")
        if re.search(r"(?m)^(?! *case ).*\bPcn(Prepared|Served)\(", path.read_text(encoding="utf-8"))
    }
    rehearsals = {name for name in made if name.startswith(("cases/proving/", "simulation/"))}
    assert made - rehearsals == {"issue/actions.py", "issue/preparing.py"}


def test_the_simulation_tells_of_vehicles_driven_away_and_officers_prevented(
    app: APIFlask, specimen: Specimen, noon: datetime
) -> None:
    with app.app_context():
        drafts = [draft(specimen, noon, mark=Mark.read(mark)) for mark in ("AB12 CDE", "CD34 EFG")]
        cases = tell_by_post(council=specimen.council, drafts=drafts)
        assert [row_of(specimen, each).basis for each in cases] == ["drive_away", "prevented"]
