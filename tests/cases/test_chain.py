"""The canonical form and the chain, on vectors that every verifier must agree on."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parking.cases.history.chain import Envelope, first_link
from parking.values.canonical import NotCanonicalError, canonical, digest

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors.json").read_text())
AUTHORITY, CASE = UUID(int=1), UUID(int=2)
RECORDED = datetime(2026, 3, 3, 14, 6, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["about"]))
def test_the_canonical_form_is_that_of_the_shared_vectors(vector: dict[str, Any]) -> None:
    assert canonical(vector["value"]).decode() == vector["canonical"]


@pytest.mark.parametrize(
    "value", [1.5, {"a": 0.1}, {1: "a"}, {"é": 1}, 2**53, {"a": datetime(2026, 1, 1, tzinfo=UTC)}]
)
def test_a_value_two_languages_could_write_differently_is_refused(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(value)


def test_an_envelope_s_hash_is_the_sha_256_of_its_canonical_json() -> None:
    envelope = Envelope(
        authority_id=AUTHORITY, case_id=CASE, seq=1, kind="pcn_served", version=1,
        happened_at=datetime(2026, 3, 3, 14, 5, tzinfo=UTC), recorded_at=RECORDED,
        actor="staff:x", door="handheld", device=None, release="r", law_digest="d", facts={"full": 7000},
        prev_hash=first_link(AUTHORITY, CASE),
    )  # fmt: skip
    written = (
        '{"actor":"staff:x","authority_id":"00000000-0000-0000-0000-000000000001",'
        '"case_id":"00000000-0000-0000-0000-000000000002","device":null,"door":"handheld",'
        '"facts":{"full":7000},"happened_at":"2026-03-03T14:05:00.000000Z","kind":"pcn_served",'
        f'"law_digest":"d","prev_hash":"{first_link(AUTHORITY, CASE)}",'
        '"recorded_at":"2026-03-03T14:06:00.000001Z","release":"r","seq":1,"version":1}'
    )
    assert envelope.hash() == hashlib.sha256(written.encode()).hexdigest()


@given(
    st.dictionaries(
        st.text("abcXYZ_", min_size=1), st.integers(-(2**53) + 1, 2**53 - 1) | st.text("abc é€") | st.none()
    )
)
def test_the_order_in_which_facts_are_given_does_not_change_their_digest(facts: dict[str, object]) -> None:
    assert digest(facts) == digest(dict(reversed(facts.items())))
