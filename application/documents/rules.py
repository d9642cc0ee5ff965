"""What must hold in an invoice before anyone lends on it.

Rules that bear on money, identity and dates, numbered as in EN 16931-1 (BR-...) and
CEN BII core invoice (BIIRULE-T10-...); a rule of a book is asked only of documents that
claim to keep the book, those of plain arithmetic of every document. The order of
`RULES` is the order of refusals: what it is, who, when, how much, whether it adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from application.documents import forms, identity, sums
from application.documents.broken import Broken
from application.documents.draft import Draft, Profile
from application.documents.refused import Code

EVERY = frozenset(Profile)
EN16931 = frozenset({Profile.EN16931, Profile.PEPPOL})
CENBII = frozenset({Profile.CENBII})
BOOKS = EN16931 | CENBII
PRICED = frozenset({Profile.PEPPOL, Profile.CENBII})
FREE = frozenset({Profile.FREE})


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    code: Code
    check: Callable[[Draft], Broken | None]
    asked_of: frozenset[Profile] = EVERY


RULES: tuple[Rule, ...] = (
    Rule("test-indicator", Code.MARKED_AS_TEST, forms.is_real),
    Rule("UNTDID-1001", Code.NOT_AN_INVOICE, forms.is_an_invoice),
    Rule("UNTDID-1001", Code.ALREADY_FACTORED, forms.is_not_factored),
    Rule("BR-CL-01", Code.TYPE_UNKNOWN, forms.type_is_known),
    Rule("BR-02", Code.FIELD_MISSING, forms.has_number),
    Rule("BR-03", Code.FIELD_MISSING, forms.has_issue_date),
    Rule("BR-04", Code.FIELD_MISSING, forms.has_type_code, EN16931),
    Rule("BR-05", Code.FIELD_MISSING, forms.has_currency),
    Rule("BR-06", Code.PARTY_MISSING, identity.has_seller),
    Rule("BR-07", Code.PARTY_MISSING, identity.has_buyer),
    Rule("BR-12", Code.FIELD_MISSING, forms.has_sum_of_lines, EN16931),
    Rule("BR-13", Code.FIELD_MISSING, forms.has_net, EN16931),
    Rule("BR-14", Code.FIELD_MISSING, forms.has_gross, EN16931),
    Rule("BR-15", Code.FIELD_MISSING, forms.has_payable),
    Rule("BR-55", Code.FIELD_MISSING, forms.references_have_numbers, EN16931),
    Rule("length", Code.FIELD_TOO_LONG, forms.texts_are_short),
    Rule("xs:date", Code.FIELD_NOT_A_DATE, forms.dates_are_dates),
    Rule("BR-CL-04", Code.CURRENCY_UNKNOWN, forms.currency_is_known),
    Rule("ISO-4217", Code.CURRENCY_UNKNOWN, forms.currencies_are_known),
    Rule("PEPPOL-EN16931-R051", Code.CURRENCIES_DISAGREE, forms.one_currency),
    Rule("xs:decimal", Code.FIELD_NOT_AN_AMOUNT, forms.amounts_are_amounts),
    Rule("minor-unit", Code.FIELD_NOT_AN_AMOUNT, forms.amounts_fit_the_currency),
    Rule("BR-CO-26", Code.FIELD_MISSING, identity.seller_is_identified, EN16931),
    Rule("BR-CO-09", Code.VAT_NUMBER_WITHOUT_COUNTRY, identity.vat_numbers_have_country, EN16931),
    Rule(
        "BIIRULE-T10-R003",
        Code.VAT_NUMBER_WITHOUT_COUNTRY,
        identity.vat_numbers_have_country_abroad,
        CENBII,
    ),
    Rule(
        "BIIRULE-T10-R004",
        Code.PARTY_ADDRESS_INCOMPLETE,
        identity.addresses_can_be_written_to,
        CENBII,
    ),
    Rule("same-party", Code.SELLER_IS_BUYER, identity.seller_is_not_buyer),
    Rule("BIIRULE-T10-R006", Code.DUE_BEFORE_ISSUE, forms.due_after_issue),
    Rule("BR-CO-25", Code.DUE_NOT_STATED, forms.due_or_terms, EN16931),
    Rule("positive", Code.AMOUNT_NOT_POSITIVE, forms.something_is_owed),
    Rule("BIIRULE-T10-R009", Code.TAX_SCHEMES_MIXED, sums.one_tax_scheme, CENBII),
    Rule("BR-16", Code.LINES_MISSING, sums.has_lines, EN16931),
    Rule("BR-22", Code.FIELD_MISSING, sums.lines_have_quantities, EN16931),
    Rule("BR-23", Code.QUANTITY_WITHOUT_UNIT, sums.quantities_have_units, BOOKS),
    Rule("BR-24", Code.FIELD_MISSING, sums.lines_have_amounts, EN16931),
    Rule("BR-25", Code.FIELD_MISSING, sums.lines_have_items, EN16931),
    Rule("BR-26", Code.FIELD_MISSING, sums.lines_have_prices, EN16931),
    Rule("BIIRULE-T10-R018", Code.LINE_AMOUNT_DISAGREES, sums.lines_are_price_by_quantity, PRICED),
    Rule("BR-CO-10", Code.TOTALS_DISAGREE, sums.lines_add_up),
    Rule("BR-CO-11", Code.TOTALS_DISAGREE, sums.allowances_add_up),
    Rule("BR-CO-12", Code.TOTALS_DISAGREE, sums.charges_add_up),
    Rule("BR-CO-13", Code.TOTALS_DISAGREE, sums.net_follows_from_lines, BOOKS),
    Rule("net-within-lines", Code.TOTALS_DISAGREE, sums.net_is_borne_by_lines, FREE),
    Rule("BR-CO-17", Code.FIELD_MISSING, sums.taxes_have_rates, EN16931),
    Rule("BR-CO-17", Code.TOTALS_DISAGREE, sums.tax_follows_from_rates),
    Rule("BR-CO-14", Code.TOTALS_DISAGREE, sums.tax_adds_up),
    Rule("BR-CO-15", Code.TOTALS_DISAGREE, sums.gross_is_net_and_tax),
    Rule("BR-CO-16", Code.TOTALS_DISAGREE, sums.payable_follows_from_gross),
)


def broken_rules(draft: Draft) -> Iterator[tuple[Rule, Broken]]:
    """Every rule the draft breaks, whatever book it claims to keep, in order."""
    for rule in RULES:
        broken = rule.check(draft)
        if broken is not None:
            yield rule, broken


def first_broken(draft: Draft) -> tuple[Rule, Broken] | None:
    """The first broken one of the rules that are asked of this draft."""
    asked = (rule for rule in RULES if draft.profile in rule.asked_of)
    for rule in asked:
        broken = rule.check(draft)
        if broken is not None:
            return rule, broken
    return None
