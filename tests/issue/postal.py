"""PCNs that could not be given, for tests: lawful unless a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from parking.cases.record import By
from parking.issue.actions import Outcome
from parking.issue.postal import PostalDraft
from parking.issue.preparing import prepare_postal
from parking.law.basis import Basis
from parking.notices.run import dispatch_run, release_run
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import writing
from parking.values import clock


def by(at: datetime) -> By:
    return By(actor="staff:test", door="test", at=at)


def driven_off(specimen: Specimen, at: datetime, **changes: Any) -> PostalDraft:
    """Return what was seen for ten minutes until 11:58, begun at 11:59 and driven away at noon."""
    names = PostalDraft.__dataclass_fields__.keys()
    plain = PostalDraft(
        observed=draft(specimen, at, **{k: v for k, v in changes.items() if k not in names}),
        basis=Basis.DRIVE_AWAY,
        prepare_started_at=at - timedelta(minutes=1),
        ended_at=at,
    )
    return replace(plain, **{k: v for k, v in changes.items() if k in names})


def prepared(specimen: Specimen, at: datetime, **changes: Any) -> Outcome:
    with writing(authority=specimen.id) as session:
        return prepare_postal(
            session, council=specimen.council, draft=driven_off(specimen, at, **changes), by=by(at)
        )


def posted(specimen: Specimen, on: date) -> UUID:
    """Draw and post everything that waits on a day, and return the run."""
    at = clock.at_local(on, 10)
    run = release_run(council=specimen.council, files=files(), posting_on=on, by=by(at))
    assert not run.left_out, run.left_out
    with writing(authority=specimen.id) as session:
        assert dispatch_run(session, council=specimen.council, run_id=run.run_id, by=by(at)) == []
    return run.run_id
