"""A PCN comes to be: the checks before its number is used, and the record of one that was given."""
