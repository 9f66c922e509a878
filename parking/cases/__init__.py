"""The case: an append-only history of facts, and the only writer of it."""
