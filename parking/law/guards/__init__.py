"""Guards: pure questions about a state, the law and a day, each with a reasoned answer."""
