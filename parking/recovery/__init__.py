"""From the charge certificate to the warrant: the court, the enforcement agents, and every way back."""
