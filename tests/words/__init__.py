"""Every reason, stage, step and event has words for every reader."""
