"""The slips that implementers make with listings, purchases and escrow: each is what `faults.SeededFault` is made of."""

ESCROW = "reference.economy.escrow"
BOOKS = "reference.economy.escrow_books"
LISTINGS = "reference.economy.listings"
TRANSACTIONS = "reference.economy.listing_transactions"
CONSISTENCY = "reference.economy.economy_consistency"
ECONOMY_STATE = "reference.state.economy_state"
SUPPLY = "reference.state.supply"

MARKET_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("no items cost nothing", ESCROW, "priced", "raise Reject(Code.QUANTITY_ZERO)", "return 0"),
    ("the highest price refused", ESCROW, "priced", "price > HIGHEST_PRICE", "price >= HIGHEST_PRICE"),
    ("the fee for holding rounded up", ESCROW, "open_escrow", "price * holding_ppm // PPM", "-(-price * holding_ppm // PPM)"),
    ("the limit is of the price alone", ESCROW, "open_escrow", "price + holding > limit", "price > limit"),
    ("the limit itself refused", ESCROW, "open_escrow", "price + holding > limit", "price + holding >= limit"),
    ("a deadline wraps around", ESCROW, "deadline_after", "slot + min(wait, MAX_UINT64 - slot)", "(slot + wait) % 2**64"),
    ("a deadline one slot late", ESCROW, "deadline_after", "slot + min(wait,", "slot + min(wait + 1,"),
    ("delivered in the slot of the deadline", ESCROW, "deliver_escrow", "slot >= escrow.deadline", "slot > escrow.deadline"),
    ("delivered twice", ESCROW, "deliver_escrow", "escrow.stage == Stage.DELIVERED", "False"),
    ("a delivery keeps its deadline", ESCROW, "deliver_escrow", "deadline_after(slot, wait)", "escrow.deadline"),
    ("a delivery extends its deadline", ESCROW, "deliver_escrow", "deadline_after(slot, wait)", "deadline_after(escrow.deadline, wait)"),
    ("what is delivered is cancelled", ESCROW, "settle_escrow", "escrow.stage == Stage.DELIVERED:\n        raise", "False:\n        raise"),
    ("cancelled at the deadline", ESCROW, "settle_escrow", "slot >= escrow.deadline", "slot > escrow.deadline"),
    ("closed just before the deadline", ESCROW, "settle_escrow", "slot < escrow.deadline", "slot + 1 < escrow.deadline"),
    ("not closed at the deadline", ESCROW, "settle_escrow", "slot < escrow.deadline", "slot <= escrow.deadline"),
    ("the fee for holding is nobody's", ESCROW, "settle_escrow", "payee=escrow.holding, payer=escrow.price", "payee=0, payer=escrow.price"),
    ("the fee for holding returns too when cancelled", ESCROW, "settle_escrow", "payer=escrow.price, sold", "payer=escrow.price + escrow.holding, sold"),
    (
        "the seller keeps the fee for holding",
        ESCROW,
        "settle_escrow",
        "payee=escrow.price, payer=escrow.holding",
        "payee=escrow.price + escrow.holding, payer=0",
    ),
    (
        "what is not delivered is paid for when closed",
        ESCROW,
        "settle_escrow",
        " or (ending == Ending.CLOSE and escrow.stage == Stage.HELD)",
        "",
    ),
    ("money is taken of no coin", BOOKS, "take", "check_coin(get_coin(state, coin))", "get_coin(state, coin)"),
    ("paying from escrow uses a nonce", BOOKS, "give", "nonce=payee.nonce", "nonce=payee.nonce + 1"),
    ("any version is set over", LISTINGS, "set_terms", "version != existing.version", "False"),
    ("the last version refused", LISTINGS, "set_terms", "existing.version == LAST_COUNT", "existing.version + 1 == LAST_COUNT"),
    ("terms set anew empty the stock", LISTINGS, "set_terms", "stock=existing.stock", "stock=0"),
    ("new listings are active", LISTINGS, "set_terms", "active=existing.active", "active=True"),
    ("purchases are counted anew", LISTINGS, "set_terms", "purchases=existing.purchases", "purchases=0"),
    ("stock of no listing", LISTINGS, "set_stock", "listing.version == 0", "False"),
    ("stock never falls", LISTINGS, "set_stock", "stock=stock", "stock=max(stock, listing.stock)"),
    ("suspended listings sell", LISTINGS, "sell", "not listing.active", "False"),
    ("old terms are sold under", LISTINGS, "sell", "version != listing.version", "version > listing.version"),
    ("what is not accepted is free", LISTINGS, "sell", "price == 0", "False"),
    ("the last item is kept", LISTINGS, "sell", "quantity > listing.stock", "quantity >= listing.stock"),
    ("one item leaves the stock", LISTINGS, "sell", "listing.stock - quantity", "listing.stock - 1"),
    ("purchases are not counted", LISTINGS, "sell", "listing.purchases + 1", "listing.purchases"),
    ("the last purchase refused", LISTINGS, "sell", "listing.purchases == LAST_COUNT", "listing.purchases + 1 == LAST_COUNT"),
    ("stock wraps around", LISTINGS, "restock", "min(listing.stock + quantity, LAST_COUNT)", "(listing.stock + quantity) % (LAST_COUNT + 1)"),
    ("one item comes back", LISTINGS, "restock", "listing.stock + quantity", "listing.stock + 1"),
    ("bought from oneself", TRANSACTIONS, "apply_purchase", "sender == body.seller", "False"),
    ("the price is held and the fee is not", TRANSACTIONS, "apply_purchase", "sender, escrow.price + escrow.holding)", "sender, escrow.price)"),
    ("purchases are numbered from one", TRANSACTIONS, "apply_purchase", "(*key, listing.purchases)", "(*key, sold.purchases)"),
    ("the seller's listing in the sender's place", TRANSACTIONS, "apply_purchase", "key = (body.seller, body.number)", "key = (sender, body.number)"),
    (
        "prices stay when the terms change",
        TRANSACTIONS,
        "apply_listing_set",
        "set_prices(put_listing(state, key, changed), key, body.prices)",
        "put_listing(state, key, changed)",
    ),
    ("anybody confirms", TRANSACTIONS, "settle_for_buyer", "sale.buyer != sender", "False"),
    ("whose it is is asked first", TRANSACTIONS, "settle_for_buyer", "    check_escrow(sale.escrow)\n", ""),
    ("a settled purchase stays", TRANSACTIONS, "settle_sale", "put_sale(state, key, NO_SALE)", "state"),
    ("seller and buyer swapped", TRANSACTIONS, "settle_sale", "key[0], settlement.payee", "key[0], settlement.payer"),
    ("items never come back", TRANSACTIONS, "settle_sale", "if not settlement.sold", "if False"),
    ("items always come back", TRANSACTIONS, "settle_sale", "if not settlement.sold", "if True"),
    ("a price of nothing stays stored", ECONOMY_STATE, "put_price", "record.amount == 0", "False"),
    ("what is held is not SSP", SUPPLY, "break_down", "if sale.coin == SSP", "if False"),
    ("what is held of a coin is forgotten", SUPPLY, "held_of_coins", "sale.escrow.price + sale.escrow.holding", "0"),
    ("prices of no listing accepted", CONSISTENCY, "check_economy", "do_prices_fit(state)", "True"),
    ("impossible purchases accepted", CONSISTENCY, "check_economy", "do_sales_fit(state)", "True"),
)
"""Name, module, function, what is edited, and into what."""
