"""Every stage, step and kind of event has a name for every reader."""

from __future__ import annotations

import pytest

from parking.cases.history.registry import KINDS
from parking.law.state import Stage
from parking.law.steps import Step
from parking.words import Reader, UnnamedError, event_words, stage_words, step_words
from parking.words.catalogue import entries


@pytest.mark.parametrize("reader", Reader)
def test_every_stage_has_a_name(reader: Reader) -> None:
    assert all(stage_words(stage, reader)[0].isupper() for stage in Stage)
    assert entries(reader.value, "stage").keys() == {stage.value for stage in Stage}


@pytest.mark.parametrize("reader", Reader)
def test_every_step_has_a_name(reader: Reader) -> None:
    assert all(step_words(step, reader)[0].isupper() for step in Step)
    assert entries(reader.value, "step").keys() == {step.value for step in Step}


@pytest.mark.parametrize("reader", Reader)
def test_every_kind_of_event_has_a_title(reader: Reader) -> None:
    assert all(event_words(kind, reader)[0].isupper() for kind in KINDS)
    assert entries(reader.value, "event").keys() == KINDS.keys()


@pytest.mark.parametrize("reader", Reader)
def test_no_two_stages_look_the_same_to_a_reader(reader: Reader) -> None:
    assert len({stage_words(stage, reader) for stage in Stage}) == len(Stage)


def test_a_name_is_a_label_without_a_full_stop() -> None:
    for reader in Reader:
        for context in ("stage", "step", "event"):
            assert [words for words in entries(reader.value, context).values() if words.endswith(".")] == []


def test_names_differ_by_reader() -> None:
    assert stage_words(Stage.CHARGE_CERTIFICATE, Reader.MOTORIST) == "Charge increased"
    assert stage_words(Stage.CHARGE_CERTIFICATE, Reader.BACK_OFFICE) == "Charge certificate served"
    assert step_words(Step.ASK_KEEPER, Reader.TRIBUNAL) == "Enquiry of the keeper register"
    assert event_words("payment_received", Reader.MOTORIST) == "Payment received"
    assert event_words("hold_set", Reader.TRIBUNAL) == "Case stayed"


def test_a_kind_of_event_that_nobody_named_is_an_error() -> None:
    with pytest.raises(UnnamedError, match="no words for the event 'coffee_spilled'"):
        event_words("coffee_spilled", Reader.MOTORIST)
