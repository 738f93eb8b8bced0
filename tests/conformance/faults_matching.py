"""The slips that implementers make with quotes and auctions: each is what `faults.SeededFault` is made of."""

BY_CALL = ("kernel",)
ON_CHAIN = ("services",)

QUOTES = "reference.agent.quotes"
CHARGES = "reference.transition"
BOOKS = "reference.agent.books"
HELD = "reference.state.quote"
MARKETS = "reference.agent.market_transactions"
AUCTIONS = "reference.agent.auction_transactions"
CONSISTENCY = "reference.agent.market_consistency"
STATE = "reference.state.smart_agent_state"
SUPPLY = "reference.state.supply"
CLEARING = "reference.agent.clearing"
MATCHING = "reference.agent.matching"
QUOTING = "reference.agent.quoting"

MATCHING_FAULTS: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("a market hashed without a form", QUOTES, "market_id", "encode(plain_fields(terms))", "encode(plain_fields(terms)[:-1])", BY_CALL),
    ("numbers of quotes little-endian", QUOTES, "quote_id", '"big"', '"little"', BY_CALL),
    ("the highest worth refused", QUOTES, "worth_of", "price > HIGHEST_PRICE // quantity", "price * quantity >= HIGHEST_PRICE", BY_CALL),
    ("a worth wraps around", QUOTES, "worth_of", "price > HIGHEST_PRICE // quantity", "price * quantity % 2**64 > HIGHEST_PRICE", BY_CALL),
    ("deposits rounded down", HELD, "deposit_for", "worth * deposit_ppm + PPM - 1", "worth * deposit_ppm", BY_CALL),
    ("buyers leave a deposit", HELD, "held_for", "side == Side.DEMAND", "False", BY_CALL),
    ("quotes of nothing come in", QUOTES, "new_quote", "quantity == 0", "False", BY_CALL),
    ("quotes for nothing come in", QUOTES, "new_quote", "price == 0", "False", BY_CALL),
    ("the last slot itself refused", QUOTES, "new_quote", "last < slot", "last <= slot", BY_CALL),
    ("a year itself refused", QUOTES, "new_quote", "last - slot > MAX_STANDING", "last - slot >= MAX_STANDING", BY_CALL),
    ("the last slot is not paid for", QUOTES, "standing_slots", "last - slot + 1", "last - slot", BY_CALL),
    (
        "a time that is refused is paid for",
        QUOTES,
        "standing_slots",
        "last - slot + 1 if slot <= last and last - slot <= MAX_STANDING",
        "min(last - slot, MAX_STANDING) + 1 if slot <= last",
        BY_CALL,
    ),
    ("quotes stand free of charge", CHARGES, "slots_asked", "isinstance(body, QuotePlace)", "False", ON_CHAIN),
    ("sponsored quotes stand free of charge", CHARGES, "charge", "least_fee(asked_for(message.body), ", "least_fee(message.body, ", ON_CHAIN),
    ("an account on both sides", QUOTES, "join_market", "stance.quotes != 0 and stance.side != side", "False", BY_CALL),
    ("a side is kept without quotes", QUOTES, "join_market", "stance.quotes != 0 and ", "", BY_CALL),
    ("the last place in a market refused", QUOTES, "join_market", ">= limit", ">= limit - 1", BY_CALL),
    ("an empty market keeps its close", QUOTES, "leave_market", "NO_BOOK if book.quotes == 1 else ", "", BY_CALL),
    ("in the auction in the slot of the close", QUOTES, "takes_part", "entered < close", "entered <= close", BY_CALL),
    ("not in the auction in the last slot", QUOTES, "takes_part", "close <= last", "close < last", BY_CALL),
    ("lowered to as much", QUOTES, "lower_quote", "quantity >= quote.quantity", "quantity > quote.quantity", BY_CALL),
    ("cancelling refused", QUOTES, "lower_quote", "quantity >= quote.quantity", "quantity >= quote.quantity or quantity == 0", BY_CALL),
    ("expired in the last slot", QUOTES, "expire_quote", "slot <= quote.last", "slot < quote.last", BY_CALL),
    ("a market opened twice", QUOTES, "check_opening", "opened != 0", "False", BY_CALL),
    ("a fee in a coin", QUOTES, "check_opening", "fee_ppm != 0", "False", BY_CALL),
    ("a quote in the place of another", QUOTES, "check_place", "taken != 0", "False", BY_CALL),
    ("each quote moves the close", BOOKS, "enter_book", "book.pending == 0", "True", BY_CALL),
    ("a quote in the slot of the close is not fresh", BOOKS, "enter_book", "slot >= book.pending", "slot > book.pending", BY_CALL),
    ("a checkpoint's own slot is the close", BOOKS, "close_after", "slot % checkpoint_slots", "(slot - 1) % checkpoint_slots - 1", BY_CALL),
    ("rounds after a close are counted in slots", BOOKS, "rounds_since", "current - closed if", "(slot - close) // agents if", BY_CALL),
    ("held in the round of the close", BOOKS, "reopen_book", "rounds == 0", "False", BY_CALL),
    ("fresh quotes are forgotten", BOOKS, "reopen_book", "following if book.fresh else 0", "0", BY_CALL),
    ("lapsed in the second round", BOOKS, "renew_book", "<= AUCTION_ROUNDS", "< AUCTION_ROUNDS", BY_CALL),
    ("never lapsed", BOOKS, "renew_book", "rounds <= AUCTION_ROUNDS", "True", BY_CALL),
    ("bound before the close", BOOKS, "is_quote_bound", "book.pending <= slot and ", "", BY_CALL),
    ("the seed of the next round", BOOKS, "auction_seed", "rounds >= AUCTION_ROUNDS", "False", BY_CALL),
    ("the seed of the round", BOOKS, "auction_seed", "rounds >= AUCTION_ROUNDS", "True", BY_CALL),
    ("opening a market costs nothing", MARKETS, "open_identified", "debit(account.balance, cost)", "account.balance", ON_CHAIN),
    ("nothing is held of a quote", MARKETS, "place_quote", "    state = take(state, market.terms.coin, key[1], held_by(quote))\n", "", ON_CHAIN),
    ("nothing is given back", MARKETS, "shrink_quote", "held_by(get_quote(state, key)) - held_by(quote)", "0", ON_CHAIN),
    ("a quote without units is still counted", MARKETS, "write_quote", "quote.quantity == 0", "False", ON_CHAIN),
    (
        "what expires is whoever ended it's",
        MARKETS,
        "apply_quote_expire",
        "(body.market, body.account, body.number)",
        "(body.market, sender, body.number)",
        ON_CHAIN,
    ),
    (
        "a lapsed close still binds",
        MARKETS,
        "found_book",
        "renew_book(book, rounds_since(book.pending, slot, parameters.agents), close_after(slot, parameters.checkpoint_slots))",
        "book",
        ON_CHAIN,
    ),
    ("quotes of no market from outside", CONSISTENCY, "do_quotes_fit", "0 < market.opened <= quote.entered", "True", ON_CHAIN),
    ("stances of no quotes from outside", CONSISTENCY, "do_markets_fit", "stances_of(state) == dict(state.smart_agents.stances)", "True", ON_CHAIN),
    ("a market under any identifier", CONSISTENCY, "is_market_possible", "identifier == market_id(terms) and ", "", ON_CHAIN),
    ("counts of no quotes from outside", CONSISTENCY, "is_market_possible", " and counted == market.book.quotes", "", ON_CHAIN),
    ("an empty stance stays stored", STATE, "put_stance", "record.quotes != 0", "True", ON_CHAIN),
    ("a quote without units stays stored", STATE, "put_quote", "record.quantity != 0", "True", ON_CHAIN),
    ("what quotes hold is not SSP", SUPPLY, "break_down", "sum(held for coin, held in held_for_quotes(state) if coin == SSP)", "0", ON_CHAIN),
    ("what quotes hold of a coin is forgotten", SUPPLY, "held_of_coins", "held.get(coin, 0) + amount", "held.get(coin, 0)", ON_CHAIN),
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
