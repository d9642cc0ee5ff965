"""The same rules one claim at a time, slow and plain: what the columns must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor

from domain.eligibility.claim import Claim, Mark
from domain.eligibility.reasons import Rule
from domain.eligibility.standing import Circumstances, PartyStanding
from domain.eligibility.terms import (
    Account,
    AgeLimits,
    Concentration,
    ConcentrationBase,
    CrossAging,
    Dimension,
    DisputeTakes,
    EligibilityTerms,
    ExcessFalls,
    ExcludedKind,
    Fault,
    Operator,
)
from domain.shared.ids import PartyId

Standing = Mapping[PartyId, PartyStanding]

Line = tuple[Rule, int, int]
"""Rule, amount out by it alone, amount counted under it."""


@dataclass
class Judged:
    claim: Claim
    left: int
    lines: list[Line] = field(default_factory=list[Line])

    @property
    def owed(self) -> int:
        return max(self.claim.open, 0)

    def whole(self, rule: Rule) -> None:
        self.lines.append((rule, self.owed, self.left))
        self.left = 0

    def part(self, rule: Rule, amount: int, but_for: int = 0) -> None:
        part = min(amount, self.owed)
        counted = min(max(part - but_for, 0), self.left)
        if amount > 0:
            self.lines.append((rule, part, counted))
        self.left -= counted


def judged_one_by_one(
    claims: Sequence[Claim], terms: EligibilityTerms, around: Circumstances, day: date
) -> list[Judged]:
    book = [Judged(claim, max(claim.open, 0)) for claim in sorted(claims, key=_id)]
    standing = {known.party: known for known in around.parties}
    bases = {ConcentrationBase.GROSS: _base(book, terms)}
    for entry in book:
        for rule in _categorical(entry.claim, terms, standing):
            entry.whole(rule)
    bases[ConcentrationBase.AFTER_CATEGORICAL] = _base(book, terms)
    for entry in book:
        for rule in _ages(entry.claim, terms.age, day):
            entry.whole(rule)
    _cross_age(book, terms, day)
    bases[ConcentrationBase.AFTER_AGED] = _base(book, terms)
    _parts(book, terms, around)
    whole = sum(entry.left for entry in book)
    bases[ConcentrationBase.AFTER_ALL_INELIGIBLES] = (whole, whole)
    for concentration in terms.concentrations:
        base = bases[concentration.base][concentration.net_of_deductions]
        _concentrate(book, terms, concentration, standing, base)
    return book


def _id(claim: Claim) -> str:
    return claim.receivable


def _base(book: list[Judged], terms: EligibilityTerms) -> tuple[int, int]:
    gross = sum(entry.left for entry in book)
    net = sum(max(entry.left - sum(_deducted(entry, terms).values()), 0) for entry in book)
    return gross, net


def _categorical(claim: Claim, terms: EligibilityTerms, standing: Standing) -> Iterator[Rule]:
    seller = standing.get(claim.seller, PartyStanding(party=claim.seller, admitted=False))
    obligor = standing.get(claim.obligor, PartyStanding(party=claim.obligor, admitted=False))
    yield from (Rule[f"SELLER_{fault}"] for fault in _faults(seller, terms.seller_faults))
    yield from (Rule[f"OBLIGOR_{fault}"] for fault in _faults(obligor, terms.obligor_faults))
    if terms.exclude_affiliates and _affiliates(seller, obligor):
        yield Rule.AFFILIATE
    yield from (rule for rule, holds in _kinds(claim, terms, obligor) if holds)


def _kinds(
    claim: Claim, terms: EligibilityTerms, obligor: PartyStanding
) -> Iterator[tuple[Rule, bool]]:
    has, known = claim.marks, obligor
    yield Rule.FOREIGN, terms.exclude_foreign and known.foreign and Mark.INSURED not in has
    assigned = Mark.GOVERNMENT_ASSIGNED in has
    yield Rule.GOVERNMENT, terms.exclude_government and known.government and not assigned
    yield Rule.LENT_ON_TWICE, Mark.LENT_ON_TWICE in has
    yield Rule.ENCUMBERED, terms.exclude_encumbered and Mark.ENCUMBERED_ELSEWHERE in has
    for kind in ExcludedKind:
        yield Rule[kind.name], kind in terms.excluded_kinds and Mark[kind.name] in has
    yield Rule.TERMS_EXTENDED, terms.exclude_extended and Mark.TERMS_EXTENDED in has
    agreed, most = (claim.due_on - claim.issued_on).days, terms.terms_days_max
    yield Rule.TERMS_TOO_LONG, most is not None and agreed > most
    yield Rule.NOT_NOTICED, terms.notice_required and Mark.NOTICED not in has
    yield Rule.NOT_REGISTERED, terms.registration_required and Mark.REGISTERED not in has


def _faults(party: PartyStanding, counted: tuple[Fault, ...]) -> list[str]:
    so = {
        Fault.NOT_ADMITTED: not party.admitted,
        Fault.SUSPENDED: party.suspended,
        Fault.INSOLVENT: party.insolvent,
        Fault.SANCTIONED: party.sanctioned,
        Fault.OVERDUE: party.overdue,
    }
    return [fault.name for fault in Fault if so[fault] and fault in counted]


def _affiliates(seller: PartyStanding, obligor: PartyStanding) -> bool:
    return (
        seller.party == obligor.party
        or (bool(seller.group) and seller.group == obligor.group)
        or obligor.party in seller.affiliates
        or seller.party in obligor.affiliates
    )


def _ages(claim: Claim, limits: AgeLimits, day: date) -> Iterator[Rule]:
    due = claim.original_due_on if limits.original_due_date else claim.due_on
    legs = (
        (Rule.AGED_PAST_DUE, due, limits.past_due),
        (Rule.AGED_FROM_INVOICE, claim.issued_on, limits.from_invoice),
    )
    for rule, start, limit in legs:
        days = (day - start).days + limits.first_day
        if limit is not None and _beyond(days, limit, limits.operator):
            yield rule


def _beyond(figure: int, limit: int | Fraction, operator: Operator) -> bool:
    return figure > limit if operator is Operator.MORE_THAN else figure >= limit


def _cross_age(book: list[Judged], terms: EligibilityTerms, day: date) -> None:
    cross = terms.cross_aging
    if cross is None:
        return
    limits = cross.limits or terms.age
    for account in _groups(book, lambda entry: _account(entry, cross)).values():
        aged = sum(e.owed for e in account if any(_ages(e.claim, limits, day)))
        threshold = sum(e.owed for e in account) * Fraction(cross.threshold)
        if aged > 0 and _beyond(aged, threshold, cross.operator):
            for entry in account:
                entry.whole(Rule.CROSS_AGED)


def _account(entry: Judged, cross: CrossAging) -> object:
    claim = entry.claim
    if cross.account is Account.OBLIGOR:
        return claim.obligor
    return claim.seller, claim.obligor


def _parts(book: list[Judged], terms: EligibilityTerms, around: Circumstances) -> None:
    for entry in book:
        claim = entry.claim
        answered = Mark.CONFIRMED in claim.marks
        confirmed = min(claim.confirmed, entry.owed) if answered else 0
        missing = entry.owed - confirmed if terms.confirmation_required else 0
        entry.part(Rule.UNCONFIRMED, missing)
        if terms.dispute_takes is DisputeTakes.WHOLE:
            entry.part(Rule.DISPUTED, entry.owed if claim.disputed else 0)
        else:
            entry.part(Rule.DISPUTED, claim.disputed, but_for=missing)
        out = max(missing, claim.disputed)
        entry.part(Rule.BEYOND_ORDER, claim.beyond_order, but_for=out)
    accounts = _groups(book, lambda entry: (entry.claim.seller, entry.claim.obligor))
    if terms.deduct_contra:
        owed_back = _sums((c.seller, c.obligor, c.payable) for c in around.contras)
        _set_off(accounts, Rule.CONTRA, owed_back, terms)
    for rule in (Rule.RETENTION, Rule.PREPAID, Rule.VAT):
        for entry in book:
            entry.part(rule, _deducted(entry, terms).get(rule, 0))
    credited = _sums((c.seller, c.obligor, c.amount) for c in around.credits)
    for entry in book:
        credited[entry.claim.seller, entry.claim.obligor] += max(-entry.claim.open, 0)
    _set_off(accounts, Rule.UNAPPLIED_CREDIT, credited, terms)


def _deducted(entry: Judged, terms: EligibilityTerms) -> dict[Rule, int]:
    claim = entry.claim
    vat = min(claim.vat, claim.face)
    if vat and entry.owed != claim.face:
        vat = ceil(Fraction(entry.owed * vat, claim.face))
    switches = (
        (terms.deduct_retention, Rule.RETENTION, claim.retention),
        (terms.deduct_prepaid, Rule.PREPAID, claim.prepaid),
        (terms.deduct_vat, Rule.VAT, vat),
    )
    return {rule: amount for is_on, rule, amount in switches if is_on}


def _sums(rows: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for seller, obligor, amount in rows:
        totals[seller, obligor] += amount
    return totals


def _set_off(
    accounts: dict[object, list[Judged]],
    rule: Rule,
    asked: dict[tuple[str, str], int],
    terms: EligibilityTerms,
) -> None:
    for pair, account in accounts.items():
        amount = asked.get(pair, 0)  # type: ignore[call-overload]  # the key is the pair it was grouped by
        take = min(amount, sum(entry.left for entry in account))
        _cut(account, rule, take, amount - take, terms.excess_falls)


def _concentrate(
    book: list[Judged],
    terms: EligibilityTerms,
    concentration: Concentration,
    standing: Standing,
    base: int,
) -> None:
    def name(entry: Judged) -> str:
        claim = entry.claim
        if concentration.dimension is Dimension.SELLER:
            return claim.seller
        known = standing.get(claim.obligor)
        by_group = concentration.dimension is Dimension.GROUP and known is not None
        return (known.group if by_group and known is not None else "") or claim.obligor

    special = {cap.of: cap.cap for cap in concentration.special}
    rule = Rule[f"CONCENTRATION_{concentration.dimension.name}"]
    for group, members in _groups(book, name).items():
        cap = floor(base * Fraction(special.get(str(group), concentration.cap)))
        _cap(members, rule, cap, terms.excess_falls)
    for joint in concentration.joint:
        together = [entry for entry in book if name(entry) in joint.of]
        cap = floor(base * Fraction(joint.cap))
        _cap(together, Rule.CONCENTRATION_JOINT, cap, terms.excess_falls)


def _cap(members: list[Judged], rule: Rule, cap: int, falls: ExcessFalls) -> None:
    excess = max(sum(entry.left for entry in members) - cap, 0)
    _cut(members, rule, excess, sum(e.owed for e in members) if excess else 0, falls)


def _cut(members: list[Judged], rule: Rule, take: int, more: int, falls: ExcessFalls) -> None:
    if falls is ExcessFalls.NEWEST_FIRST:
        taken = _newest_first(members, take)
    else:
        taken = _pro_rata(members, take)
    for entry, amount in zip(members, taken, strict=True):
        would = min(entry.owed, more) if entry.left == 0 else 0
        if amount or would:
            entry.lines.append((rule, max(amount, would), amount))
        entry.left -= amount


def _newest_first(members: list[Judged], take: int) -> list[int]:
    taken = [0] * len(members)
    places = range(len(members))
    for place in sorted(places, key=lambda p: (members[p].claim.issued_on, p), reverse=True):
        taken[place] = min(take, members[place].left)
        take -= taken[place]
    return taken


def _pro_rata(members: list[Judged], take: int) -> list[int]:
    total = sum(entry.left for entry in members)
    if not total:
        return [0] * len(members)
    exact = [Fraction(entry.left * take, total) for entry in members]
    parts = [floor(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda p: (parts[p] - exact[p], p))
    for place in by_remainder[: take - sum(parts)]:
        parts[place] += 1
    return parts


def _groups(book: list[Judged], key: Callable[[Judged], object]) -> dict[object, list[Judged]]:
    groups: dict[object, list[Judged]] = defaultdict(list)
    for entry in book:
        groups[key(entry)].append(entry)
    return groups
