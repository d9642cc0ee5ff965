"""What the views show over HTTP."""

from __future__ import annotations

from pydantic import BaseModel

from api.shared.wire import model_of
from application.views.counterparties import ExposureToParty
from application.views.exposure import ExposureSeen


class Exposure(BaseModel):
    """A lender's exposure by one dimension; currencies are never added together."""

    lender: str
    by: str
    day: str
    """On which due dates were put in bands."""

    position: str | None
    """As of which position, where one was asked for."""

    lines: list[model_of(ExposureSeen)]  # type: ignore[valid-type] # made at run time


class CoreExposure(BaseModel):
    """What lenders have on one core enterprise, on one day; currencies are never added together."""

    party: str
    day: str
    position: str | None
    """As of which position, where one was asked for."""

    lines: list[model_of(ExposureToParty)]  # type: ignore[valid-type] # made at run time
