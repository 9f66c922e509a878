"""Appeals to the adjudicator: asking whether there are any, our documents, and what was decided."""
