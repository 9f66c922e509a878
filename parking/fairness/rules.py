"""Which holds a person sets, what each stops in one sentence, and which facts each stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parking.fairness.errors import FactMissingError
from parking.law.state import HoldKind

K = HoldKind
BREATHING = frozenset({K.BREATHING_SPACE, K.BREATHING_SPACE_CRISIS})

SETTABLE: Mapping[HoldKind, str] = {
    K.BREATHING_SPACE: "Nothing is added and nobody enforces until it ends. Answers and appeals go on.",
    K.BREATHING_SPACE_CRISIS: "Nothing is added and nobody enforces during treatment and for a time after.",
    K.PAYMENT_ARRANGEMENT: "They pay in parts. Nothing is added and nobody enforces while they pay.",
    K.INSOLVENCY: "Enforcement stops. A person decides whether we claim the debt or write it off.",
    K.CORPORATE_DEBT: "Enforcement stops. A person decides whether we claim the debt or write it off.",
    K.DECEASED: "All letters stop, answers too. A person decides what happens next.",
    K.VULNERABILITY: "Enforcement stops, and no agent goes out until somebody has looked at it.",
    K.CRIME: "Enforcement stops until we know what the police found.",
    K.OMBUDSMAN: "Enforcement stops until the ombudsman has decided.",
    K.RECALL: "Enforcement stops until the agent says that the case came back.",
    K.LEGAL: "Enforcement stops until legal has answered.",
    K.STAFF: "Enforcement stops for a reason of your own.",
}
"""The holds that a person sets and what each does; the others come with what causes them."""

WHAT: Mapping[HoldKind, Mapping[str, str]] = {
    K.INSOLVENCY: {
        "bankruptcy": "Bankruptcy",
        "iva": "Individual voluntary arrangement",
        "dro": "Debt relief order",
    },
    K.CORPORATE_DEBT: {
        "administration": "Administration",
        "liquidation": "Liquidation",
        "dissolved": "Dissolved",
    },
    K.VULNERABILITY: {
        "some": "They need some help from us",
        "serious": "They are at serious risk",
    },
    K.CRIME: {
        "stolen": "The vehicle was stolen",
        "cloned": "The number plate was copied",
        "other": "Another crime",
    },
}
"""What some holds ask to be said more exactly."""

WITH_REFERENCE = frozenset({*BREATHING, K.INSOLVENCY, K.CORPORATE_DEBT, K.CRIME, K.OMBUDSMAN})
WITH_BEGINNING = frozenset({*BREATHING, K.INSOLVENCY})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a hold stands on, as far as its kind asks for it."""

    what: str = ""
    reference: str = ""
    begins_on: date | None = None
    ends_on: date | None = None


NO_FACTS = Facts()


def must_be_whole(kind: HoldKind, facts: Facts, today: date) -> None:
    """Raise FactMissingError unless a hold of this kind has the facts it stands on."""
    if kind in WHAT and facts.what not in WHAT[kind]:
        raise FactMissingError("Say exactly what it is.")
    if kind in WITH_REFERENCE and not facts.reference:
        raise FactMissingError("Enter the reference: without it nobody can ask about it.")
    if kind in WITH_BEGINNING and facts.begins_on is None:
        raise FactMissingError("Enter the day it began.")
    if facts.begins_on is not None and facts.begins_on > today:
        raise FactMissingError("It can't begin in the future.")


def told(kind: HoldKind, facts: Facts) -> str:
    """Return the facts in words: the note of a hold begins with them, so that its digest covers them."""
    parts = (
        WHAT[kind][facts.what] if kind in WHAT else "",
        f"reference {facts.reference}" if facts.reference else "",
        f"from {facts.begins_on.isoformat()}" if facts.begins_on else "",
        f"until {facts.ends_on.isoformat()}" if facts.ends_on else "",
    )
    return ", ".join(part for part in parts if part)
