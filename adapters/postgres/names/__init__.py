"""Under which name every event is stored, one table per room."""
