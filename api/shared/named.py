"""Things that parties name themselves: one's own by its name, another's as `party:name`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Path
from pydantic import Field

from api.shared.fields import ID
from api.shared.identity import SEES_ALL, Anyone
from api.shared.services import Caller
from application.shared.naming import meant_by
from domain.shared.ids import FinancingId, GuaranteeId, LineId, PoolId, ProgrammeId

NAMED = r"^([A-Za-z0-9][A-Za-z0-9_.\-]{0,63}:)?[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}$"

Pool = Annotated[PoolId, Field(pattern=ID, examples=["pool-1"])]
"""As its giver writes it; so are the next four."""

Programme = Annotated[ProgrammeId, Field(pattern=ID, examples=["prog-1"])]
Financing = Annotated[FinancingId, Field(pattern=ID, examples=["fin-2026-0001"])]
CreditLine = Annotated[LineId, Field(pattern=ID, examples=["line-1"])]
Guarantee = Annotated[GuaranteeId, Field(pattern=ID, examples=["gua-2026-1"])]

NamedFinancing = Annotated[FinancingId, Field(pattern=NAMED, examples=["fin-2026-0001"])]
"""As anyone speaks of it."""

NamedLine = Annotated[LineId, Field(pattern=NAMED, examples=["bank:line-1"])]
NamedGuarantee = Annotated[GuaranteeId, Field(pattern=NAMED, examples=["anchor:gua-2026-1"])]


def _written(example: str) -> Any:  # noqa: ANN401 - a parameter's default, as FastAPI types it
    said = "One's own by its name, or its id as answers give it: `party:name`."
    return Path(pattern=NAMED, examples=[example], description=said)


def meant(caller: Caller, written: str) -> str:
    """Who names nothing itself, operator or auditor, writes ids as answers give them."""
    return written if caller.role in SEES_ALL else meant_by(caller.party, written)


def _pool(pool: Annotated[str, _written("bank:pool-1")], caller: Anyone) -> PoolId:
    return PoolId(meant(caller, pool))


def _programme(programme: Annotated[str, _written("bank:prog-1")], caller: Anyone) -> ProgrammeId:
    return ProgrammeId(meant(caller, programme))


def _line(line: Annotated[str, _written("bank:line-1")], caller: Anyone) -> LineId:
    return LineId(meant(caller, line))


def _financing(
    financing: Annotated[str, _written("spring:fin-2026-0001")], caller: Anyone
) -> FinancingId:
    return FinancingId(meant(caller, financing))


def _guarantee(
    guarantee: Annotated[str, _written("anchor:gua-2026-1")], caller: Anyone
) -> GuaranteeId:
    return GuaranteeId(meant(caller, guarantee))


PoolPath = Annotated[PoolId, Depends(_pool)]
ProgrammePath = Annotated[ProgrammeId, Depends(_programme)]
LinePath = Annotated[LineId, Depends(_line)]
FinancingPath = Annotated[FinancingId, Depends(_financing)]
GuaranteePath = Annotated[GuaranteeId, Depends(_guarantee)]
