"""Trades of our own making: three suppliers, one core enterprise, two lenders."""
