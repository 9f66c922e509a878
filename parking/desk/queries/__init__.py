"""Reading for the back office: what no other room has a question for."""
