"""The slips that implementers make with types of services, and with orders on the chain: each is what `faults.SeededFault` is made of."""

SERVICES = "reference.agent.services"
REGISTRY = "reference.agent.service_transactions"
OPENINGS = "reference.agent.order_openings"
STEPS = "reference.agent.order_steps"
BOOKS = "reference.agent.order_books"
OFFERS = "reference.agent.order_offers"
MOVES = "reference.agent.order_transactions"
POSSIBLE = "reference.agent.order_consistency"
FITTING = "reference.agent.smart_agent_consistency"
RECEIPTS = "reference.wire.meter_receipt"
SUPPLY = "reference.state.supply"
STATE = "reference.state.smart_agent_state"

ORDER_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("a type of service that nothing confirms", SERVICES, "register_service", "asked == Confirmation.NONE", "False"),
    ("a type of service registered twice", SERVICES, "register_service", "existing != Confirmation.NONE", "False"),
    ("the deposit for a type of service returns to nobody", REGISTRY, "register_described", "credit(state.pots.ecosystem, deposit)", "state.pots.ecosystem"),
    ("types of services of one name are one", SERVICES, "service_id", "encode(plain_fields(service))", "encode(plain_fields(service)[:2])"),
    ("orders with oneself", OPENINGS, "check_agreement", "consumer == provider", "False"),
    ("a fee in an IoT_Coin", OPENINGS, "check_agreement", "coin != SSP and terms.fee_ppm != 0", "False"),
    ("an order's identifier without the nonce", OPENINGS, "offered_order_id", 'nonce.to_bytes(8, "big")', "bytes(8)"),
    ("an offer of any service", OFFERS, "put_offer", "    check_service_registered(get_service(state, body.service).confirmation)\n", ""),
    ("an offer in any coin", OFFERS, "put_offer", "check_coin(get_coin(state, body.coin))", "pass"),
    ("an offer without its deposit", OFFERS, "put_offer", "take(state, body.coin, sender, body.deposit)", "state"),
    ("any chip serves", OFFERS, "apply_order_begin", "chip.identity.chip != sender", "False"),
    (
        "suspended chips begin",
        OFFERS,
        "apply_order_begin",
        "        check_service(chip.stage, get_manufacturer(state, body.manufacturer).standing, recall)\n",
        "",
    ),
    ("the chip that serves is forgotten", OFFERS, "apply_order_begin", "replace(order, serving=named)", "order"),
    ("funded with nothing", OFFERS, "apply_order_fund", "take(state, order.coin, sender, moved.order.escrow.price)", "state"),
    ("the provider is a stranger", STEPS, "party_of", "sender == provider", "False"),
    ("receipts of other chains", STEPS, "read_receipt", "receipt.chain != chain or ", ""),
    ("receipts of any provider", STEPS, "read_receipt", "metered.provider != order.provider or ", ""),
    ("receipts of any consumer", STEPS, "read_receipt", " or metered.consumer != order.consumer", ""),
    ("the last receipt is an instalment", STEPS, "read_receipt", "receipt.last and not last", "False"),
    ("any receipt confirms", STEPS, "read_receipt", "last and not receipt.last", "False"),
    ("the final payment forgets the claim", STEPS, "flow_of", "order.claimed, terms", "0, terms"),
    ("an instalment keeps the deadline of nobody", STEPS, "carry_out", "replace(out.escrow, deadline=deadline)", "out.escrow"),
    ("a lost deposit returns to the provider", STEPS, "carry_out", "out.provider + deposit.provider", "out.provider + deposit.provider + deposit.consumer"),
    ("the fee vanishes", BOOKS, "pay_fee", "credit(state.pots.fees, fee)", "state.pots.fees"),
    ("every fee is credited", BOOKS, "pay_fee", "if served else state", "if order.provider else state"),
    ("no fee is credited", BOOKS, "pay_fee", "if served else state", "if not order.provider else state"),
    ("the consumer is credited", BOOKS, "pay_fee", "credit_fees(state, order.provider", "credit_fees(state, order.consumer"),
    ("suspended chips bring contributions", BOOKS, "is_in_service", "stage == ChipStage.BOUND", "stage != ChipStage.NONE"),
    ("the provider is not paid", BOOKS, "pay_out", "moved.provider != 0", "False"),
    ("nothing returns to the consumer", BOOKS, "pay_out", "moved.consumer != 0", "False"),
    ("a receipt is not remembered", MOVES, "pay_by_receipt", "meter=supersede(order.meter, shown, order.terms.quantity)", "meter=shown"),
    ("a claim outlasts the last receipt", MOVES, "confirm_by_receipt", ", claimed=0", ""),
    ("a claim cannot be contested", MOVES, "apply_order_contest", "replace(order, claimed=0)", "order"),
    ("one signature is enough", RECEIPTS, "authenticate_meter_receipt", "    _verify(taken)\n", ""),
    ("the provider need not sign", RECEIPTS, "authenticate_meter_receipt", "    _verify(given)\n", ""),
    ("each signs a receipt of its own", RECEIPTS, "authenticate_meter_receipt", "given.payload != taken.payload", "False"),
    ("receipts signed as attestations", RECEIPTS, "_verify", "Tag.METER_RECEIPT", "Tag.ATTESTATION"),
    ("closed orders stay stored", STATE, "put_order", "record.phase != Phase.CLOSED", "True"),
    ("what is deposited for orders is not counted", SUPPLY, "held_for_order", " + order.deposit", ""),
    ("orders of no registered service", FITTING, "do_orders_fit", "and order.service in agents.services", "and agents.services is not None"),
    ("orders served by any chip", FITTING, "do_orders_fit", "order.serving == NO_BINDING or ", "True or "),
    ("types of services anywhere", FITTING, "do_services_fit", "service_id(service) == identifier", "True"),
    ("orders that never end", POSSIBLE, "is_order_possible", "order.escrow.deadline > deadline_after(now, longest_span(order.phase, terms.waits))", "False"),
    ("orders paid for what was not metered", POSSIBLE, "has_possible_money", "return order.paid == due\n", "return order.paid >= due\n"),
)
"""The seeded faults."""
