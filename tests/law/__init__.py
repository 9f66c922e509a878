"""Tests of the law: its data, its counting, and the questions it answers."""
