"""How a case ends by a person's decision, and the few ways back."""

from __future__ import annotations

from parking.law.guards import closing
from parking.law.rows.row import OPEN, Row, row
from parking.law.state import Stage
from parking.law.steps import Actor, Step

A = Actor
CLOSED = frozenset(s for s in Stage if s.is_closed)
ROWS: tuple[Row, ...] = (
    row(Step.CANCEL, frozenset({*OPEN, Stage.PAID}), to=Stage.CANCELLED, by=A.DECIDER,
        under="TMA 2004 s.87 guidance"),
    row(Step.WRITE_OFF, OPEN, to=Stage.WRITTEN_OFF, by=A.DECIDER,
        under="financial regulations"),
    row(Step.TELL_CLOSING, CLOSED, by=(A.OFFICE, A.CLOCK, A.MOTORIST), under="house rule: endings"),
    row(Step.REOPEN, CLOSED, closing.was_a_slip, closing.nobody_was_told, closing.not_refunded,
        by=A.DECIDER, under="SI 2022/71 reg 20(4); house rule: endings"),
    row(Step.LOOK_AGAIN, CLOSED, by=A.DECIDER, under="financial regulations"),
)  # fmt: skip
