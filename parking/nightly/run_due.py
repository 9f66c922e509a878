"""One night for every authority, in the order that protects people: money first, then steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from parking.authorities.queries import Council, council, every_authority
from parking.cases.record import By
from parking.fairness.arrangements import end_kept
from parking.keepers.gateway import KeeperRegister
from parking.keepers.night import ASK_KEEPER, REQUEST_NOTICE
from parking.nightly.enforcing import (
    end_enforcement,
    hear_the_agents,
    write_to_agents,
    write_to_court,
)
from parking.nightly.errors import FutureNightError
from parking.nightly.postal import serve_by_post
from parking.nightly.recovery import recover
from parking.nightly.representations import end_undecided
from parking.nightly.steps import (
    Night,
    attach_challenges,
    count_late_refunds,
    follow_tribunal,
    hear_keepers,
    seal_history,
    settle_payments,
    spoil_runs,
    take_step,
)
from parking.payments.gateway.protocol import PayGateway
from parking.recovery.agents.current import AgentsOf
from parking.recovery.current import CourtOf
from parking.recovery.enforcement_night import EXPIRE_WARRANT
from parking.store.files import FileStore
from parking.store.session import reading
from parking.tribunal.current import TribunalOf
from parking.values import clock


@dataclass(frozen=True, slots=True)
class Outside:
    """The outside systems a night speaks to."""

    pay: PayGateway
    keepers: KeeperRegister
    courts: CourtOf | None = None  # without one, what waits for the court goes on waiting
    agents: AgentsOf | None = None
    tribunals: TribunalOf | None = None
    files: FileStore | None = None


def run_night(outside: Outside, *, at: datetime) -> list[tuple[Council, Night]]:
    """Do a night's work for every authority at an instant, and return what was done."""
    with reading() as session:
        councils = [council(session, authority=row) for row in every_authority(session)]
    return [(each, _one(outside, each, at)) for each in councils]


def check_night(on: date, today: date, *, may_look_ahead: bool) -> None:
    """Refuse a night that has not come: its steps would be early. A demonstration may look ahead."""
    if on > today and not may_look_ahead:
        raise FutureNightError(
            f"{on.isoformat()} has not come yet; today is {today.isoformat()}."
            " Steps are taken on their day or later, never early."
        )


def instant_of(on: date, now: datetime) -> datetime:
    """Return when the night's work counts as done: now, or three in the morning of a day to come.

    A day in the past is worked off now, and each step is dated the day it is really done.
    """
    return clock.at_local(on, 3) if on > clock.day_of(now) else now


def _one(outside: Outside, each: Council, at: datetime) -> Night:
    by, night = By(actor="system", door="nightly", at=at), Night()
    settle_payments(outside.pay, council=each, by=by, night=night)
    night.add("arrangements to pay ended", end_kept(council=each, by=by))
    spoil_runs(council=each, by=by, night=night)
    attach_challenges(council=each, by=by, night=night)
    if outside.agents is not None:
        hear_the_agents(outside.agents(each), council=each, by=by, night=night)
    end_undecided(council=each, by=by, night=night)
    # Before certificates and registrations are asked for: both need the tribunal's word.
    follow_tribunal(outside.tribunals, files=outside.files, council=each, by=by, night=night)
    take_step(ASK_KEEPER, council=each, by=by, night=night)
    hear_keepers(outside.keepers, council=each, by=by, night=night)
    serve_by_post(council=each, by=by, night=night)
    take_step(REQUEST_NOTICE, council=each, by=by, night=night)
    recover(outside.courts, council=each, by=by, night=night)
    take_step(EXPIRE_WARRANT, council=each, by=by, night=night)
    end_enforcement(council=each, by=by, night=night)
    if outside.courts is not None:
        write_to_court(outside.courts(each), council=each, by=by, night=night)
    if outside.agents is not None:
        write_to_agents(outside.agents(each), council=each, by=by, night=night)
    count_late_refunds(council=each, by=by, night=night)
    seal_history(council=each, by=by, night=night)
    return night
