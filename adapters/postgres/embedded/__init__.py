"""A real PostgreSQL of our own, for a first run, for tests and for a small lender."""
