"""A decision in words: every reason in English and Chinese, and what would change it."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response
from pydantic.alias_generators import to_camel

from api.shared import cursors
from api.shared.reading import PageAsked, wired
from api.shared.services import Services
from api.shared.wire import to_wire
from api.shared.words import worded
from application.processes.explaining import ClaimExplained, Explained, ReasonGiven
from domain.shared.ids import ReceivableId


def shown(services: Services, explained: Explained, paging: PageAsked) -> Response:
    name = f"decision|{explained.pool}|{explained.hash}|{explained.own or ''}"
    key = services.cursor_key
    after = cursors.read(paging.after, name, key)[1] if paging.after else None
    beyond = None if after is None else ReceivableId(after)
    found = explained.claims(beyond, paging.limit + 1)
    page = found[: paging.limit]
    more = len(found) > paging.limit
    onward = cursors.write(("", page[-1].receivable), name, key) if more else None
    body = {
        "pool": explained.pool,
        "day": explained.day,
        "hash": explained.hash,
        "certificate": explained.certificate,
        "items": [_claim(claim) for claim in page],
        "next": onward,
    }
    return wired(body)


def _claim(claim: ClaimExplained) -> dict[str, Any]:
    return {
        "receivable": claim.receivable,
        "seller": claim.seller,
        "owed": claim.owed,
        "eligible": claim.eligible,
        "excluded": claim.excluded,
        "reasons": [_reason(reason) for reason in claim.reasons],
    }


def _reason(reason: ReasonGiven) -> dict[str, Any]:
    figures = {to_camel(figure.name): to_wire(figure.value) for figure in reason.figures}
    counted = {"amount": to_wire(reason.amount), **figures}
    return {
        "rule": reason.rule,
        "amount": reason.amount,
        "counted": reason.counted,
        "figures": figures,
        "words": _words(f"eligibility.{reason.rule.value}", counted),
        "remedy": reason.remedy,
        "remedyWords": _words(f"remedy.{reason.remedy.value}", counted),
    }


def _words(code: str, figures: dict[str, Any]) -> dict[str, str]:
    english, chinese = worded(code, figures)
    return {"en": english, "zh": chinese}
