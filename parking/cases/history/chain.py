"""The hash chain of a history: what is hashed, and how one event holds the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from parking.values import clock
from parking.values.canonical import canonical, digest, sha256


@dataclass(frozen=True, slots=True)
class Envelope:
    """An event with everything that is hashed about it (ground rule 1)."""

    authority_id: UUID
    case_id: UUID
    seq: int
    kind: str
    version: int
    happened_at: datetime
    recorded_at: datetime
    actor: str
    door: str
    device: str | None
    release: str
    law_digest: str
    facts: dict[str, Any]
    prev_hash: str

    def hash(self) -> str:
        """Return the SHA-256 of the canonical envelope."""
        return sha256(self.body())

    def body(self) -> bytes:
        """Return the canonical envelope, which is what is hashed."""
        return canonical(
            {
                "authority_id": str(self.authority_id),
                "case_id": str(self.case_id),
                "seq": self.seq,
                "kind": self.kind,
                "version": self.version,
                "happened_at": clock.stamp(self.happened_at),
                "recorded_at": clock.stamp(self.recorded_at),
                "actor": self.actor,
                "door": self.door,
                "device": self.device,
                "release": self.release,
                "law_digest": self.law_digest,
                "facts": self.facts,
                "prev_hash": self.prev_hash,
            }
        )


def first_link(authority_id: UUID, case_id: UUID) -> str:
    """Return what the first event of a case holds in place of an event before it."""
    return digest({"authority_id": str(authority_id), "case_id": str(case_id)})
