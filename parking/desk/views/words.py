"""The desk's own short phrases: who did a thing, what comes next, what a paper or an account is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from parking.desk.rules import BY_WHOM, Prospect, latest_day
from parking.law.journey import BY_STEP
from parking.law.question import Question
from parking.law.reasons import Reason, Standing
from parking.law.state import Stage
from parking.law.steps import Step
from parking.people.permissions import TITLES, Role
from parking.places.rules import RestrictionFact
from parking.web.filters import short_date
from parking.words import Reader, say, stage_words, step_words

ACCOUNTS = {
    "due": "Owed by the motorist",
    "penalty_income": "Penalty charge income",
    "discount_given": "Discount given",
    "surcharge_income": "Increase of the charge",
    "court_fee_recoverable": "Court fee",
    "written_off": "Written off",
    "received_by_card": "Received by card",
    "received_by_post": "Received by post",
    "received_by_agent": "Received by the enforcement agent",
    "received_otherwise": "Received another way",
    "held_for_sender": "Held until its sender says what it is for",
    "refund_due": "Due back to the payer",
    "refunded": "Sent back",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MINUTES_A_DAY = 24 * 60
_SURE = {
    Standing.VERIFIED: "",
    Standing.CORROBORATED: "not read in the statute itself, but other sources agree",
    Standing.UNVERIFIED: "not checked: read it before you rely on it",
}


def who(actor: str, names: Mapping[UUID, str]) -> str:
    """Return who did a thing: a member of staff by name, the motorist, or this system."""
    kind, _, name = actor.partition(":")
    if kind == "role":
        return f"a {TITLES[Role(name)].lower()}"
    if kind != "staff":
        return {"motorist": "the motorist", "system": "this system"}.get(kind, kind)
    try:
        return names.get(UUID(name), "somebody who has left")
    except ValueError:
        return name


def next_words(step: str | None, on: date | None, asked: Question, prospects: Sequence[Prospect]) -> str:
    """Return what comes next: what, by whom, from when and by when."""
    if step is None or on is None:
        return "nothing falls due"
    taken = Step(step)
    by = " or ".join(BY_WHOM[actor] for actor in BY_STEP[taken].by)
    found = next((each for each in prospects if each.step is taken), None)
    latest = latest_day(taken, asked)
    said = f"{step_words(taken, Reader.BACK_OFFICE)}, by {by}, from {short_date(on)}"
    if latest is None:
        return said
    return f"{said}, {'post' if found and found.is_latest_posting else 'do'} it by {short_date(latest)}"


def reason_words(reason: Reason) -> str:
    """Return why a thing can't be done, in the back office's words."""
    return say(reason, Reader.BACK_OFFICE)


def sureness(reason: Reason) -> str:
    """Return how far the rule behind a reason has been checked, where that needs saying."""
    return _SURE[reason.under.standing] if reason.under else ""


def paper_title(kind: str) -> str:
    """Return what a kind of paper is called."""
    return {"pcn": "Penalty charge notice"}.get(kind, kind.replace("_", " ").capitalize())


def account_title(account: str) -> str:
    """Return what an account of the ledger is called."""
    return ACCOUNTS.get(account, account.replace("_", " ").capitalize())


def check_words(code: str, reason: Reason | None) -> str:
    """Return what a check found; asked again it may be silent, then what the check is called."""
    if reason is not None:
        return reason_words(reason)
    return f"{code.replace('_', ' ').capitalize()}, when it was taken in."


def pulled_words(reasons: Sequence[Reason]) -> str:
    """Return why a letter may not go: where its case stands now, or every reason that stops it."""
    return " ".join(_pulled(reason) for reason in reasons)


def _pulled(reason: Reason) -> str:
    if reason.code == "not_from_this_stage":
        return f"{stage_words(Stage(str(reason.facts['stage'])), Reader.BACK_OFFICE)}."
    return reason_words(reason)


def hours_words(row: RestrictionFact) -> str:
    """Return on which days and at which hours a restriction runs."""
    days = "every day" if row.days == "1234567" else ", ".join(_DAYS[int(day) - 1] for day in row.days)
    whole = row.from_minute == 0 and row.to_minute == _MINUTES_A_DAY
    hours = "all day" if whole else f"{_clock(row.from_minute)} to {_clock(row.to_minute)}"
    stay = f", {row.max_stay_minutes} minutes at most" if row.max_stay_minutes else ""
    return f"{hours}, {days}{stay}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
