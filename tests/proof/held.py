"""Holding the system against the model: what it allows must be lawful, what it refuses as law must not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parking.cases.history.registry import Event, evolve
from parking.cases.proving.acts import OPTIONS, Act
from parking.cases.proving.invariants import INVARIANTS, Passage
from parking.cases.proving.moment import Moment
from parking.cases.steps import STEP_OF
from parking.law.journey import BY_STEP, what_stops
from parking.payments.accounts import accounts
from tests.proof.hearing import MAY, begun, hear
from tests.proof.model import Model

ONE_ACT = {STEP_OF[kind]: what for kind, what in MAY.items()}
BY_LAW = {
    "still_in_time_to_pay", "notice_to_owner_too_late", "postal_pcn_too_late", "decision_too_late",
    "decision_still_possible", "recommendation_accepted_by_silence", "recommendation_still_open",
    "certificate_too_early", "registration_too_early", "order_too_late", "warrant_too_early",
    "warrant_run_out", "objection_too_late", "fresh_notice_too_late", "tribunal_not_asked",
    "certificate_was_premature", "ground_is_for_the_adjudicator", "ground_is_not_received",
}  # fmt: skip


class Case:
    """One case in the system and in the model, moved on together."""

    def __init__(self, now: Moment, first: Event) -> None:
        self.now = replace(now, state=evolve(now.state, first))
        self.model: Model = begun(first)
        self.history: list[tuple[date, Event]] = [(now.on, first)]

    def wait(self, day: date) -> None:
        """Let days go by."""
        self.now = replace(self.now, on=day)

    def take(self, act: Act) -> None:
        """Take an act in both; what the system allowed must be lawful in the model."""
        what = MAY.get(type(act.event))
        if what is not None:
            assert self.model.may(what, self.now.on), (
                f"allowed, but not lawful: {what} {self.told(act.event)}"
            )
        after = evolve(self.now.state, act.event)
        for invariant in INVARIANTS:
            wrong = invariant.check(Passage(self.now, act, after))
            assert wrong is None, f"{invariant.says}: {wrong} {self.told(act.event)}"
        hear(self.model, act.event, self.now.on, after)
        self.now = replace(self.now, state=after)
        self.history.append((self.now.on, act.event))
        self.agree()

    def agree(self) -> None:
        """What is owed and where the money is must be the same in both."""
        state, model, on = self.now.state, self.model, self.now.on
        least, most = model.owed(on, state.paid.pence)
        owed = state.owed(on).pence
        assert least <= owed <= most, f"{owed} is owed, not {least} to {most} {self.told()}"
        has = state.paid + state.held_money + state.refund_due - state.lost
        assert has.pence == model.kept, f"the case has {has}, not {model.kept} {self.told()}"
        assert sum(amount.pence for amount in accounts(state).values()) == 0
        assert bool(model.closed) is state.is_closed, self.told()

    def refusals_are_the_law(self) -> None:
        """Where only the law is given as the reason of a refusal, the model refuses too."""
        for step, what in ONE_ACT.items():
            if step is None or self.now.state.stage not in BY_STEP[step].before:
                continue
            codes = {stop.because.code for stop in what_stops(step, self.now.question())}
            if codes and codes <= BY_LAW:
                assert not self.model.may(what, self.now.on), f"{what} is lawful: {codes} {self.told()}"

    def told(self, event: Event | None = None) -> str:
        """The history so far, for whoever reads the failure."""
        lines = [
            f"{day}: {each}" for day, each in [*self.history, *([(self.now.on, event)] if event else [])]
        ]
        return f"on {self.now.on}\n" + "\n".join(lines)


assert set(ONE_ACT) <= set(OPTIONS)
