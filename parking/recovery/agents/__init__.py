"""The enforcement agents as we reach them: instruct, recall, tell; and what they report, fees included."""
