"""The life of a case as a page to read out, and as JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from textwrap import wrap

from parking.law.arithmetic import spoken
from parking.law.basis import Basis
from parking.law.counting import UnknownHolidaysError
from parking.law.dated import NotYetLawError
from parking.law.life import Life, NotALifeError, life, read_contravention, read_days
from parking.law.reasons import Standing
from parking.law.regimes import UnknownRegimeError
from parking.law.story import Step, When
from parking.values import clock

WIDTH = 100
_GIVEN = {
    Basis.KERB: "notice given at the kerb",
    Basis.APPROVED_DEVICE: "notice by post on the record of an approved device",
    Basis.DRIVE_AWAY: "notice by post because the vehicle was driven away",
    Basis.PREVENTED: "notice by post because the officer was prevented",
}


def timeline(
    *,
    regime: str,
    basis: str,
    contravention: str,
    served_on: Iterable[str] = (),
    posted_on: Iterable[str] = (),
    as_json: bool = False,
) -> tuple[str, int]:
    """Return the page that `parking law timeline` prints, or what is wrong, and the exit code."""
    try:
        told = life(
            contravention=read_contravention(contravention),
            basis=_basis(basis),
            regime=regime,
            served=read_days(served_on),
            posted=read_days(posted_on),
        )
    except (NotALifeError, UnknownRegimeError, NotYetLawError, UnknownHolidaysError) as wrong:
        return str(wrong.args[0]), 1
    except OverflowError:
        return "These days run past the last year a calendar holds.", 1
    return (life_json(told) if as_json else life_text(told)), 0


def life_text(told: Life) -> str:
    """Return the life of a case as text."""
    head = [
        f"{told.title}: {_GIVEN[told.basis]}",
        f"Contravention: {_shown(told.contravention)}",
        f"Law digest: {told.law_digest}",
        "Each step is taken on its earliest lawful day by first class post, unless a day was given.",
    ]
    steps = [_step_text(number, step) for number, step in enumerate(told.steps, start=1)]
    weak = sum(step.standing is Standing.UNVERIFIED for step in told.steps)
    foot = (
        f"{weak} of {len(steps)} steps rest on an unverified row: check the provision before relying on it."
    )
    return "\n\n".join(["\n".join(head), *steps, foot])


def life_json(told: Life) -> str:
    """Return the life of a case as JSON; days are ISO dates and instants carry London's offset."""
    return json.dumps(
        {
            "regime": told.regime,
            "basis": told.basis,
            "contravention": _iso(told.contravention),
            "law_digest": told.law_digest,
            "steps": [
                {
                    "step": step.key,
                    "title": step.title,
                    "earliest": _iso(step.earliest),
                    "latest": _iso(step.latest),
                    "provisions": [
                        {"place": str(p), "url": p.url, "standing": p.standing} for p in step.provisions
                    ],
                    "standing": step.standing,
                    "reasoning": step.reasoning,
                    "assumption": step.assumption,
                }
                for step in told.steps
            ],
        },
        indent=2,
        ensure_ascii=False,
    )


def _basis(text: str) -> Basis:
    try:
        return Basis(text)
    except ValueError:
        raise NotALifeError(f"basis is one of {', '.join(Basis)}, not {text!r}") from None


def _step_text(number: int, step: Step) -> str:
    under = "; ".join(str(provision) for provision in step.provisions)
    lines = [
        f"{number:>2}. {step.title}: {_between(step)}",
        *_indented(f"Under {under} ({step.standing})."),
        *_indented(step.reasoning),
        *_indented(f"Assumed: {step.assumption}"),
    ]
    return "\n".join(lines)


def _between(step: Step) -> str:
    if step.earliest is None:
        return f"by {_shown(step.latest)}"
    if step.latest is None:
        return f"from {_shown(step.earliest)}"
    if step.earliest == step.latest:
        return _shown(step.latest)
    return f"{_shown(step.earliest)} to {_shown(step.latest)}"


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _shown(when: When | None) -> str:
    if when is None:
        return "no day"
    if isinstance(when, datetime):
        at = clock.local(when)
        return f"{spoken(at.date())} at {at:%H:%M:%S}"
    return spoken(when)


def _iso(when: When | None) -> str | None:
    if isinstance(when, datetime):
        return clock.local(when).isoformat()
    return when.isoformat() if when else None
