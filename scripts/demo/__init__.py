"""A trade of our own making: two suppliers, one core enterprise, two lenders."""
