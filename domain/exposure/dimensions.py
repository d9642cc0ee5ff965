"""By what a lender's exposure is summed."""

from __future__ import annotations

from enum import Enum


class Dimension(Enum):
    OBLIGOR = "obligor"
    SELLER = "seller"
    POOL = "pool"
    PRODUCT = "product"
    FACILITY = "facility"
    GUARANTOR = "guarantor"
    """Of what is drawn, what each guarantor answers for."""

    GROUP = "group"
    """Connected parties, each loan once however many of them stand in it."""

    CURRENCY = "currency"
    MATURITY = "maturity"
    AGEING = "ageing"
