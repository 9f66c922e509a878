"""Which events move which figure; a house test makes every new kind of event choose its place."""

from __future__ import annotations

POSTED = frozenset({"postal_pcn_served"})
SERVED = frozenset({"pcn_served"}) | POSTED
VOIDED = frozenset({"pcn_voided"})
PAYMENT = frozenset({"payment_received", "held_money_credited"})
TAKEN_BACK = frozenset({"payment_reversed"})
HELD = frozenset({"hold_set"})
RELEASED = frozenset({"hold_released"})

REPRESENTED = frozenset({"challenge_received", "representations_received", "late_representations_admitted"})
CANCELLED_ON_REPRESENTATION = frozenset(
    {"challenge_accepted", "representations_accepted", "representations_treated_as_accepted"}
)
# An appeal that was allowed ends the case only where the adjudicator directed to cancel the PCN.
ALLOWED = frozenset({"appeal_allowed"})
ENDED_AT_TRIBUNAL = ALLOWED | {
    "appeal_not_contested",
    "appeal_settled",
    "recommendation_accepted",
    "recommendation_treated_as_accepted",
}
ENDED_OTHERWISE = frozenset({"case_cancelled", "case_written_off"})
REOPENED = frozenset({"case_reopened", "order_revoked"}) | TAKEN_BACK
LAST_WORDS = CANCELLED_ON_REPRESENTATION | ENDED_AT_TRIBUNAL | ENDED_OTHERWISE | REOPENED

INCREASED = frozenset({"certificate_served"})
REGISTERED = frozenset({"debt_registered"})
# What takes an increase away again, so that the full charge is due.
NOT_INCREASED = frozenset(
    {
        "appeal_registered",
        "certificate_cancelled",
        "late_representations_admitted",
        "notice_to_be_served_again",
        "order_revoked",
        "representations_received",
        "service_corrected",
    }
)
NOT_REGISTERED = frozenset({"order_revoked", "registration_withdrawn"})

MOVES_NO_FIGURE = frozenset(
    {
        "address_checked",
        "address_doubted",
        "agent_fee_added",
        "agent_instructed",
        "agent_recalled",
        "agent_returned",
        "appeal_documents_delivered",
        "appeal_referred_to_legal",
        "appeal_refused",
        "appeal_withdrawn",
        "cancelling_recommended",
        "capacity_decided",
        "certificate_requested",
        "certificate_withdrawn",
        "challenge_refused",
        "challenge_withdrawn",
        "claim_answered",
        "claim_listed",
        "closing_told",
        "court_application_answered",
        "court_application_received",
        "court_application_refused",
        "held_money_returned",
        "hold_reviewed",
        "keeper_answered",
        "keeper_asked",
        "keeper_enquiry_timed_out",
        "late_representations_disregarded",
        "late_representations_received",
        "liability_transferred",
        "money_held",
        "no_appeal_confirmed",
        "notice_to_be_served_afresh",
        "notice_to_owner_requested",
        "notice_to_owner_served",
        "notice_to_owner_withdrawn",
        "order_paper_withdrawn",
        "order_requested",
        "order_served",
        "paper_drawn",
        "paper_spoiled",
        "pcn_prepared",
        "postal_pcn_requested",
        "postal_pcn_withdrawn",
        "postal_service_extended",
        "recall_acknowledged",
        "recommendation_refusal_requested",
        "recommendation_refusal_withdrawn",
        "recommendation_refused",
        "referred_to_adjudicator",
        "refund_paid",
        "registration_rejected",
        "registration_requested",
        "rejection_requested",
        "rejection_served",
        "rejection_withdrawn",
        "second_look_done",
        "warrant_expired",
        "warrant_issued",
        "warrant_request_rejected",
        "warrant_requested",
        "warrant_returned",
    }
)
PLACED = (
    SERVED | VOIDED | PAYMENT | HELD | RELEASED | REPRESENTED | LAST_WORDS | INCREASED | REGISTERED
    | NOT_INCREASED | NOT_REGISTERED | MOVES_NO_FIGURE
)  # fmt: skip
