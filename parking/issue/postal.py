"""A PCN that could not be given: the checks before it is prepared to go by post (SI 2022/71 reg 10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from parking.authorities.policies import DeviceSignOff
from parking.issue.rules import CLOCK_SLACK, Checked, Draft, Surroundings, check
from parking.law.basis import Basis
from parking.law.question import refused
from parking.law.reasons import Provision, Refused
from parking.law.rules import GIVEN_UNDER, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalDraft:
    """What an officer observed, and how it came that the PCN could not be given."""

    observed: Draft
    basis: Basis
    prepare_started_at: datetime | None  # never the observation: to observe is not to begin to prepare
    ended_at: datetime  # when the vehicle was driven away, or the officer was prevented
    how_prevented: str = ""

    @property
    def note(self) -> str:
        """What is kept in the officer's words."""
        told = f"How the officer was prevented: {self.how_prevented.strip()}"
        return "\n".join(filter(None, (self.observed.note, told if self.how_prevented.strip() else "")))


def check_postal(draft: PostalDraft, around: Surroundings, device: DeviceSignOff | None) -> Checked:
    """Ask every check of a PCN at the kerb, and those of one that goes by post; policies may be set aside."""
    if not draft.basis.by_post:
        raise ValueError("a PCN at the kerb is given, not prepared")
    checked = check(draft.observed, around)
    asked = (*_event_order(draft, around), *_prevented(draft, around), *_device(draft, around, device))
    found = tuple(answer.because for answer in asked if answer is not None)
    return replace(checked, stops=(*checked.stops, *found))


def _event_order(draft: PostalDraft, around: Surroundings) -> Iterator[Refused | None]:
    """What proves reg 10(4): the contravention, then the beginning to prepare, then the leaving."""
    under, seen = _under(around, GIVEN_UNDER[draft.basis]), draft.observed.contravention_at
    begun, ended = draft.prepare_started_at, draft.ended_at
    if ended > around.now + CLOCK_SLACK:
        yield refused("ended_in_future", at=ended, now=around.now)
    if ended < seen:
        yield refused("ended_before_contravention", under, at=ended, seen_at=seen)
    if begun is not None and begun < seen:
        yield refused("begun_before_contravention", under, begun_at=begun, seen_at=seen)
    if draft.basis is Basis.DRIVE_AWAY and (begun is None or begun >= ended):
        yield refused("not_begun_to_prepare", under, ended_at=ended)


def _prevented(draft: PostalDraft, around: Surroundings) -> Iterator[Refused | None]:
    if draft.basis is Basis.PREVENTED and not draft.how_prevented.strip():
        yield refused("how_prevented_missing", _under(around, Rule.POSTAL_PREVENTED))


def _device(
    draft: PostalDraft, around: Surroundings, device: DeviceSignOff | None
) -> Iterator[Refused | None]:
    """Off until somebody signs, never on a road, and never without what an officer saw."""
    if draft.basis is not Basis.APPROVED_DEVICE:
        return
    if device is None:
        yield refused("device_not_signed_off", _under(around, Rule.DEVICE_CERTIFIED))
    if around.here.on_street:
        yield refused("device_not_for_roads", _under(around, Rule.DEVICE_ON_ROAD))
    if draft.observed.observed_from is None:
        yield refused("device_saw_no_officer_did", _under(around, Rule.PARKING_CONTRAVENTION))


def _under(around: Surroundings, rule: Rule) -> Provision:
    return around.law.rule(rule).provision
