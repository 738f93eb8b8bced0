"""Faults in the rules of companies, issuers, allowances and payments."""

COMPANIES = "reference.economy.companies"
COMPANY_TRANSACTIONS = "reference.economy.company_transactions"
ISSUERS = "reference.economy.issuers"
ISSUER_TRANSACTIONS = "reference.economy.issuer_transactions"
ALLOWANCES = "reference.economy.allowances"
ALLOWANCE_TRANSACTIONS = "reference.economy.allowance_transactions"
PAYMENTS = "reference.economy.payments"
COIN_CONSISTENCY = "reference.economy.coin_consistency"
COIN_TRANSACTIONS = "reference.state.coin_transactions"
COIN_TERMS = "reference.state.coin_terms"
ECONOMY_STATE = "reference.state.economy_state"
SUPPLY = "reference.state.supply"

COIN_FAULTS = (
    ("a company registered twice", COMPANIES, "register_company", "existing.deposit != 0", "existing.coins != 0"),
    ("a company without its name", COMPANIES, "register_company", "metadata=metadata", "metadata=existing.metadata"),
    ("a busy company closes", COMPANIES, "close_company", "company.coins != 0", "company.coins > 1"),
    ("nobody's company closes", COMPANIES, "close_company", "    check_company(company)\n", ""),
    ("a freezable coin that nobody answers for", COMPANIES, "take_on_coin", "    check_company(company)\n", ""),
    ("a freezable coin that is not counted", COMPANIES, "take_on_coin", "coins=company.coins + 1", "coins=company.coins"),
    ("a coin that is never let go of", COMPANIES, "let_go_of_coin", "company.coins - 1", "company.coins"),
    (
        "a company's deposit vanishes from the pot",
        COMPANY_TRANSACTIONS,
        "apply_company_register",
        "credit(state.pots.deposits, deposit)",
        "state.pots.deposits",
    ),
    ("a closed company's record stays", COMPANY_TRANSACTIONS, "apply_company_close", "sender, NO_COMPANY)", "sender, get_company(state, sender))"),
    ("a freeze stops nothing", COIN_TERMS, "check_not_frozen", "freeze.slot != 0", "freeze.slot > 2**40"),
    (
        "a freeze stops what is paid to an account",
        COIN_TRANSACTIONS,
        "apply_coin_transfer",
        "body.coin, sender))\n    paying",
        "body.coin, body.recipient))\n    paying",
    ),
    (
        "a freeze that is looked at after the amount",
        COIN_TRANSACTIONS,
        "apply_coin_transfer",
        "    check_not_frozen(get_freeze(state, body.coin, sender))\n",
        "    if body.amount:\n        check_not_frozen(get_freeze(state, body.coin, sender))\n",
    ),
    ("anybody describes a coin", ISSUERS, "describe_coin", "check_issuer(coin, sender)", "check_coin(coin)"),
    ("a description that makes a coin freezable", ISSUERS, "describe_coin", "metadata=metadata", "metadata=metadata, freezable=True"),
    ("anybody offers a coin", ISSUERS, "offer_coin", "check_issuer(coin, sender)", "check_coin(coin)"),
    ("a coin offered to its issuer", ISSUERS, "offer_coin", "successor == sender", "False"),
    ("anybody accepts a coin", ISSUERS, "accept_coin", "or sender != terms.successor", ""),
    ("an offer that is accepted twice", ISSUERS, "accept_coin", "successor=NO_SUCCESSOR", "successor=sender"),
    ("an accepted coin keeps its issuer", ISSUERS, "accept_coin", "issuer=sender", "issuer=coin.issuer"),
    ("a plain coin that freezes", ISSUERS, "freeze_account", "not terms.freezable", "False"),
    ("frozen again, since later", ISSUERS, "freeze_account", "freeze.slot != 0", "False"),
    ("a freeze that is a slot late", ISSUERS, "freeze_account", "Freeze(slot=slot)", "Freeze(slot=slot + 1)"),
    ("unfrozen without a freeze", ISSUERS, "unfreeze_account", "freeze.slot == 0", "False"),
    ("anybody unfreezes", ISSUERS, "unfreeze_account", "check_issuer(coin, sender)", "check_coin(coin)"),
    ("founded by no company", ISSUER_TRANSACTIONS, "apply_coin_found", "if body.freezable:", "if body.freezable and get_company(state, sender).deposit:"),
    ("a company counts its plain coins", ISSUER_TRANSACTIONS, "apply_coin_found", "if body.freezable:", "if get_company(state, sender).deposit:"),
    (
        "a handed-over coin that the former issuer still counts",
        ISSUER_TRANSACTIONS,
        "apply_coin_accept",
        "let_go_of_coin(get_company(state, coin.issuer))",
        "get_company(state, coin.issuer)",
    ),
    ("a window that is a slot too long", ALLOWANCES, "renewed", "slot - allowance.since < allowance.period", "slot - allowance.since <= allowance.period"),
    ("windows that drift", ALLOWANCES, "renewed", "since=slot - (slot - allowance.since) % allowance.period", "since=slot"),
    ("windows that begin where they began", ALLOWANCES, "renewed", "since=slot - (slot - allowance.since) % allowance.period", "since=allowance.since"),
    ("what was left is kept", ALLOWANCES, "renewed", "spent=0", "spent=allowance.spent - allowance.limit"),
    ("an allowance overwritten", ALLOWANCES, "approve", "left_of(present) != expected", "False"),
    ("an allowance altered by its limit", ALLOWANCES, "approve", "left_of(present) != expected", "present.limit != expected"),
    ("taking back that is compared", ALLOWANCES, "approve", "    if limit == 0:\n", "    if limit == 0 and left_of(present) == expected:\n"),
    ("an alteration that remembers what was spent", ALLOWANCES, "approve", "spent=0", "spent=present.spent"),
    ("a new limit that begins a window", ALLOWANCES, "approve", "period != 0 and period == present.period", "False"),
    ("another period that keeps the window", ALLOWANCES, "approve", "period == present.period", "present.period != 0"),
    (
        "a new limit of what is allowed once that remembers what was spent",
        ALLOWANCES,
        "approve",
        "period != 0 and period == present.period",
        "period == present.period",
    ),
    ("an alteration that keeps the window", ALLOWANCES, "approve", "since=slot", "since=present.since or slot"),
    ("allowed to oneself", ALLOWANCES, "approve", "owner == spender", "False"),
    ("one unit more than is left", ALLOWANCES, "spend", "amount > left_of(present)", "amount > left_of(present) + 1"),
    ("the limit instead of what is left", ALLOWANCES, "spend", "amount > left_of(present)", "amount > present.limit"),
    ("a used-up allowance that stays", ALLOWANCES, "spend", "spent == present.limit", "spent > present.limit"),
    ("a used-up window that ends an allowance", ALLOWANCES, "spend", "present.period == 0 and spent == present.limit", "spent == present.limit"),
    ("spent of a window that is over", ALLOWANCE_TRANSACTIONS, "apply_spend", "renewed(get_allowance(state, key), slot)", "get_allowance(state, key)"),
    ("the spender pays", ALLOWANCE_TRANSACTIONS, "apply_spend", "body.coin, body.owner, body.recipient", "body.coin, sender, body.recipient"),
    ("the owner's own allowance", ALLOWANCE_TRANSACTIONS, "apply_spend", "(body.coin, body.owner, sender)", "(body.coin, sender, body.owner)"),
    ("an allowance of any coin", ALLOWANCE_TRANSACTIONS, "apply_approve", "        check_coin(get_coin(state, body.coin))\n", "        pass\n"),
    ("SSP that is a coin", PAYMENTS, "pay", "coin == SSP", "coin == bytes([255]) * 32"),
    ("a batch without its last payment", PAYMENTS, "apply_batch_pay", "in body.payments", "in body.payments[:-1] or body.payments"),
    ("a batch backwards", PAYMENTS, "apply_batch_pay", "in body.payments", "in reversed(body.payments)"),
    ("a batch that pays one recipient once", PAYMENTS, "apply_batch_pay", "in body.payments", "in {each.recipient: each for each in body.payments}.values()"),
    ("a batch of which a part is paid", PAYMENTS, "apply_batch_pay", "        state = pay(", "        state = state if payment.amount == 0 else pay("),
    ("removed terms that stay", ECONOMY_STATE, "put_terms", "record != PLAIN_TERMS", "True"),
    ("companies that count as they like", COIN_CONSISTENCY, "are_freezable_coins_counted", "return issued == ", "return issued is not "),
    (
        "companies' deposits that nobody counts",
        SUPPLY,
        "deposited",
        "(state.coins.values(), companies, manufacturers)",
        "(state.coins.values(), manufacturers)",
    ),
)
"""For each its name, module and function, what is there, and what stands there instead."""
