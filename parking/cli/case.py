"""`parking case`: where a case stands, and why a step may or may not be taken in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.authorities.queries import Council, council
from parking.cases.models import Case
from parking.cases.queries import Happened, history
from parking.cases.record import load_unlocked, question
from parking.cli.opening import opened
from parking.cli.problems import Problem
from parking.desk.rules import outlook
from parking.desk.why import UnknownStepError, as_json, as_text, step_called
from parking.law.arithmetic import spoken
from parking.law.question import Question
from parking.law.why import why as ask_why
from parking.store.session import reading
from parking.values import clock
from parking.values.pcn_number import InvalidNumberError, PcnNumber
from parking.words import Reader, event_words, stage_words, step_words

STOPPED = 1
ON = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="As if it were this day: 2026-04-07."
)


@dataclass(frozen=True, slots=True)
class Found:
    """A case, its council, and what the guards are asked of it."""

    id: UUID
    council: Council
    question: Question


@click.group()
def case() -> None:
    """Tell where a case stands, and why a step may not be taken."""


@case.command()
@click.argument("number")
@click.argument("step", nargs=-1, required=True)
@ON
@click.option("--json", "is_json", is_flag=True, help="Answer in JSON for another program.")
@click.pass_context
def why(
    ctx: click.Context, *, number: str, step: tuple[str, ...], on: datetime | None, is_json: bool
) -> None:
    """Say whether STEP may be taken in the case of PCN NUMBER, and every reason why not.

    STEP is its name or its words, or enough of them: request_notice_to_owner, "notice to owner".
    Each reason comes with the provision it rests on and how its day was counted. The exit code is 0
    when the step may be taken, 1 when something stops it, 2 when there is no such case or step.
    """
    try:
        asked = step_called(" ".join(step))
    except UnknownStepError as wrong:
        raise Problem(str(wrong.args[0])) from None
    with opened(), reading() as session:
        found = _found(session, number, on)
        answer = ask_why(asked, found.question)
        if is_json:
            click.echo(json.dumps(as_json(answer, found.question), indent=2, ensure_ascii=False))
        else:
            click.echo(as_text(answer, found.question))
    ctx.exit(0 if answer.may else STOPPED)


@case.command()
@click.argument("number")
@ON
def show(*, number: str, on: datetime | None) -> None:
    """Tell where the case of PCN NUMBER stands: what happened, what is owed, what can happen next.

    Names and addresses are not shown.
    """
    with opened(), reading() as session:
        found = _found(session, number, on)
        state, day = found.question.state, found.question.on
        click.echo(f"Stands at: {stage_words(state.stage, Reader.BACK_OFFICE)}.")
        click.echo(f"Owed on {spoken(day)}: {state.owed(day)}.")
        click.echo("\nWhat happened")
        for each in history(session, authority=found.council.id, case_id=found.id):
            click.echo(f"  {_told(each)}")
        click.echo("\nWhat can happen now")
        for prospect in outlook(found.question):
            if not prospect.stops:
                last = f", by {spoken(prospect.latest)}" if prospect.latest else ""
                click.echo(f"  {step_words(prospect.step, Reader.BACK_OFFICE)}: {prospect.by_whom}{last}")


def _found(session: Session, number: str, on: datetime | None) -> Found:
    try:
        wanted = PcnNumber.read(number).text
    except InvalidNumberError as wrong:
        raise Problem(str(wrong.args[0])) from None
    row = session.execute(select(Case.id, Case.authority_id).where(Case.number == wanted)).one_or_none()
    if row is None:
        raise Problem(f"No case has the number {wanted}.")
    whose = council(session, authority=row.authority_id)
    state = load_unlocked(session, authority=whose.id, case_id=row.id).state
    at = clock.at_local(on.date(), 12) if on else clock.now()
    return Found(row.id, whose, question(whose, state, at))


def _told(each: Happened) -> str:
    at = clock.local(each.happened_at)
    return f"{at:%Y-%m-%d %H:%M} {event_words(each.kind, Reader.BACK_OFFICE)}"
