"""Holds and fairness: why a case stands still, who looks at it again, and what a person needs from us."""
