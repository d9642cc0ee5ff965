"""Every room of the API, and the words each of them brings."""

from __future__ import annotations

from fastapi import APIRouter

from api.collection import routes as collections
from api.commands import routes as commands
from api.enterprise import routes as parties
from api.financing import routes as financings
from api.intake import routes as documents
from api.receivable import answers, changes
from api.receivable import routes as receivables
from api.receivable_pool import claims, draws
from api.receivable_pool import routes as pools
from api.views import routes as views

ROUTERS: tuple[APIRouter, ...] = (
    parties.router,
    documents.router,
    receivables.router,
    answers.router,
    changes.router,
    pools.router,
    claims.router,
    draws.router,
    financings.router,
    collections.router,
    views.router,
    commands.router,
)
