"""Drafts of PCNs to test and simulate with: lawful unless a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from parking.issue.rules import Draft
from parking.law.state import MarkDeclared
from parking.simulation.specimens import Specimen
from parking.values.ids import new_id
from parking.values.mark import Mark


def draft(specimen: Specimen, at: datetime, **changes: Any) -> Draft:
    """Return a draft of code 83 in the car park, watched for ten minutes, with no photographs needed."""
    plain = Draft(
        client_ref=new_id(),
        officer_id=specimen.officer,
        place_id=specimen.car_park,
        mark=Mark.read("AB12 CDE"),
        declared=MarkDeclared.UNITED_KINGDOM,
        make="FORD",
        colour="BLUE",
        code="83",
        suffix="",
        contravention_at=at - timedelta(minutes=2),
        observed_from=at - timedelta(minutes=12),
        observed_until=at - timedelta(minutes=2),
        overrides=("no_photographs",),
    )
    return replace(plain, **changes)
