"""What the council does about an appeal: its documents, giving up, and answering a recommendation."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import pikepdf
import pypdfium2
import pytest
from apiflask import APIFlask
from sqlalchemy import insert, select

from parking.cases.errors import StepRefusedError
from parking.law.state import Ending, Stage
from parking.notices.kinds import PaperWanted
from parking.notices.queries import papers_of
from parking.notices.run import dispatch_run, release_run
from parking.payments.actions import receive
from parking.representations.models import Representation
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.exchange.faults import Fault, Faults
from parking.store.session import reading, writing
from parking.tribunal.actions import (
    WhyNotContested,
    accept_recommendation,
    deliver_documents,
    not_contest,
    refuse_recommendation,
)
from parking.tribunal.appeals import ended_appeals
from parking.tribunal.far import pin_for
from parking.tribunal.from_tribunal import Outcome
from parking.tribunal.models import TribunalSending
from parking.tribunal.pack import make_pack
from parking.tribunal.sending import ask_pin, pin_of, send_now
from parking.tribunal.stand_in import StandInTribunal
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money
from tests.tribunal.cases import RECEIVED_ON, Nights, by, number_of, rejected, set_aside, state_of

ONE_DAY = timedelta(days=1)
GIVEN = date(2026, 7, 1)
REASONS = "The signs were there, and you told us that you saw them."


@pytest.fixture
def nights(app: APIFlask, specimen: Specimen) -> Nights:
    return Nights(specimen)


@pytest.fixture
def appealed(app: APIFlask, specimen: Specimen, nights: Nights, noon: datetime) -> Iterator[UUID]:
    with app.app_context():
        case = rejected(specimen, noon)
        with clock.pinned(clock.at_local(RECEIVED_ON, 12)):
            nights.far.register(number_of(specimen, case), RECEIVED_ON)
            nights.far.work()
        nights.night(RECEIVED_ON + ONE_DAY)
        yield case


@pytest.fixture
def recommended(specimen: Specimen, nights: Nights, appealed: UUID) -> UUID:
    nights.far.decide(number_of(specimen, appealed), Outcome.RECOMMENDED, GIVEN)
    nights.night(GIVEN + ONE_DAY)
    return appealed


def sent(specimen: Specimen) -> list[tuple[str, str]]:
    with reading(authority=specimen.id) as session:
        rows = session.execute(
            select(TribunalSending.kind, TribunalSending.state).order_by(TribunalSending.made_at)
        )
        return [(row.kind, row.state) for row in rows]


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage() for page in document]
    text = " ".join(page.get_text_bounded() for page in pages)
    for page in pages:
        page.close()
    document.close()
    return " ".join(text.split())


def delivered(specimen: Specimen, nights: Nights, case: UUID, on: date) -> bytes:
    council = specimen.council
    with clock.pinned(by(on).at):
        with reading(authority=council.id) as session:
            pack = make_pack(
                session, council=council, files=files(), case_id=case, summary="It was seen.", on=on
            )
        files().keep(council.id, pack.pdf)
        with writing(authority=council.id) as session:
            deliver_documents(
                session, council=council, case_id=case, pack_sha256=pack.sha256, pages=pack.pages, by=by(on)
            )
        assert send_now(nights.tribunals(council), council=council, files=files(), by=by(on))
    return pack.pdf


@pytest.mark.both_engines
def test_a_pack_holds_the_whole_case_and_is_delivered_once(
    specimen: Specimen, nights: Nights, appealed: UUID
) -> None:
    on = RECEIVED_ON + ONE_DAY
    pack = delivered(specimen, nights, appealed, on)
    said = words_of(pack)
    for part in (
        "The PCN, given on Tuesday 3 March 2026",
        "Photograph 1 of 2",
        "Notice to owner, posted on Wednesday 1 April 2026",
        "It was seen.",
        "article 4 of the Exampleton PG Order 2019",
        "posted on Friday 8 May 2026",
    ):
        assert part in said, part
    assert state_of(specimen, appealed).appeal_documents_on == on
    nights.night(on + ONE_DAY)
    assert sent(specimen) == [("documents_delivered", "taken")]


def test_the_index_names_the_page_each_part_begins_on(
    specimen: Specimen, nights: Nights, appealed: UUID
) -> None:
    pack = delivered(specimen, nights, appealed, RECEIVED_ON + ONE_DAY)
    with pikepdf.open(io.BytesIO(pack)) as whole:
        last = len(whole.pages)
    assert f"Page {last} Everything that happened" in words_of(pack)


def test_a_pack_that_got_lost_is_sent_again_after_a_week(
    specimen: Specimen, nights: Nights, appealed: UUID
) -> None:
    nights.tribunals._each[specimen.id] = StandInTribunal(Faults.of(Fault.LOSES_A_BATCH))
    on = RECEIVED_ON + ONE_DAY
    delivered(specimen, nights, appealed, on)
    nights.night(on + 2 * ONE_DAY)
    assert sent(specimen) == [("documents_delivered", "sent")]
    nights.night(on + 7 * ONE_DAY)
    nights.night(on + 8 * ONE_DAY)
    assert sent(specimen) == [("documents_delivered", "taken")]


def test_documents_the_tribunal_can_t_read_go_to_a_person(
    specimen: Specimen, nights: Nights, appealed: UUID
) -> None:
    nights.tribunals._each[specimen.id] = StandInTribunal(Faults.of(Fault.REJECTS_A_RECORD))
    delivered(specimen, nights, appealed, RECEIVED_ON + ONE_DAY)
    nights.night(RECEIVED_ON + 2 * ONE_DAY)
    assert [row.why for row in set_aside(specimen)] == ["refused"]


@pytest.mark.both_engines
def test_an_appeal_given_up_ends_the_charge_gives_back_the_money_and_tells_everybody(
    specimen: Specimen, nights: Nights, appealed: UUID
) -> None:
    on, council = date(2026, 6, 10), specimen.council
    with clock.pinned(by(on).at), writing(authority=specimen.id) as session:
        receive(
            session, council=council, case_id=appealed, payment_id=new_id(), amount=Money(1000),
            began_at=by(on).at, channel="online", by=by(on),
        )  # fmt: skip
        not_contest(
            session, council=council, case_id=appealed, why=WhyNotContested.OUR_MISTAKE,
            note="The sign had fallen.", by=by(on),
        )  # fmt: skip
    state = state_of(specimen, appealed)
    assert (state.ending, state.refund_due) == (Ending.NOT_CONTESTED, Money(1000))
    assert nights.night(on + ONE_DAY).get("directions of the tribunal done") is None
    nights.night(on + 2 * ONE_DAY)
    assert sent(specimen) == [("not_contested", "taken")]
    letter = posted(specimen, appealed, PaperWanted.APPEAL_CONCEDED, date(2026, 6, 15))
    assert "We do not contest your appeal" in letter
    assert "You paid £10. We send all of it back to you" in letter
    assert state_of(specimen, appealed).told_on == date(2026, 6, 15)
    with reading(authority=specimen.id) as session:
        (row,) = ended_appeals(session, authority=specimen.id)
        assert row.case_id == appealed  # it stays on the list until the money went back


def test_a_recommendation_is_accepted(specimen: Specimen, nights: Nights, recommended: UUID) -> None:
    on = GIVEN + 5 * ONE_DAY
    with clock.pinned(by(on).at), writing(authority=specimen.id) as session:
        accept_recommendation(session, council=specimen.council, case_id=recommended, by=by(on))
    assert state_of(specimen, recommended).ending is Ending.RECOMMENDATION_ACCEPTED
    assert nights.night(on + ONE_DAY)["directions of the tribunal done"] == 1
    letter = posted(specimen, recommended, PaperWanted.APPEAL_CONCEDED, date(2026, 7, 8))
    assert "recommended that we cancel this penalty charge" in letter


def refuse(specimen: Specimen, case: UUID, on: date) -> None:
    with clock.pinned(by(on).at), writing(authority=specimen.id) as session:
        refuse_recommendation(session, council=specimen.council, case_id=case, reasons=REASONS, by=by(on))


def posted(specimen: Specimen, case: UUID, kind: PaperWanted, on: date) -> str:
    """Draw and post what waits; return the words of this case's letter."""
    council = specimen.council
    with clock.pinned(by(on).at):
        run = release_run(council=council, files=files(), posting_on=on, by=by(on)).run_id
        with writing(authority=specimen.id) as session:
            dispatch_run(session, council=council, run_id=run, by=by(on))
    with reading(authority=specimen.id) as session:
        (paper,) = [p for p in papers_of(session, authority=council.id, case_id=case) if p.kind is kind]
    assert paper.sha256 is not None
    return words_of(files().read(council.id, paper.sha256))


@pytest.mark.both_engines
def test_a_recommendation_is_refused_with_reasons_by_post(
    specimen: Specimen, nights: Nights, recommended: UUID
) -> None:
    refuse(specimen, recommended, GIVEN + 5 * ONE_DAY)
    letter = posted(specimen, recommended, PaperWanted.RECOMMENDATION_REFUSED, date(2026, 7, 8))
    assert REASONS in letter
    assert "There is no further appeal against this decision." in letter
    state = state_of(specimen, recommended)
    assert (state.stage, state.recommendation_refused_on) == (Stage.RECOMMENDED, date(2026, 7, 10))
    nights.night(date(2026, 7, 9))
    nights.night(date(2026, 7, 10))
    assert sent(specimen) == [("recommendation_answered", "taken")]


@pytest.mark.parametrize(
    ("day", "allowed"), [(date(2026, 7, 31), True), (date(2026, 8, 3), False)], ids=["last", "next"]
)
def test_a_refusal_is_decided_up_to_the_last_day_whose_post_arrives_in_time(
    specimen: Specimen, recommended: UUID, day: date, *, allowed: bool
) -> None:
    # The 35 days beginning with 1 July end on Tuesday 4 August; post of Friday 31 July is served that day.
    if allowed:
        refuse(specimen, recommended, day)
        return
    with pytest.raises(StepRefusedError, match="recommendation_accepted_by_silence"):
        refuse(specimen, recommended, day)


def test_a_refusal_not_posted_in_time_is_taken_back_and_the_recommendation_followed(
    specimen: Specimen, nights: Nights, recommended: UUID
) -> None:
    refuse(specimen, recommended, date(2026, 7, 31))
    assert nights.night(date(2026, 8, 5))["recommendations treated as accepted"] == 1
    letter = posted(specimen, recommended, PaperWanted.APPEAL_CONCEDED, date(2026, 8, 6))
    assert "You do not have to pay anything." in letter
    with reading(authority=specimen.id) as session:
        papers = papers_of(session, authority=specimen.id, case_id=recommended)
    assert [p.state for p in papers if p.kind is PaperWanted.RECOMMENDATION_REFUSED] == ["withdrawn"]


def test_a_pin_is_asked_for_and_kept_for_its_notice_alone(
    specimen: Specimen, nights: Nights, appealed: UUID
) -> None:
    council, on, rejection = specimen.council, date(2026, 6, 10), new_id()
    with writing(authority=specimen.id) as session:
        ask_pin(session, council=council, case_id=appealed, rejection=rejection, by=by(on))
    nights.night(on + ONE_DAY)
    nights.night(on + 2 * ONE_DAY)
    with reading(authority=specimen.id) as session:
        given = pin_of(session, authority=specimen.id, case_id=appealed, rejection=rejection)
        other = pin_of(session, authority=specimen.id, case_id=appealed, rejection=new_id())
    assert (given, other) == (pin_for(rejection), None)


def test_a_pack_holds_the_representations_word_for_word_even_with_signs_we_can_t_print(
    specimen: Specimen, nights: Nights, appealed: UUID
) -> None:
    with writing(authority=specimen.id) as session:
        session.execute(
            insert(Representation),
            {
                "id": new_id(), "authority_id": specimen.id, "case_id": appealed,
                "received_on": date(2026, 4, 14), "starts_on": date(2026, 4, 14), "is_late": False,
                "channel": "post", "capacity": "recipient", "grounds": [], "salt": "s",
                "text": "I paid 🙂.\nSee the receipt.", "recorded_at": by(date(2026, 4, 14)).at,
                "recorded_by": "staff:test",
            },
        )  # fmt: skip
    said = words_of(delivered(specimen, nights, appealed, RECEIVED_ON + ONE_DAY))
    assert "Representations received on Tuesday 14 April 2026" in said
    assert "I paid [?]. See the receipt." in said
