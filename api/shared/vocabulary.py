"""What a figure that is a code is called in a sentence, in English and Chinese.

A sentence asks for it by kind: `{nature:nature}`. Whatever has no words here is said as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

Names = Mapping[str, tuple[str, str]]

_GUARANTEE_LIMITS: Names = {
    "total": ("on all it answers for", "担保责任余额"),
    "one_debtor": ("on one debtor", "单户集中度"),
    "debtor_group": ("on one group of debtors", "同一集团集中度"),
}
"""融资担保公司监督管理条例, articles 15 and 16."""

_CHAIN: Names = {
    "chain_forbids": ("it lets nothing be lent", "不允许融资"),
    "chain_not_yet": ("not yet allowed", "尚未到允许之日"),
    "chain_ran_out": ("what it allowed ran out", "允许期限已届满"),
    "chain_other_product": ("another product", "融资产品不符"),
    "chain_other_lender": ("another lender", "资金方不在指定之列"),
    "chain_ratio": ("the share it allows", "融资比例上限"),
    "chain_limit": ("the limit it sets", "融资限额"),
}
"""Of the rules about orders, those that the core enterprise sets."""

KINDS: Mapping[str, Names] = {
    "nature": {
        "collection": ("collection", "回款"),
        "payment": ("payment", "付款"),
        "collection_reversed": ("collection reversed", "回款冲正"),
        "payment_returned": ("payment returned", "付款退回"),
    },
    "entry": {
        "booked": ("booked", "已入账"),
        "pending": ("pending", "待入账"),
        "future": ("future", "未来入账"),
        "information": ("information only", "仅供参考"),
    },
    "product": {
        "receivable_pool": ("receivable pools", "应收账款池融资"),
        "e_order": ("orders", "订单融资"),
        "credit_line": ("credit lines", "综合授信"),
    },
    "paper": {
        "despatch": ("despatch advice", "发货通知"),
        "receipt": ("receipt advice", "收货回执"),
        "invoice": ("invoice", "发票"),
        "credit_note": ("credit note", "红字发票"),
    },
    "impediment": {
        "sanctioned": ("sanctioned", "受制裁"),
        "insolvent": ("insolvent", "破产"),
    },
    "check": {
        "identity": ("identity", "身份核验"),
        "authenticity": ("authenticity", "真实性核验"),
        "qualification": ("qualification", "资质审查"),
        "litigation": ("litigation", "涉诉情况查询"),
        "sanctions": ("sanctions", "制裁名单筛查"),
        "ownership": ("ownership", "受益所有人识别"),
        "finances": ("finances", "财务状况审查"),
    },
    "scheme": {
        "uscc": ("USCC", "统一社会信用代码"),
        "lei": ("LEI", "法人机构识别编码 (LEI)"),
        "iban": ("IBAN", "国际银行账号 (IBAN)"),
        "bic": ("BIC", "银行识别代码 (BIC)"),
        "gln": ("GLN", "全球位置码 (GLN)"),
        "vat": ("VAT", "增值税识别号 (VAT)"),
        "register": ("register", "登记机关编号"),
    },
    "identifier_rule": {
        "length": ("length", "长度"),
        "characters": ("characters", "字符"),
        "country": ("country", "国别"),
        "check_digit": ("check digit", "校验位"),
    },
    "identifier_expected": {
        "a country with IBANs": ("a country with IBANs", "使用 IBAN 的国家"),
        "ISO 3166": ("a country of ISO 3166", "ISO 3166 国家代码"),
    },
    "role": {
        "supplier": ("supplier", "供应商"),
        "core_enterprise": ("core enterprise", "核心企业"),
        "lender": ("lender", "资金方"),
        "agent": ("agent", "代理人"),
        "warehouse": ("warehouse", "仓储方"),
        "price_feed": ("price feed", "价格数据源"),
        "sensor_feed": ("sensor feed", "传感数据源"),
        "operator": ("operator", "运营方"),
        "auditor": ("auditor", "审计"),
    },
    "plan": {
        "bullet": ("bullet", "到期一次还本"),
        "equal_principal": ("equal principal", "等额本金"),
        "equal_instalments": ("equal instalments", "等额本息"),
        "given": ("as given", "按约定分期"),
        "revolving": ("revolving", "循环"),
    },
    "asking": {
        "open": ("open", "待审批"),
        "approved": ("approved", "已批准"),
        "rejected": ("rejected", "已拒绝"),
        "withdrawn": ("withdrawn", "已撤回"),
        "expired": ("expired", "已过期"),
    },
    "guarantee_limit": _GUARANTEE_LIMITS,
    "ground": {
        "due_and_unpaid": ("due and unpaid", "到期未清偿"),
        "enforced_in_vain": ("enforced in vain", "强制执行后仍不能履行"),
        "untraceable": ("the debtor is untraceable", "债务人下落不明且无财产可供执行"),
        "bankruptcy_opened": ("bankruptcy opened", "已受理债务人破产案件"),
        "assets_insufficient": ("assets insufficient", "债务人财产不足以清偿"),
        "right_waived": ("right waived", "保证人书面放弃先诉抗辩权"),
    },
    "no_resolution": {
        "financial_institution": ("financial institution", "金融机构开立保函或担保公司提供担保"),
        "wholly_owned_subsidiary": ("wholly owned subsidiary", "为其全资子公司提供担保"),
        "two_thirds_of_votes": ("two thirds of votes", "三分之二以上表决权股东签字同意"),
    },
    "capacity": {
        "obligor": ("as obligor", "作为债务人"),
        "guarantor": ("as guarantor", "作为保证人"),
        "together": ("in both capacities", "债务与保证合计"),
    },
    "chain_rule": _CHAIN,
    "discount": {
        "interest_at_end": ("interest at the end", "期末付息"),
        "straight_discount": ("straight discount", "直接贴现"),
        "discount_to_yield": ("discount to yield", "按收益率贴现"),
    },
    "fee_paid": {
        "from_proceeds": ("from the proceeds", "从放款中扣收"),
        "with_repayment": ("with the repayment", "随还款支付"),
    },
    "legal_form": {
        "assignment_recourse": ("assignment with recourse", "有追索权转让"),
        "assignment_nonrecourse": ("assignment without recourse", "无追索权转让"),
        "pledge": ("pledge", "质押"),
    },
    "security": {
        "guarantee": ("guarantee", "担保"),
        "collateral": ("collateral", "押品"),
        "margin": ("margin", "保证金"),
    },
    "part": {
        "net": ("net", "不含税金额"),
        "tax": ("tax", "税额"),
        "prepaid": ("prepaid", "已预付金额"),
        "advances": ("advances", "预收款"),
        "retention": ("retention", "质保金"),
    },
    "discord": {
        "not_ordered": ("not ordered", "未订购"),
        "other_item": ("other item", "货物不符"),
        "short_shipped": ("short shipped", "发货数量不足"),
        "over_shipped": ("over shipped", "发货数量超出"),
        "short_received": ("short received", "收货数量不足"),
        "rejected": ("rejected", "货物被拒收"),
        "over_invoiced": ("over invoiced", "开票数量超出"),
        "other_price": ("other price", "单价不符"),
        "other_unit": ("other unit", "计量单位不符"),
    },
    "xml": {
        "too_large": ("too large", "文件过大"),
        "not_well_formed": ("not well-formed", "格式不完整"),
        "unsupported_encoding": ("unsupported encoding", "不支持的编码"),
        "too_deep": ("nested too deep", "嵌套过深"),
        "doctype_present": ("DOCTYPE present", "含有 DOCTYPE"),
        "too_many_elements": ("too many elements", "元素过多"),
        "too_many_attributes": ("too many attributes", "属性过多"),
    },
}

LINE = "line "
"""How a part of an order that is one line is named: `line 3`."""


def called(kind: str, value: str) -> tuple[str, str]:
    """English and Chinese of `value`; a list in one text is called part by part."""
    names = KINDS[kind]
    if kind == "part" and value.startswith(LINE):
        return value, f"明细 {value.removeprefix(LINE)} 金额"
    if value in names or ", " not in value:
        return names.get(value, (value, value))
    parts = [called(kind, part) for part in value.split(", ")]
    return ", ".join(it[0] for it in parts), "、".join(it[1] for it in parts)
