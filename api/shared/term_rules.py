"""Which rule a term breaks, in Chinese: the domain says it in English, figures and all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "not_a_rate": (
        "must be from 0 to 1 with at most six decimals",
        "须在 0 至 1 之间, 小数至多六位",
    ),
    "zero": ("must be more than nothing", "须大于零"),
    "negative": ("must not be negative", "不得为负"),
    "out_of_range": ("is out of range", "超出允许范围"),
    "other_currency": ("must be in the currency of the terms", "须与条款币种一致"),
    "repeated": ("must be named once", "不得重复"),
    "too_few": ("names too few", "列出的项目过少"),
}
"""What is wrong with terms of eligibility and of orders, by code."""

RULES: Mapping[str, str] = {
    "from 0 to below 1": "须不小于 0 且小于 1",
    "from 0 to 1": "须在 0 至 1 之间",
    "more than 0": "须大于 0",
    "more than 0 and at most 1": "须大于 0 且不超过 1",
    "more than nothing": "须大于零",
    "not negative": "不得为负",
    "is named": "须填写",
    "1 for a bullet": "一次还本时须为 1",
    "bullet: what was lent on repays it": "须为到期一次还本: 由融资所依据的资产回款偿还",
    "bullet where the discount is deducted": "预先扣除贴现息时须为到期一次还本",
    "each named once": "不得重复列出",
    "each component once": "各款项须各列一次",
    "names each component once": "各款项须各列一次",
    "names a product": "须列明融资产品",
    "names each product once": "各融资产品不得重复列出",
    "names what must be met": "须列明用款条件",
    "none where the line is committed": "承诺类额度不得附条件",
    "principal last": "须以本金为末项",
    "money on an order is a loan": "订单融资须采用借款形式",
    "nothing is deducted from a loan in advance (Civil Code 670)": (
        "不得预先在借款本金中扣除利息或费用 (民法典第670条)"
    ),
    "at least {}": "不得小于 {}",
    "not above the limit of {}": "不得高于额度 {}",
    "not before today, {}": "不得早于今天 {}",
    "from {} to {}": "须在 {} 至 {} 之间",
    "in {}": "币种须为 {}",
    "must be in {}": "币种须为 {}",
    "must be {}": "须为 {}",
    "named, for a ratio of {}": "保证金比例为 {} 时须指定",
    "not before {}": "不得早于 {}",
}
"""The rule as the domain says it -> the same in Chinese; the more particular stand first."""

FOUND: Mapping[str, tuple[str, str]] = {
    "": ("none", "无"),
    "none": ("none", "无"),
    "nothing": ("nothing", "空"),
    "upfront": ("deducted in advance", "预先扣除"),
    "bullet": ("bullet", "到期一次还本"),
    "equal_principal": ("equal_principal", "等额本金"),
    "equal_instalments": ("equal_instalments", "等额本息"),
    "given": ("given", "按约定分期"),
    "revolving": ("revolving", "循环"),
    "assignment_recourse": ("assignment_recourse", "有追索权转让"),
    "assignment_nonrecourse": ("assignment_nonrecourse", "无追索权转让"),
    "pledge": ("pledge", "质押"),
    "penalty": ("penalty", "罚息"),
    "fee": ("fee", "费用"),
    "interest": ("interest", "利息"),
    "principal": ("principal", "本金"),
}
"""What was found, where that is a word and no figure."""


def rule_in_words(rule: str) -> tuple[str, str]:
    """English and Chinese of what must hold of a term."""
    if rule in PROBLEMS:
        return PROBLEMS[rule]
    for pattern, chinese in _patterns():
        figures = pattern.fullmatch(rule)
        if figures is not None:
            return rule, chinese.format(*figures.groups())
    return rule, rule


def found_in_words(figure: str) -> tuple[str, str]:
    """The same of what stands there; several names one after the other."""
    if figure in FOUND or ", " not in figure:
        return FOUND.get(figure, (figure, figure))
    parts = [found_in_words(part) for part in figure.split(", ")]
    return ", ".join(it[0] for it in parts), "、".join(it[1] for it in parts)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), chinese) for english, chinese in RULES.items())


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(re.escape(part) for part in english.split("{}")))
