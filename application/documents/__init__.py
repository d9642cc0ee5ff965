"""What trade documents say, and what keeps one from being believed."""
