"""What the house is fitted out with: a pepper, a watchman, a place for payment instructions."""
