"""The way out to GOV.UK Pay: its protocol, the real client, a fake, and a stand-in server."""
