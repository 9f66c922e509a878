"""Challenges at the desk: recorded, answered, taken back, and the list of those that wait."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.queries import CaseRow
from parking.cases.queries import case as find_case
from parking.challenges.deciding import accept_challenge, has_address, refuse_challenge
from parking.challenges.errors import NoSuchChallengeError
from parking.challenges.queries import (
    ANSWERED,
    OPEN,
    ChallengeRow,
    challenge,
    challenges_of,
    undecided,
)
from parking.challenges.receiving import (
    attach_waiting,
    keep_challenge,
    receive_challenge,
    withdraw_challenge,
)
from parking.desk.challenge_forms import (
    CHANNELS,
    AcceptForm,
    ChallengeForm,
    NumberedChallengeForm,
    RefuseForm,
    WithdrawForm,
)
from parking.desk.forms import EmptyForm
from parking.desk.offers import offer
from parking.desk.queries.cases import cases_named
from parking.desk.views.attempting import attempt
from parking.desk.views.room import at_the_desk, pages
from parking.keepers.queries import addressee
from parking.law.steps import Step
from parking.people.permissions import Permission
from parking.store.base import db
from parking.values import clock
from parking.values.pcn_number import InvalidNumberError, PcnNumber
from parking.web.access import allow
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import plural, short_date
from parking.web.forms import GovForm

COLUMNS = (
    Column("PCN number", sort="none"),
    Column("Received", sort="none"),
    Column("How"),
    Column("Answer by", sort="ascending"),
    Column("What waits"),
)
CHANNEL_TITLES = {channel.value: title for channel, title in CHANNELS.items()}
offer(Step.CHALLENGE, "desk.record_challenge", Permission.DECIDE_CASE, "Record a challenge")
offer(Step.ACCEPT_CHALLENGE, "desk.accept_open", Permission.DECIDE_CASE, "Accept the challenge")
offer(Step.REFUSE_CHALLENGE, "desk.refuse_open", Permission.DECIDE_CASE, "Refuse the challenge")
offer(Step.WITHDRAW_CHALLENGE, "desk.withdraw_open", Permission.DECIDE_CASE, "Record that it was taken back")


@pages.get("/desk/challenges")
@allow(Permission.DECIDE_CASE)
def challenges() -> str:
    """List every challenge that waits, by the day its answer is due."""
    rows = undecided(db.session(), authority=current_council().id)
    return render_template("desk/challenges.html", table=_table(rows), form=EmptyForm(formdata=None))


@pages.route("/desk/challenges/new", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def new_challenge() -> ResponseReturnValue:
    """Record a challenge by the number on it, even where its PCN is not on file yet."""
    form = NumberedChallengeForm()
    if form.validate_on_submit():
        try:
            number = PcnNumber.read(form.number.data)
        except InvalidNumberError as wrong:
            form.refuse("number", str(wrong))
        else:
            if attempt(form, lambda: _keep(number, form)):
                flash("The challenge is recorded. If its PCN is not here yet, it waits for it.")
                return redirect(url_for("desk.challenges"), 303)
    return render_template(
        "desk/numbered.html", form=form, heading="Record a challenge", back="desk.challenges"
    )


@pages.post("/desk/challenges/attach")
@allow(Permission.DECIDE_CASE)
def attach_challenges() -> ResponseReturnValue:
    """Attach the challenges whose PCN has arrived since."""
    count = attach_waiting(db.session(), council=current_council(), by=at_the_desk())
    db.session.commit()
    flash(f"{plural(count, 'challenge')} attached.")
    return redirect(url_for("desk.challenges"), 303)


@pages.route("/desk/cases/<uuid:case>/challenge", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def record_challenge(case: UUID) -> ResponseReturnValue:
    """Record a challenge to one PCN."""
    row, form = _case(case), ChallengeForm()
    done = form.validate_on_submit() and attempt(
        form,
        lambda: receive_challenge(
            db.session(), council=current_council(), case_id=case, number=row.number, said=form.said,
            by=at_the_desk(),
        ),
    )  # fmt: skip
    if done:
        flash("The challenge is recorded. No notice to owner goes out until it is answered.")
        return redirect(url_for("desk.case_page", case=case), 303)
    return render_template("desk/act.html", form=form, row=row, heading="Record a challenge", intro=())


@pages.get("/desk/cases/<uuid:case>/challenge/accept")
@allow(Permission.DECIDE_CASE)
def accept_open(case: UUID) -> ResponseReturnValue:
    """Go to the challenge of a case that came first."""
    return redirect(url_for("desk.accept", challenge_id=_first_open(case)), 303)


@pages.get("/desk/cases/<uuid:case>/challenge/refuse")
@allow(Permission.DECIDE_CASE)
def refuse_open(case: UUID) -> ResponseReturnValue:
    """Go to the challenge of a case that came first."""
    return redirect(url_for("desk.refuse", challenge_id=_first_open(case)), 303)


@pages.get("/desk/cases/<uuid:case>/challenge/withdraw")
@allow(Permission.DECIDE_CASE)
def withdraw_open(case: UUID) -> ResponseReturnValue:
    """Go to the challenge of a case that came first."""
    return redirect(url_for("desk.withdraw", challenge_id=_first_open(case)), 303)


@pages.route("/desk/challenges/<uuid:challenge_id>/accept", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def accept(challenge_id: UUID) -> ResponseReturnValue:
    """Accept a challenge: the PCN is cancelled and money that was paid goes back."""
    form = AcceptForm()
    return _answer(
        challenge_id, form, "Accept this challenge",
        lambda: accept_challenge(
            db.session(), council=current_council(), challenge_id=challenge_id, answer=form.answer.data,
            by=at_the_desk(),
        ),
        "The PCN is cancelled.", "The PCN is cancelled. Anything that was paid is due back.",
    )  # fmt: skip


@pages.route("/desk/challenges/<uuid:challenge_id>/refuse", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def refuse(challenge_id: UUID) -> ResponseReturnValue:
    """Refuse a challenge with reasons; the discount is offered again where it came in time."""
    form = RefuseForm()
    return _answer(
        challenge_id, form, "Refuse this challenge",
        lambda: refuse_challenge(
            db.session(), council=current_council(), challenge_id=challenge_id, answer=form.answer.data,
            by=at_the_desk(),
        ),
        "Your answer is kept.",
        "If the challenge came while the discount ran, the discount is offered again. This is our policy.",
    )  # fmt: skip


@pages.route("/desk/challenges/<uuid:challenge_id>/withdraw", methods=["GET", "POST"])
@allow(Permission.DECIDE_CASE)
def withdraw(challenge_id: UUID) -> ResponseReturnValue:
    """Record that whoever made a challenge took it back."""
    form = WithdrawForm()
    return _answer(
        challenge_id, form, "This challenge was taken back",
        lambda: withdraw_challenge(
            db.session(), council=current_council(), challenge_id=challenge_id, on=form.on.data,
            by=at_the_desk(),
        ),
        "The challenge is recorded as taken back.",
        "The PCN then goes on as if nobody had challenged it. Record this only if they asked for it.",
    )  # fmt: skip


def _answer(
    challenge_id: UUID, form: GovForm, heading: str, act: Callable[[], object], said: str, sentence: str
) -> ResponseReturnValue:
    found = challenge(db.session(), authority=current_council().id, challenge_id=challenge_id)
    if found.case_id is None or found.state not in {OPEN, ANSWERED}:
        raise NoSuchChallengeError("There is no such challenge, or it was dealt with a moment ago.")
    row = _case(found.case_id)
    if form.validate_on_submit() and attempt(form, act):
        flash(said)
        return redirect(url_for("desk.case_page", case=row.id), 303)
    return render_template(
        "desk/challenge.html", form=form, row=row, heading=heading, intro=(sentence, _how(found)),
        challenge=found, writer=_writer(found), channel=CHANNEL_TITLES[found.channel],
        reply_by=found.reply_by(current_council()),
    )  # fmt: skip


def _how(found: ChallengeRow) -> str:
    if has_address(db.session(), current_council(), found):
        return "We write to them by post. A refusal counts from the day the letter is served."
    return "They gave no postal address: send or say your answer to them yourself today."


def _writer(found: ChallengeRow) -> str:
    if found.party_id is None:
        return found.email or "somebody who gave no name"
    lines = addressee(db.session(), authority=current_council().id, party_id=found.party_id)
    return ", ".join(line for line in (*lines, found.email) if line)


def _keep(number: PcnNumber, form: NumberedChallengeForm) -> None:
    keep_challenge(db.session(), council=current_council(), number=number, said=form.said, by=at_the_desk())


def _first_open(case: UUID) -> UUID:
    rows = challenges_of(db.session(), authority=current_council().id, case_id=case, states=(OPEN, ANSWERED))
    if not rows:
        raise NoSuchChallengeError("No challenge of this case waits for an answer.")
    return rows[0].id


def _case(case_id: UUID) -> CaseRow:
    return find_case(db.session(), authority=current_council().id, case_id=case_id)


def _table(rows: list[ChallengeRow]) -> Table:
    council, today = current_council(), clock.today()
    on_file = [row.case_id for row in rows if row.case_id is not None]
    named = cases_named(db.session(), authority=council.id, ids=on_file)
    made = []
    for row in rows:
        by = row.reply_by(council)
        page = url_for("desk.case_page", case=row.case_id) if row.case_id else None
        waits = "Answer it" if row.case_id else "Its PCN is not on file yet"
        mark = named[row.case_id].mark if row.case_id in named else ""
        made.append(Row((
            Cell(row.number, href=page, note=mark),
            Cell(short_date(row.received_on), key=row.received_on.isoformat()),
            Cell(CHANNEL_TITLES[row.channel]),
            Cell(short_date(by), key=by.isoformat(), note="late" if by < today else ""),
            Cell(waits, href=url_for("desk.refuse", challenge_id=row.id) if row.case_id else None),
        )))  # fmt: skip
    return Table(f"{plural(len(rows), 'challenge')} to answer", COLUMNS, tuple(made))
