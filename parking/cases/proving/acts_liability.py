"""The events of finding who is liable and serving the enforcement notice, as the walk may record them."""

from __future__ import annotations

from collections.abc import Iterator

from parking.cases.history import issue, keepers
from parking.cases.history.registry import Event
from parking.cases.proving.moment import DIGEST, NOBODY_IN_PARTICULAR, OTHER_PERSON, PAPER, Moment, Table, uid
from parking.law.state import KeeperAnswer
from parking.law.steps import Step
from parking.law.timeline import DISCOUNT

ENQUIRY = uid(10)


def _keeper(_now: Moment) -> Iterator[Event]:
    yield keepers.KeeperAnswered(ENQUIRY, KeeperAnswer.FOUND, NOBODY_IN_PARTICULAR, DIGEST)
    yield keepers.KeeperAnswered(ENQUIRY, KeeperAnswer.NO_KEEPER, None, None)
    yield keepers.KeeperEnquiryTimedOut(ENQUIRY)


def _posted(now: Moment) -> Iterator[Event]:
    served = now.deemed
    until = now.last(DISCOUNT[now.state.basis], served)
    party = now.state.liable_party or NOBODY_IN_PARTICULAR
    yield issue.PostalPcnServed(PAPER, party, DIGEST, now.on, served, until)


def _notice(now: Moment) -> Iterator[Event]:
    party = now.state.liable_party or NOBODY_IN_PARTICULAR
    yield keepers.NoticeToOwnerServed(PAPER, party, DIGEST, now.on, now.deemed)


def _checked(now: Moment) -> Iterator[Event]:
    yield keepers.AddressChecked(now.on, keepers.AddressFound.SAME, "electoral roll", None, None)
    other = OTHER_PERSON if now.state.liable_party != OTHER_PERSON else NOBODY_IN_PARTICULAR
    yield keepers.AddressChecked(now.on, keepers.AddressFound.DIFFERENT, "tracing", other, DIGEST)


def _taken_back(now: Moment) -> Iterator[Event]:
    if now.state.notice_requested_on is not None:
        by_post = now.state.basis.by_post
        yield issue.PostalPcnWithdrawn(PAPER) if by_post else keepers.NoticeToOwnerWithdrawn(PAPER)


ACTS: Table = {
    Step.REQUEST_POSTAL_PCN: lambda now: [
        issue.PostalPcnRequested(PAPER, now.state.liable_party or NOBODY_IN_PARTICULAR, now.on)
    ],
    Step.SERVE_PCN_BY_POST: _posted,
    Step.EXTEND_POSTAL_SERVICE: lambda now: [issue.PostalServiceExtended(now.on, "no answer", DIGEST)],
    Step.ASK_KEEPER: lambda now: [keepers.KeeperAsked(ENQUIRY, now.on)],
    Step.RECORD_KEEPER: _keeper,
    Step.REQUEST_NOTICE_TO_OWNER: lambda now: [
        keepers.NoticeToOwnerRequested(PAPER, now.state.liable_party or NOBODY_IN_PARTICULAR, now.on)
    ],
    Step.SERVE_NOTICE_TO_OWNER: _notice,
    Step.DOUBT_ADDRESS: lambda now: [keepers.AddressDoubted(now.on, "returned post", None, None)],
    Step.CHECK_ADDRESS: _checked,
    Step.SERVE_AGAIN: lambda now: [keepers.NoticeToBeServedAgain(now.on, "another address was found")],
}
TAKEN_BACK = (_taken_back,)
