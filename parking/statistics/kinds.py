"""Which events move which figure; a house test makes every new kind of event choose its place."""

from __future__ import annotations

POSTED = frozenset({"postal_pcn_served"})
SERVED = frozenset({"pcn_served"}) | POSTED
VOIDED = frozenset({"pcn_voided"})
PAYMENT = frozenset({"payment_received"})
HELD = frozenset({"hold_set"})
RELEASED = frozenset({"hold_released"})

REPRESENTED = frozenset({"challenge_received", "representations_received"})
CANCELLED_ON_REPRESENTATION = frozenset(
    {"challenge_accepted", "representations_accepted", "representations_treated_as_accepted"}
)
ENDED_OTHERWISE = frozenset({"case_cancelled", "case_written_off"})
REOPENED = frozenset({"case_reopened"})
LAST_WORDS = CANCELLED_ON_REPRESENTATION | ENDED_OTHERWISE | REOPENED

MOVES_NO_FIGURE = frozenset(
    {
        "keeper_answered",
        "keeper_asked",
        "keeper_enquiry_timed_out",
        "notice_to_owner_requested",
        "notice_to_owner_served",
        "notice_to_owner_withdrawn",
        "paper_drawn",
        "paper_spoiled",
        "pcn_prepared",
        "postal_pcn_requested",
        "postal_pcn_withdrawn",
        "postal_service_extended",
    }
)
PLACED = SERVED | VOIDED | PAYMENT | HELD | RELEASED | REPRESENTED | LAST_WORDS | MOVES_NO_FIGURE
