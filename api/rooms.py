"""Every room of the API, and the words each of them brings."""

from __future__ import annotations

from fastapi import APIRouter

from api.collection import routes as collections
from api.collection import words as collection_words
from api.commands import routes as commands
from api.credit_line import draws as line_draws
from api.credit_line import routes as lines
from api.credit_line import words as line_words
from api.e_order import answers as order_answers
from api.e_order import consents as order_consents
from api.e_order import goods as order_goods
from api.e_order import routes as orders
from api.e_order import words as order_words
from api.enterprise import order_financing
from api.enterprise import routes as parties
from api.enterprise import words as party_words
from api.financing import requests, trouble, trouble_words
from api.financing import routes as financings
from api.financing import words as financing_words
from api.guarantee import debts
from api.guarantee import routes as guarantees
from api.guarantee import words as guarantee_words
from api.intake import routes as documents
from api.intake import words as document_words
from api.lender_limit import routes as limits
from api.lender_limit import words as limit_words
from api.order_programme import lending as on_orders
from api.order_programme import reasons as order_reasons
from api.order_programme import routes as programmes
from api.order_programme import words as programme_words
from api.receivable import answers, changes, suspicions
from api.receivable import routes as receivables
from api.receivable import words as receivable_words
from api.receivable_pool import claims, draws, pay_offs, reasons, trade_words, trades
from api.receivable_pool import routes as pools
from api.receivable_pool import words as pool_words
from api.shared.words import register
from api.views import eligibility
from api.views import routes as views

ROUTERS: tuple[APIRouter, ...] = (
    parties.router,
    order_financing.router,
    documents.router,
    receivables.router,
    answers.router,
    changes.router,
    suspicions.router,
    orders.router,
    order_answers.router,
    order_consents.router,
    order_goods.router,
    pools.router,
    claims.router,
    draws.router,
    trades.router,
    pay_offs.router,
    programmes.router,
    on_orders.router,
    lines.router,
    line_draws.router,
    limits.router,
    financings.router,
    guarantees.router,
    debts.router,
    trouble.router,
    requests.router,
    collections.router,
    eligibility.router,
    views.router,
    commands.router,
)

for words in (
    party_words,
    document_words,
    receivable_words,
    order_words,
    pool_words,
    trade_words,
    reasons,
    programme_words,
    order_reasons,
    financing_words,
    guarantee_words,
    trouble_words,
    collection_words,
    line_words,
    limit_words,
):
    register(words.WORDS)
