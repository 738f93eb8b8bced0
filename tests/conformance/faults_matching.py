"""The slips that implementers make with quotes and auctions: each is what `faults.SeededFault` is made of. Only calls reach these rules."""

BY_CALL = ("kernel",)

QUOTES = "reference.agent.quotes"
CLEARING = "reference.agent.clearing"
MATCHING = "reference.agent.matching"
QUOTING = "reference.agent.quoting"

MATCHING_FAULTS: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("parts of a market swapped", QUOTES, "market_id", "terms.service + terms.unit", "terms.unit + terms.service", BY_CALL),
    ("numbers of quotes little-endian", QUOTES, "quote_id", '"big"', '"little"', BY_CALL),
    ("the highest worth refused", QUOTES, "worth_of", "price > HIGHEST_PRICE // quantity", "price * quantity >= HIGHEST_PRICE", BY_CALL),
    ("a worth wraps around", QUOTES, "worth_of", "price > HIGHEST_PRICE // quantity", "price * quantity % 2**64 > HIGHEST_PRICE", BY_CALL),
    ("deposits rounded down", QUOTES, "held_for", "worth * deposit_ppm + PPM - 1", "worth * deposit_ppm", BY_CALL),
    ("buyers leave a deposit", QUOTES, "held_for", "side == Side.DEMAND", "False", BY_CALL),
    ("quotes of nothing come in", QUOTES, "new_quote", "quantity == 0", "False", BY_CALL),
    ("quotes for nothing come in", QUOTES, "new_quote", "price == 0", "False", BY_CALL),
    ("the last slot itself refused", QUOTES, "new_quote", "last < slot", "last <= slot", BY_CALL),
    ("a year itself refused", QUOTES, "new_quote", "last - slot > MAX_STANDING", "last - slot >= MAX_STANDING", BY_CALL),
    ("an account on both sides", QUOTES, "join_market", "stance.quotes != 0 and stance.side != side", "False", BY_CALL),
    ("a side is kept without quotes", QUOTES, "join_market", "stance.quotes != 0 and ", "", BY_CALL),
    ("the last place in a market refused", QUOTES, "join_market", "== MAX_MARKET_QUOTES", ">= MAX_MARKET_QUOTES - 1", BY_CALL),
    ("quotes that join are not fresh", QUOTES, "join_market", "fresh=True", "fresh=book.fresh", BY_CALL),
    ("in the auction in the slot of the close", QUOTES, "takes_part", "entered < close", "entered <= close", BY_CALL),
    ("not in the auction in the last slot", QUOTES, "takes_part", "close <= last", "close < last", BY_CALL),
    ("lowered to as much", QUOTES, "lower_quote", "quantity >= quote.quantity", "quantity > quote.quantity", BY_CALL),
    ("cancelling refused", QUOTES, "lower_quote", "quantity >= quote.quantity", "quantity >= quote.quantity or quantity == 0", BY_CALL),
    ("expired in the last slot", QUOTES, "expire_quote", "slot <= quote.last", "slot < quote.last", BY_CALL),
    ("closed twice", CLEARING, "close_book", "book.pending != 0", "False", BY_CALL),
    ("a closed book stays fresh", CLEARING, "close_book", "fresh=False, ", "", BY_CALL),
    ("held in the slot of the close", CLEARING, "reopen_book", "slot <= book.pending", "slot < book.pending", BY_CALL),
    ("imbalance goes before volume", CLEARING, "weigh_prices", "volume == best.volume and imbalance > best.imbalance", "imbalance > best.imbalance", BY_CALL),
    ("the first of the best prices alone", CLEARING, "weigh_prices", "replace(best, high=high)", "best", BY_CALL),
    ("the last of the best prices alone", CLEARING, "weigh_prices", "replace(best, high=high)", "replace(best, low=low, high=high)", BY_CALL),
    ("the middle rounded up", CLEARING, "middle_price", "// 2", "// 2 + (max(low, high) - low) % 2", BY_CALL),
    ("only prices of quotes", CLEARING, "sweep_level", "if level.price > sweep.floor", "if False", BY_CALL),
    (
        "demand at a price not counted there",
        CLEARING,
        "sweep_level",
        "level.price, level.price, sweep.demand,",
        "level.price, level.price, sweep.demand - level.demand,",
        BY_CALL,
    ),
    ("the margin trades the whole volume", MATCHING, "margin_rest", "max(volume, better) - better", "volume", BY_CALL),
    ("parts at the margin each rounded down", MATCHING, "margin_fill", "rest * end // level - rest * start // level", "rest * (end - start) // level", BY_CALL),
    (
        "parts at the margin in 64 bits",
        MATCHING,
        "margin_fill",
        "rest * end // level - rest * start // level",
        "rest * end % 2**64 // level - rest * start % 2**64 // level",
        BY_CALL,
    ),
    ("lots without the seed", MATCHING, "draw_lot", "seed + quote", "quote", BY_CALL),
    ("lots by identifier", MATCHING, "clear_market", "draw_lot(seed, offer.identifier), offer", "offer.identifier, offer", BY_CALL),
    ("the lowest clearing price", MATCHING, "clear_market", "middle_price(clearing.low, clearing.high)", "clearing.low", BY_CALL),
    ("the marginal price itself does not trade", MATCHING, "accepts", "offer.price >= price", "offer.price > price", BY_CALL),
    ("the margin is the best price", MATCHING, "trades_of", "== Side.DEMAND], min", "== Side.DEMAND], max", BY_CALL),
    ("more traded than there is", MATCHING, "fill_quote", "filled > quote.quantity", "filled > quote.quantity + 1", BY_CALL),
    ("buyers pay what they quoted", MATCHING, "fill_quote", "price * filled if quote", "quote.price * filled if quote", BY_CALL),
    ("what a buyer saved is not freed", MATCHING, "fill_quote", "freed=held - rest - paid", "freed=0 if paid else held - rest", BY_CALL),
    ("the allowance itself refused", QUOTING, "is_allowed", "<= allowance", "< allowance", BY_CALL),
    ("what is sure rounded up", QUOTING, "sure_fill", "rest * quantity // level", "-(-rest * quantity // level)", BY_CALL),
    (
        "a price beyond the limit is worth something",
        QUOTING,
        "surplus_of",
        "(limit - price) * filled if price < limit else 0",
        "abs(limit - price) * filled",
        BY_CALL,
    ),
    ("the last of equal quotes", QUOTING, "prefer_choice", "other.surplus > best.surplus", "other.surplus >= best.surplus", BY_CALL),
)
"""Name, module, function, what is edited, into what, and the profile that shows it."""
