"""Every story of the law is told as it is written, and a story told wrongly is found out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from parking.cases.proving.stories import NotAStoryError, Story, read_stories
from parking.cases.proving.telling import check, told
from parking.law.steps import Step

FOLDER = Path(__file__).parent / "england"
STORIES = read_stories(FOLDER)
FAILURE_MODES = (1, 2, 4, 5, 9, 10, 11, 12, 13, 14, 15, 16, 17)
BRANCHES = ("1.6", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "1.14")
NEVER_A_STORY = {Step.REVIEW_HOLD, Step.LOOK_AGAIN, Step.RETURN_WARRANT, Step.RETURN_FROM_AGENT,
                 Step.WITHDRAW_REGISTRATION, Step.DROP_WARRANT_REQUEST}  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title[:60])
def test_the_law_held_here_agrees_with_the_story(story: Story) -> None:
    assert check(story) == []


def test_there_are_at_least_eighty_stories_and_no_title_stands_twice() -> None:
    assert len(STORIES) >= 80
    assert max(Counter(story.title for story in STORIES).values()) == 1


def test_each_branch_of_the_law_and_each_failure_of_sequence_has_a_story() -> None:
    sources = " ".join(story.source.replace(",", " ").replace(";", " ") for story in STORIES).split()
    modes = {int(word) for word in sources if word.isdigit()}
    assert [mode for mode in FAILURE_MODES if mode not in modes] == []
    assert [branch for branch in BRANCHES if branch not in sources] == []


def test_nearly_every_step_is_in_some_story() -> None:
    named = {fact.what for story in STORIES for fact in story.facts}
    named |= {str(e.get("may") or e.get("may_not")) for story in STORIES for e in story.then}
    assert {step for step in Step if step.value not in named} == NEVER_A_STORY


def test_a_story_with_a_day_moved_by_one_is_found_out() -> None:
    strict = [s for s in STORIES if any("because" in e and "due_on" in e for e in s.then)]
    assert strict
    for story in strict:
        moved = tuple(
            {**e, "due_on": e["due_on"] + timedelta(days=1)} if "due_on" in e else e for e in story.then
        )
        assert check(replace(story, then=moved)) != []


def test_a_story_of_what_the_journey_forbids_is_found_out() -> None:
    story = next(story for story in STORIES if story.opening == "represented")
    facts = (*story.facts, replace(story.facts[-1], what=Step.APPEAL.value, on=story.facts[-1].on))
    assert "is refused" in check(replace(story, facts=facts))[0]


def test_the_document_has_every_chapter_and_counts_what_differs() -> None:
    text, wrong = told(STORIES[:20])
    assert wrong == 0
    assert text.startswith("# The PCN at the kerb")
    assert text.endswith("20 stories, 0 that differ from the law held here.")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "holds no stories"),
        ("[[story]]\ntitle = 'x'\n", "missing"),
        ("[[story]]\ntitle = 'x'\nsource = 'y'\nopening = 'pcn'\nthen = [{ x = 1 }]", "expect"),
        ("[[story]\n", "can't be read"),
    ],
)  # fmt: skip
def test_what_is_no_story_is_named(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "openings.toml").write_text((FOLDER / "openings.toml").read_text())
    (tmp_path / "one.toml").write_text(written)
    with pytest.raises(NotAStoryError, match=said):
        read_stories(tmp_path)
