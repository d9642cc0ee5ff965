"""Whatever is sent, the answer is one that the API's description names, and no fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from adapters.postgres.embedded.server import Server
from api.app import create_app
from api.rooms import ROUTERS
from api.shared.services import Services
from domain.shared.currency import Currency
from tests.api.scenes import Cast, dealt, everyone, open_a_programme, order
from tests.support.edge import PREFIX, Edge, Hand, edge
from tests.support.postgres import fresh

pytestmark = pytest.mark.postgres

EXAMPLES = 3
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@dataclass(frozen=True, slots=True)
class Stage:
    """A deal on record, a key for each role, and what its parts are called."""

    platform: Edge
    hands: dict[str, Hand]
    ids: dict[str, str]
    turns: Iterator[int] = field(default_factory=lambda: cycle((0, 1)))


@pytest.fixture(scope="module")
def stage(server: Server, template: str) -> Iterator[Stage]:
    with fresh(server, template) as database, edge(database) as platform:
        actors = everyone(platform)
        deal = dealt(actors)
        open_a_programme(actors)
        ids = {
            "party": "spring",
            "receivable": deal.claim,
            "asset": deal.claim,
            "order": actors.spring.post("/orders", order()).json()["order"],
            "pool": deal.pool,
            "programme": "prog-1",
            "financing": deal.financing,
            "decision": deal.decision,
        }
        APP.state.services = platform.services
        yield Stage(platform, hands_of(actors, platform), ids)


def hands_of(actors: Cast, platform: Edge) -> dict[str, Hand]:
    named = {
        "operator": "operator",
        "core_enterprise": "anchor",
        "supplier": "spring",
        "lender": "bank",
        "auditor": "auditor",
    }
    hands = {role: getattr(actors, name) for role, name in named.items()}
    return {**hands, "agent": platform.hand("broker", "agent")}


APP = create_app(cast("Services", None), ROUTERS)
"""Described before there is anything behind it; `stage` puts that in."""


def described() -> dict[str, Any]:
    """As it is served, with one currency for each number of decimals.

    Whatever a member of a list of names brings about is tried with each of them, in every
    place: of 165 currencies alone that makes more than half of all requests.
    """
    served = TestClient(APP).get(f"{PREFIX}/openapi.json").json()
    one_each = {currency.exponent: currency.value for currency in Currency}
    served["components"]["schemas"]["Currency"]["enum"] = [Currency.CNY.value, *one_each.values()]
    return cast("dict[str, Any]", served)


schema = schemathesis.openapi.from_dict(described())
schema.app = APP

BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@BOUNDED
def test_every_answer_is_one_that_is_described(stage: Stage, case: Case[Any]) -> None:
    """Of two requests one is about a deal that is on record, the other about nothing known."""
    (role, *_) = case.operation.definition.raw["x-roles"]
    if next(stage.turns):
        known = {name: value for name, value in stage.ids.items() if name in case.path_parameters}
        case.path_parameters.update(known)
    headers = {"Authorization": f"Bearer {stage.hands[role].secret}"}

    case.call_and_validate(headers=headers, checks=CHECKS)
