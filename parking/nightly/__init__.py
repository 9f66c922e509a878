"""The order of each night's steps over all chapters."""
