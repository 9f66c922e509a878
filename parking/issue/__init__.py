"""How a PCN comes to be: at the kerb or by post, with the checks before it."""
