"""A reason becomes a sentence for its reader, with its dates, kinds and amounts in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from parking.law.reasons import Fact, Reason
from parking.words import Reader, UnsaidReasonError, say

M, O, B, T = Reader.MOTORIST, Reader.OFFICER, Reader.BACK_OFFICE, Reader.TRIBUNAL  # noqa: E741
LAST_DAY = date(2026, 3, 30)
SAID: tuple[tuple[str, dict[str, Fact], Reader, str], ...] = (
    (
        "still_in_time_to_pay", {"last_day": LAST_DAY}, M,
        ("You have until Monday 30 March 2026 to pay. "
        "We will not write to the owner of the vehicle before that day is over."),
    ),
    (
        "still_in_time_to_pay", {"last_day": LAST_DAY}, T,
        "The period for payment of the penalty charge had not ended. Its last day is Monday 30 March 2026.",
    ),
    (
        "waiting_for_late_post", {"last_day": LAST_DAY, "tolerance": 1}, M,
        ("The time to pay ended on Monday 30 March 2026. "
        "We are waiting 1 day more, in case a payment is in the post. You can still pay now."),
    ),
    (
        "inside_grace",
        {
            "permitted_until": datetime(2026, 7, 1, 9, 0, tzinfo=UTC),
            "protected_until": datetime(2026, 7, 1, 9, 10, tzinfo=UTC),
            "at": datetime(2026, 7, 1, 9, 8, tzinfo=UTC),
        }, O,
        ("Still in grace. Permitted parking ended at 10:00 on Wednesday 1 July 2026, and grace runs until "
        "10:10 on Wednesday 1 July 2026. Wait until it is over, then look at the vehicle again."),
    ),
    (
        "observation_too_short", {"wanted": 5, "watched": 1}, O,
        "You have watched for 1 minute. Watch for 5 minutes, or give a reason to issue now.",
    ),
    (
        "photographs_not_arrived", {"missing": 1, "listed": 3}, O,
        "1 of the 3 photographs you took did not arrive. Wait for a signal and send again.",
    ),
    (
        "power_not_confirmed", {"place": "Gogmore Farm", "kind": "section_35"}, B,
        ("The power at Gogmore Farm rests on an order under section 35 of the Road Traffic Regulation Act "
        "1984, and nobody has confirmed it. A manager checks the document and confirms the power. "
        "PCNs are possible from then."),
    ),
    (
        "enforcement_suspended",
        {
            "place": "Event", "why": "event", "ordered_by": "the_duty_manager",
            "from_at": datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
            "until_at": datetime(2026, 3, 3, 17, 30, tzinfo=UTC),
        }, T,
        ("Enforcement at Event was suspended from 09:00 on Tuesday 3 March 2026 until 17:30 on Tuesday "
        "3 March 2026 because of an event. The suspension was ordered by the_duty_manager."),
    ),
    (
        "code_withheld", {"contravention": "58", "why": "london_scheme"}, O,
        "Code 58 is not used here: it is for schemes in London only. Choose another code.",
    ),
    (
        "suffix_not_listed", {"contravention": "85", "suffix": "none"}, O,
        "Code 85 does not take this suffix: no suffix. Choose one from the list.",
    ),
    (
        "odd_mark", {"mark_shape": "military"}, O,
        ("This mark is unusual: it looks like a military mark. Read the plate again. "
        "If it is right, declare what kind it is."),
    ),
    (
        "no_keeper_register", {"declared": "trade"}, O,
        "No keeper can be looked up for trade plates. You need do nothing more.",
    ),
    (
        "not_from_this_stage", {"step": "appeal", "stage": "notice_to_owner"}, M,
        ("This cannot be done at this point: Appeal to the tribunal. "
        "This is where the PCN stands: Notice to owner sent."),
    ),
    (
        "closed_written_off", {}, B,
        "The case is closed: written off. A decider may re-open it.",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("code", "facts", "reader", "sentence"), SAID)
def test_a_reason_is_said_to_its_reader(
    code: str, facts: dict[str, Fact], reader: Reader, sentence: str
) -> None:
    assert say(Reason(code, facts), reader) == sentence


def test_the_same_reason_differs_for_each_reader() -> None:
    grace = Reason("held_breathing_space")
    assert len({say(grace, reader) for reader in Reader}) == len(Reader)


@pytest.mark.parametrize("reader", [M, O])
def test_a_breathing_space_is_not_told_to_whoever_looks(reader: Reader) -> None:
    said = say(Reason("held_breathing_space"), reader).lower()
    assert not any(word in said for word in ("breathing", "debt", "moratorium", "health"))


def test_a_reason_without_words_is_an_error() -> None:
    with pytest.raises(UnsaidReasonError, match="officer has no words for never_heard_of"):
        say(Reason("never_heard_of"), O)


def test_a_reason_that_lacks_a_fact_its_words_name_is_an_error() -> None:
    with pytest.raises(UnsaidReasonError, match="still_in_time_to_pay has no fact 'last_day'"):
        say(Reason("still_in_time_to_pay"), M)
