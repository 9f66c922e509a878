"""Which page takes which step: each part of the desk says so once, and the case page links to it."""

from __future__ import annotations

from dataclasses import dataclass

from parking.law.steps import Step
from parking.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Offer:
    """A page that takes a step in one case; its route takes `case`."""

    endpoint: str
    permission: Permission
    label: str


_offers: dict[Step, Offer] = {}


def offer(step: Step, endpoint: str, permission: Permission, label: str) -> None:
    """Say which page takes a step, who may, and what its link says: a verb (Refuse the challenge)."""
    _offers[step] = Offer(endpoint, permission, label)


def offered(step: Step, held: frozenset[Permission]) -> Offer | None:
    """Return the page of a step for a person with these permissions, or None."""
    found = _offers.get(step)
    return found if found is not None and found.permission in held else None
