"""Measures the platform beside raw PostgreSQL and beside its peers, in one run on one machine."""
