"""The public's pages: find my PCN, see the evidence, pay."""
