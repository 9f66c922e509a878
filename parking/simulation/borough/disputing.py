"""What becomes of PCNs that are not simply paid: challenged, contested, appealed, taken to court, chased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.models import Case
from parking.cases.record import By
from parking.law.grounds import WitnessGround
from parking.law.state import Stage
from parking.recovery.agents.stand_in import StandInAgents
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.court_requests import send_court_requests
from parking.recovery.enforcement_errors import NothingToRequestError
from parking.recovery.errors import NothingToComposeError
from parking.recovery.instructing import instruct_agent
from parking.recovery.queries import batch as batch_of
from parking.recovery.registration import certify, compose, preview, refresh
from parking.recovery.statements import refer, serve_afresh
from parking.recovery.warrants import request_warrants
from parking.simulation.contesting import Fate, tell_challenge, tell_ending
from parking.simulation.representing import Story, comes_in, is_decided
from parking.store.files import FileStore
from parking.store.session import reading, writing
from parking.tribunal.actions import deliver_documents
from parking.tribunal.from_tribunal import Direction, Outcome
from parking.tribunal.pack import make_pack
from parking.tribunal.stand_in import StandInTribunal
from parking.values import clock
from parking.values.pcn_number import PcnNumber

WRITES_AFTER, DECIDED_AFTER, HEARD_AFTER = timedelta(days=6), timedelta(days=12), timedelta(days=24)
COURT_DAYS, WARRANT_DAYS = frozenset({2, 16}), frozenset({9, 23})
LOOKS = 2  # a Wednesday: once a week somebody looks at what came of the post


class Path(StrEnum):
    """How far a case goes, and by which way."""

    CHALLENGE_ACCEPTED = "challenge_accepted"
    CHALLENGE_REFUSED = "challenge_refused"
    CHALLENGE_WITH_MONEY = "challenge_with_money"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    NOT_ANSWERED = "not_answered"
    HIRED = "hired"
    UNCLEAR = "unclear"
    APPEAL_ALLOWED = "appeal_allowed"
    APPEAL_REFUSED = "appeal_refused"
    RECOMMENDED = "recommended"
    APPEAL_WITHDRAWN = "appeal_withdrawn"
    NOTICE_NEVER_CAME = "notice_never_came"
    SAYS_PAID = "says_paid"
    WRITTEN_OFF = "written_off"
    SILENT = "silent"


# One unpaid PCN in so many goes each way; the silent ones go as far as their year lets them.
WAYS: tuple[Path, ...] = (
    Path.CHALLENGE_REFUSED, Path.SILENT, Path.REJECTED, Path.SILENT, Path.APPEAL_ALLOWED, Path.SILENT,
    Path.CHALLENGE_ACCEPTED, Path.SILENT, Path.ACCEPTED, Path.NOTICE_NEVER_CAME, Path.SILENT,
    Path.APPEAL_REFUSED, Path.CHALLENGE_WITH_MONEY, Path.SILENT, Path.NOT_ANSWERED, Path.HIRED, Path.SILENT,
    Path.RECOMMENDED, Path.SAYS_PAID, Path.SILENT, Path.UNCLEAR, Path.APPEAL_WITHDRAWN, Path.WRITTEN_OFF,
)  # fmt: skip
CHALLENGES = {
    Path.CHALLENGE_ACCEPTED: Fate.ACCEPTED,
    Path.CHALLENGE_REFUSED: Fate.REFUSED,
    Path.CHALLENGE_WITH_MONEY: Fate.WITH_MONEY,
}
STORIES = {
    Path.REJECTED: Story.REJECTED,
    Path.ACCEPTED: Story.ACCEPTED,
    Path.NOT_ANSWERED: Story.WAITS,
    Path.HIRED: Story.HIRED,
    Path.UNCLEAR: Story.UNCLEAR,
    Path.APPEAL_ALLOWED: Story.REJECTED,
    Path.APPEAL_REFUSED: Story.REJECTED,
    Path.RECOMMENDED: Story.REJECTED,
    Path.APPEAL_WITHDRAWN: Story.REJECTED,
}
OUTCOMES = {
    Path.APPEAL_ALLOWED: (Outcome.ALLOWED, (Direction.CANCEL_PCN,)),
    Path.APPEAL_REFUSED: (Outcome.REFUSED, ()),
    Path.RECOMMENDED: (Outcome.RECOMMENDED, ()),
}
STATEMENTS = {
    Path.NOTICE_NEVER_CAME: WitnessGround.NOTICE_NOT_RECEIVED,
    Path.SAYS_PAID: WitnessGround.PAID,
}


@dataclass(slots=True)
class Course:
    """One case on its way: where it goes, what it did there already, and what waits for a day."""

    path: Path
    number: str
    issued_on: date
    done: set[str] = field(default_factory=set)
    decide_on: date | None = None
    hear_on: date | None = None

    def once(self, what: str) -> bool:
        """Return whether this is the first time."""
        is_first = what not in self.done
        self.done.add(what)
        return is_first


@dataclass(slots=True)
class Disputes:
    """All contested cases of one authority, with the far sides it deals with."""

    council: Council
    files: FileStore
    case_officer: UUID
    manager: UUID
    manager_name: str
    court: StandInCourt = field(default_factory=StandInCourt)
    tribunal: StandInTribunal = field(default_factory=StandInTribunal)
    agents: StandInAgents = field(default_factory=StandInAgents)
    courses: dict[UUID, Course] = field(default_factory=dict)

    def take_on(self, case_id: UUID, number: str, issued_on: date) -> None:
        """Give an unpaid PCN its way, in turn."""
        way = WAYS[len(self.courses) % len(WAYS)]
        self.courses[case_id] = Course(way, number, issued_on)

    def live(self, day: date) -> None:
        """Do what people do with these cases on a day."""
        with clock.pinned(clock.at_local(day, 13)):
            self._challenges(day)
            self._decisions(day)
            if day.weekday() == LOOKS:
                self._answers_to_post(day)
            if day.day in COURT_DAYS:
                self._register(day)
            if day.day in WARRANT_DAYS:
                self._warrants(day)

    def _challenges(self, day: date) -> None:
        for case_id, course in self.courses.items():
            fate = CHALLENGES.get(course.path)
            if fate is None or day != course.issued_on + WRITES_AFTER:
                continue
            by = self._by(day)
            with clock.pinned(by.at), writing(authority=self.council.id) as session:
                tell_challenge(
                    session, council=self.council, case_id=case_id, number=course.number, fate=fate, by=by
                )

    def _decisions(self, day: date) -> None:
        for case_id, course in self.courses.items():
            if course.decide_on == day:
                is_decided(
                    STORIES[course.path], council=self.council, files=self.files, case_id=case_id,
                    contravention_on=course.issued_on, on=day, actor=f"staff:{self.case_officer}",
                )  # fmt: skip
            if course.hear_on == day:
                self._hear(course, day)

    def _hear(self, course: Course, day: date) -> None:
        number = PcnNumber.read(course.number)
        if course.path is Path.APPEAL_WITHDRAWN:
            self.tribunal.far.withdraw(number, day)
            return
        outcome, directions = OUTCOMES[course.path]
        self.tribunal.far.decide(number, outcome, day, directions=directions)

    def _answers_to_post(self, day: date) -> None:
        stages = {
            Stage.NOTICE_TO_OWNER: self._represents,
            Stage.REJECTED: self._appeals,
            Stage.APPEALED: self._sends_documents,
            Stage.ORDER_FOR_RECOVERY: self._states,
            Stage.WITNESS_STATEMENT: self._follows_revocation,
            Stage.CHARGE_CERTIFICATE: self._gives_up,
        }
        for stage, act in stages.items():
            for case_id in self._at(stage):
                if (course := self.courses.get(case_id)) is not None:
                    act(case_id, course, day)

    def _represents(self, case_id: UUID, course: Course, day: date) -> None:
        story = STORIES.get(course.path)
        if story is None or not course.once("represented"):
            return
        comes_in(story, council=self.council, case_id=case_id, on=day, actor=f"staff:{self.case_officer}")
        course.decide_on = day + DECIDED_AFTER

    def _appeals(self, _case: UUID, course: Course, day: date) -> None:
        if (course.path in OUTCOMES or course.path is Path.APPEAL_WITHDRAWN) and course.once("appealed"):
            self.tribunal.far.register(PcnNumber.read(course.number), day)
            course.hear_on = day + HEARD_AFTER

    def _sends_documents(self, case_id: UUID, course: Course, day: date) -> None:
        if course.path in STATEMENTS or not course.once("documents"):
            return
        by, council = self._by(day), self.council
        with clock.pinned(by.at):
            with reading(authority=council.id) as session:
                pack = make_pack(
                    session, council=council, files=self.files, case_id=case_id, on=day,
                    summary="The vehicle was parked without a ticket, and each point made is answered.",
                )  # fmt: skip
            self.files.keep(council.id, pack.pdf)
            with writing(authority=council.id) as session:
                deliver_documents(
                    session,
                    council=council,
                    case_id=case_id,
                    pack_sha256=pack.sha256,
                    pages=pack.pages,
                    by=by,
                )

    def _states(self, _case: UUID, course: Course, day: date) -> None:
        ground = STATEMENTS.get(course.path)
        if ground is not None and course.once("stated"):
            self.court.far.revoke(PcnNumber.read(course.number), ground, day)

    def _follows_revocation(self, case_id: UUID, course: Course, day: date) -> None:
        by = self._by(day)
        with clock.pinned(by.at), writing(authority=self.council.id) as session:
            if course.path is Path.NOTICE_NEVER_CAME:
                serve_afresh(session, council=self.council, case_id=case_id, by=by)
            else:
                refer(session, council=self.council, case_id=case_id, by=by)

    def _gives_up(self, case_id: UUID, course: Course, day: date) -> None:
        if course.path is Path.WRITTEN_OFF and course.once("written off"):
            by = self._by(day)
            with clock.pinned(by.at), writing(authority=self.council.id) as session:
                tell_ending(session, council=self.council, case_id=case_id, is_cancelled=False, by=by)

    def _register(self, day: date) -> None:
        by, council = By(f"staff:{self.manager}", "desk", clock.at_local(day, 10)), self.council
        with clock.pinned(by.at), writing(authority=council.id) as session:
            try:
                batch_id = compose(session, council=council, court=self.court, by=by).batch_id
            except NothingToComposeError:
                return
            refresh(session, council=council, batch_id=batch_id, by=by)
            row = batch_of(session, authority=council.id, batch_id=batch_id)
            file = preview(
                session, council=council, court=self.court, row=row, officer=self.manager_name, on=day
            )
            certify(
                session, council=council, court=self.court, batch_id=batch_id, seen=file.sha256, by=by,
                officer=(self.manager, self.manager_name),
            )  # fmt: skip

    def _warrants(self, day: date) -> None:
        by, council = By(f"staff:{self.manager}", "desk", clock.at_local(day, 11)), self.council
        with clock.pinned(by.at):
            self._request_warrants(by)
            send_court_requests(self.court, council=council, by=by)
            for case_id in self._at(Stage.WARRANT):
                self._instruct(case_id, by)

    def _request_warrants(self, by: By) -> None:
        ordered = self._at(Stage.ORDER_FOR_RECOVERY)
        if not ordered:
            return
        try:
            with writing(authority=self.council.id) as session:
                request_warrants(
                    session, council=self.council, case_ids=ordered, officer=self.manager,
                    officer_name=self.manager_name, draft=self.court.draft, by=by,
                )  # fmt: skip
        except NothingToRequestError:
            return  # every order still has days to run, or was asked about already

    def _instruct(self, case_id: UUID, by: By) -> None:
        try:
            with writing(authority=self.council.id) as session:
                instruct_agent(
                    session, council=self.council, case_id=case_id, vulnerable=False, care="", by=by
                )
        except StepRefusedError:
            return  # an agent holds it already, or something about it is open

    def _at(self, stage: Stage) -> Sequence[UUID]:
        with reading(authority=self.council.id) as session:
            return session.scalars(
                select(Case.id)
                .where(Case.authority_id == self.council.id, Case.stage == stage.value, Case.holds == 0)
                .order_by(Case.id)
            ).all()

    def _by(self, day: date) -> By:
        return By(f"staff:{self.case_officer}", "desk", clock.at_local(day, 14))
