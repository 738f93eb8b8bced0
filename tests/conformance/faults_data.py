"""The slips that implementers make with data assets: each is what `faults.SeededFault` is made of."""

HPKE = "reference.data.hpke"

SEALING_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("a pair from entropy without its label", HPKE, "derive_pair", 'b"dkp_prk" + entropy', "entropy"),
    ("the ephemeral key not bound", HPKE, "_shared", "encapsulated + recipient", "recipient"),
    ("the recipient not bound", HPKE, "_shared", "encapsulated + recipient", "encapsulated"),
    ("the keys of a secret bound in the other order", HPKE, "_shared", "encapsulated + recipient", "recipient + encapsulated"),
    ("a message's context left out", HPKE, "schedule_keys", 'b"info_hash" + info', 'b"info_hash"'),
    ("the nonce not derived", HPKE, "schedule_keys", '_expand(secret, b"base_nonce" + context, 12, _SUITE)', "bytes(12)"),
    ("the mode left out", HPKE, "schedule_keys", "_BASE_MODE + _extract", "_extract"),
    ("the shared secret not the salt", HPKE, "schedule_keys", ", salt=shared", ""),
    ("sealed without associated data", HPKE, "seal", "message, associated)", "message, None)"),
    ("opened without associated data", HPKE, "open_sealed", "ciphertext, associated)", "ciphertext, None)"),
    ("sizes little-endian", HPKE, "_expand", 'size.to_bytes(2, "big")', 'size.to_bytes(2, "little")'),
    ("HKDF's block without its number", HPKE, "_expand", ' + b"\\x01"', ""),
    ("the version of HPKE left out of a label", HPKE, "_extract", 'b"HPKE-v1" + ', ""),
)
"""Name, module, function, what is edited, and into what. Calls of single rules are all that reaches these."""

CONSENTS = "reference.data.consents"
CONSENTING = "reference.data.consent_transactions"

CONSENT_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("a standing consent replaced", CONSENTS, "grant_consent", "slot < existing.until", "False"),
    ("a consent not renewed in the slot in which it is over", CONSENTS, "grant_consent", "slot < existing.until", "slot <= existing.until"),
    ("a use that there is not", CONSENTS, "grant_consent", " or use > LAST_USE", ""),
    ("a consent that reaches back", CONSENTS, "grant_consent", "max(start, slot)", "start"),
    ("a consent of no slot", CONSENTS, "grant_consent", "until <= begins", "until < begins"),
    ("a consent without an end", CONSENTS, "grant_consent", " or until > deadline_after(slot, MAX_WAIT)", ""),
    ("a consent taken back twice", CONSENTS, "check_revocable", "consent.until == 0", "False"),
    ("a consent only suspended", CONSENTING, "apply_consent_revoke", "NO_CONSENT)", "get_consent(state, key))"),
    ("a use of another version accepted from outside", CONSENTS, "is_consent_possible", " and consent.use <= LAST_USE", ""),
    ("a consent of no slot accepted from outside", CONSENTS, "is_consent_possible", "consent.start < consent.until", "consent.start <= consent.until"),
    ("a consent of years accepted from outside", CONSENTS, "is_consent_possible", " and consent.until <= deadline_after(now, MAX_WAIT)", ""),
)
"""The same of consents on the chain."""

SAMPLE = "reference.wire.sample"
SAMPLES = "reference.data.samples"
ASSETS = "reference.data.assets"
REGISTERING = "reference.data.asset_transactions"
FITTING = "reference.data.data_consistency"

ASSET_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "a sample that nobody has signed",
        SAMPLE,
        "authenticate_sample",
        "    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, Tag.SAMPLE), envelope.signature)\n",
        "",
    ),
    ("a sample registered twice", SAMPLES, "extend_series", "first.index < series.following", "False"),
    ("a sample of the place before", SAMPLES, "extend_series", "first.index < series.following", "first.index + 1 < series.following"),
    ("chunks without places", SAMPLES, "extend_series", "last.index != first.index + chunks - 1", "last.index > first.index + chunks - 1"),
    ("the first sample back-dated", SAMPLES, "extend_series", "first.counter <= series.counter + (first.index - series.following) or ", ""),
    ("places left out without counts", SAMPLES, "extend_series", " + (first.index - series.following)", ""),
    ("the last sample back-dated", SAMPLES, "extend_series", " or last.counter < first.counter + chunks - 1", ""),
    ("the series stays at its last place", SAMPLES, "extend_series", "last.index + 1", "last.index"),
    ("the series keeps its count", SAMPLES, "extend_series", "counter=last.counter", "counter=series.counter"),
    ("a sample of another chain", SAMPLES, "is_of", "signed.sample.chain == chain and ", ""),
    ("a sample of another chip", SAMPLES, "is_of", " and signed.chip == chip", ""),
    ("a sample of another series", SAMPLES, "is_of", " and signed.sample.series == series", ""),
    ("a schema registered twice", ASSETS, "check_schema_new", "registered != 0", "False"),
    ("an asset without a schema", ASSETS, "check_asset", "schema == 0", "False"),
    ("an asset without consent", ASSETS, "check_asset", "not generated", "False"),
    ("another's asset forgotten", ASSETS, "check_forgettable", "sender != owner", "False"),
    ("data of another's chip", REGISTERING, "apply_asset_register", "    check_owner(chip.stage, chip.owner, sender)\n", ""),
    ("the last sample of anybody", REGISTERING, "apply_asset_register", "for signed in (first, last):", "for signed in (first,):"),
    ("consent to storage taken for one to generation", REGISTERING, "is_generated", "Use.GENERATION", "Use.STORAGE"),
    ("an asset forgotten with its place", REGISTERING, "apply_asset_forget", "NO_ASSET)", "asset)"),
    ("assets beyond their series accepted from outside", ASSETS, "is_asset_possible", "asset.first + asset.chunks <= series.following", "True"),
    ("schemas of tomorrow accepted from outside", FITTING, "do_assets_fit", " and schema.registered <= now", ""),
    ("series of more places than counts accepted from outside", ASSETS, "is_series_possible", "series.following <= series.counter", "True"),
)
"""The same of assets on the chain."""

RUN_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("samples of a run repeated", SAMPLES, "follow_sample", "mark.index < series.following", "False"),
    ("samples of a run moved", SAMPLES, "follow_sample", "mark.index > series.following", "False"),
    ("samples of a run back-dated", SAMPLES, "follow_sample", "mark.counter <= series.counter", "mark.counter < series.counter"),
    ("series of a chip little-endian", ASSETS, "series_id", '"big"', '"little"'),
    ("kept by consent to another use", ASSETS, "may_keep", "Use.STORAGE.value", "consent.use"),
    ("not kept by the owner's own order", ASSETS, "may_keep", "consumer == asset.owner or ", ""),
    ("keys committed to as assets are", ASSETS, "key_commitment", "Tag.DATA_KEY", "Tag.ASSET"),
)
"""What only calls of single rules reach."""

SALES = "reference.data.sales"
DELIVERY = "reference.data.delivery"

SALE_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("sold without consent", SALES, "buy_access", "not consented", "False"),
    ("given away for nothing", SALES, "buy_access", "price == 0", "False"),
    ("access bought from oneself", SALES, "buy_access", "    if own:\n        raise Reject(Code.SALE_WITH_SELF)\n", ""),
    ("delivered after consent was taken back", SALES, "deliver_access", "not consented", "False"),
    ("delivered at the deadline", SALES, "deliver_access", "slot + margin >= escrow.deadline", "slot >= escrow.deadline"),
    ("delivered two rounds before the deadline to the slot", SALES, "deliver_access", "slot + margin >= escrow.deadline", "slot + margin > escrow.deadline"),
    ("complained about nothing", SALES, "check_complaint", "escrow.stage == Stage.HELD", "False"),
    ("complained in the slot of the deadline", SALES, "check_complaint", "slot >= escrow.deadline", "slot > escrow.deadline"),
    ("a complaint that lies upheld", SALES, "uphold_complaint", "not founded", "False"),
    ("a key sealed for every sale", DELIVERY, "sale_context", "asset + buyer", "asset"),
    ("any private key shown", DELIVERY, "delivered_key", "sealing_key(secret) != key", "False"),
    ("any key delivered", DELIVERY, "is_key_wrong", " != commitment", " == commitment"),
    ("a key that does not open taken for right", DELIVERY, "is_key_wrong", "        return True\n", "        return False\n"),
    ("chunks of all places under one nonce", DELIVERY, "_nonce", "index.to_bytes", "(0).to_bytes"),
    ("measurements hashed as keys are", DELIVERY, "measurement_digest", "Tag.MEASUREMENT", "Tag.DATA_KEY"),
    ("a chunk of another asset", DELIVERY, "is_chunk_wrong", " != asset.root", " == bytes(32)"),
    (
        "a chunk that does not decrypt taken for right",
        DELIVERY,
        "is_chunk_wrong",
        "InvalidTag):\n        return True\n",
        "InvalidTag):\n        return False\n",
    ),
    ("a sample of another place taken for right", DELIVERY, "is_chunk_wrong", " and signed.sample.index == asset.first + index", ""),
    ("a measurement without random bytes taken for right", DELIVERY, "is_chunk_wrong", "len(measurement) < SALT_BYTES or ", ""),
    ("a measurement of 513 bytes taken for right", DELIVERY, "is_chunk_wrong", " or len(measurement) > MAX_MEASUREMENT_BYTES", ""),
    ("a measurement that nobody has signed", DELIVERY, "is_chunk_wrong", " and signed.sample.digest == measurement_digest(measurement)", ""),
)
"""The same of sales, which only calls of single rules reach."""

SELLING = "reference.data.access_transactions"
HELD = "reference.data.access_consistency"

TRADE_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("four rounds to deliver", SALES, "check_offer", "deliver_slots <= 2 * margin", "deliver_slots < 2 * margin"),
    ("two rounds to complain", SALES, "check_offer", "complain_slots <= margin", "complain_slots < margin"),
    ("an offer in a coin that nobody has founded", SALES, "check_offer", "not payable", "False"),
    ("an offer that cannot be taken back", SALES, "check_offer", "    if price == 0:\n        return\n", ""),
    ("an asset that nobody has registered sold", SALES, "check_purchase", "registered == 0", "False"),
    ("an asset bought twice at once", SALES, "check_purchase", "stage != Stage.NONE", "False"),
    ("storage sold", SALES, "is_sold_use", "use > Use.STORAGE.value", "use >= Use.STORAGE.value"),
    ("terms changed under the buyer", SALES, "check_purchase", "not unchanged", "False"),
    ("another's sale delivered", SALES, "check_seller", "sender != owner", "False"),
    ("another sale delivered than was meant", SALES, "check_seller", "not unchanged", "False"),
    ("any offer of the owner's taken", SELLING, "tariff_of", "body.scope != series_id(asset.chip, asset.series)", "False"),
    ("one round for two", SELLING, "two_rounds", "2 * ", ""),
    ("a key of small order bought with", SELLING, "apply_access_buy", "    check_sealing_key(body.key)\n", ""),
    ("bought for nothing", SELLING, "apply_access_buy", "take(state, body.coin, sender, escrow.price)", "take(state, body.coin, sender, 0)"),
    ("delivered with the buyer's old deadline", SELLING, "apply_access_deliver", "slot, sale.complain_slots", "slot, 1"),
    ("delivered to another coin", SELLING, "apply_access_deliver", " and sale.coin == body.coin", ""),
    ("delivered at another price", SELLING, "apply_access_deliver", " and sale.escrow.price == body.price", ""),
    ("refunded after the deadline alone", SELLING, "apply_access_refund", "Ending.REFUND", "Ending.CLOSE"),
    ("a lie about a key upheld", SELLING, "apply_key_complaint", "uphold_complaint(sale.escrow, founded, slot)", "uphold_complaint(sale.escrow, True, slot)"),
    (
        "a lie about a chunk upheld",
        SELLING,
        "apply_chunk_complaint",
        "uphold_complaint(sale.escrow, founded, slot)",
        "uphold_complaint(sale.escrow, True, slot)",
    ),
    ("a private key shown too late", SELLING, "apply_key_complaint", "    check_complaint(sale.escrow, slot)\n", ""),
    ("who has paid is forgotten", SELLING, "settle_data_sale", "if settlement.sold:", "if False:"),
    ("who has not paid is remembered", SELLING, "settle_data_sale", "if settlement.sold:", "if True:"),
    ("who holds a key and has its money back is forgotten", SELLING, "settle_data_sale", "elif holds:", "elif False:"),
    ("a key that is wrong taken for one that is held", SELLING, "apply_key_complaint", "founded, slot), False, slot)", "founded, slot), True, slot)"),
    ("a key of tomorrow accepted from outside", HELD, "do_data_sales_fit", " and access.refunded <= now", ""),
    ("a sale that is ended is kept", SELLING, "settle_data_sale", "put_data_sale(state, key, NO_DATA_SALE)", "state"),
    ("a chunk looked at where the key is wrong", DELIVERY, "is_piece_wrong", "        return True\n", "        return False\n"),
    ("tariffs with two rounds to complain accepted from outside", SALES, "is_tariff_possible", "tariff.complain_slots > margin", "True"),
    ("sales to the owner accepted from outside", SALES, "is_data_sale_possible", "not own and ", ""),
    ("sales with a fee accepted from outside", SALES, "is_sale_held", "escrow.holding == 0", "True"),
    ("keys before the delivery accepted from outside", SALES, "is_sale_held", "escrow.stage == Stage.HELD and delivered", "False"),
    ("keys of small order accepted from outside", HELD, "does_data_sale_fit", "        and can_be_sealed_to(sale.key)\n", ""),
    ("sales of altered assets accepted from outside", HELD, "does_data_sale_fit", "get_asset(state, identifier) in (asset, NO_ASSET)", "True"),
    ("access of tomorrow accepted from outside", HELD, "do_data_sales_fit", " and access.paid <= now", ""),
)
"""The same of sales on the chain."""

EARNINGS, DERIVED, DEMANDS = "reference.data.earnings", "reference.data.derived", "reference.data.demands"

EARNING_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("the fee of data not credited", EARNINGS, "pay_owner", "return credit_fees(state, owner, earned.fee, slot)", "return state"),
    ("the fee of data left out of the pot", EARNINGS, "pay_owner", "credit(state.pots.fees, earned.fee)", "state.pots.fees"),
    ("the owner paid the fee as well", EARNINGS, "pay_owner", "give(state, coin, owner, earned.owner)", "give(state, coin, owner, paid)"),
    ("a fee on what is paid in a coin", EARNINGS, "pay_owner", "earn(paid, coin == SSP)", "earn(paid, True)"),
)
"""The same of what data earn."""

SHARING_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("a forgotten asset paid for", DERIVED, "contributes", "asset.registered == 0 or ", ""),
    ("a consent to another use counted", DERIVED, "contributes", "Use.DERIVED_SERVICE.value", "consent.use"),
    (
        "parts rounded down each for itself",
        DERIVED,
        "next_part",
        "available * (before + weight) // whole - available * before // whole",
        "available * weight // whole",
    ),
    (
        "a payment shared among nobody",
        DERIVED,
        "share_payment",
        "    if whole == 0:\n        raise Reject(Code.NOBODY_CONTRIBUTES)\n",
        "    whole = whole or 1\n",
    ),
    ("the provider's part taken from nobody", DERIVED, "owners_part", "price - fee_of(price, provider_ppm)", "price"),
    ("an asset found without consent", DEMANDS, "meets", "not prospect.consented or ", ""),
    ("an asset found above the ceiling", DEMANDS, "meets", " and prospect.price <= demand.ceiling", ""),
    ("an asset found that is not for sale", DEMANDS, "meets", "prospect.price > 0 and ", ""),
    ("an asset found that ends as the demand begins", DEMANDS, "meets", "demand.start >= prospect.until", "demand.start > prospect.until"),
    ("the dearer first", DEMANDS, "precedes", "one.price < other.price", "one.price > other.price"),
    ("the smaller first", DEMANDS, "precedes", "one.chunks > other.chunks", "one.chunks < other.chunks"),
    ("assets in the order in which they are found", DEMANDS, "in_order", "sorted(prospects, ", "list(prospects) or sorted(prospects, "),
)
"""The same of derived services and demands. Calls of single rules are all that reaches these."""

SERVING, DERIVING, FITTING_SERVICES = "reference.data.derived_services", "reference.data.derived_transactions", "reference.data.derived_consistency"

DERIVED_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("a service opened over one that stands", SERVING, "check_derived_terms", "opened != 0", "False"),
    ("a service of assets in any order", SERVING, "check_derived_terms", "not ordered", "False"),
    ("a result for more than can be held", SERVING, "check_derived_terms", "price > HIGHEST_PRICE", "False"),
    ("a result for nothing", SERVING, "check_derived_terms", "    check_amount(price)\n", ""),
    ("a result in a coin that nobody has founded", SERVING, "check_derived_terms", "not payable", "False"),
    ("who has left paid for", SERVING, "weigh", "left != 0", "False"),
    ("consent to one service taken for none", SERVING, "weigh", "service if consent.reader == service else provider", "provider"),
    ("consent to one service asked of all", SERVING, "weigh", "service if consent.reader == service else provider", "service"),
    ("included without consent", SERVING, "check_contributor", "weight == 0", "False"),
    ("an asset included that nobody has registered", SERVING, "check_contributor", "registered == 0", "False"),
    ("paid for after it was closed", SERVING, "check_derived_open", "opened == 0", "False"),
    ("closed by anybody", SERVING, "check_provider", "sender != provider", "False"),
    ("taken out by anybody", SERVING, "take_out", "sender != owner", "False"),
    ("taken out twice", SERVING, "take_out", "not named or contributor.left != 0", "not named"),
    ("left in no slot", SERVING, "take_out", "left=slot", "left=0"),
    ("identified without its provider", SERVING, "derived_service_id", "[provider, plain_fields(terms)]", "[bytes(32), plain_fields(terms)]"),
    ("identified by its provider alone", SERVING, "derived_service_id", "plain_fields(terms)]", "0]"),
    ("the first asset alone looked at", DERIVING, "apply_derived_open", "in contributors:", "in contributors[:1]:"),
    ("opened by the consents of the next slot", DERIVING, "apply_derived_open", "contributor, slot))", "contributor, slot + 1))"),
    ("paid for by the consents of the slot before", DERIVING, "apply_derived_buy", "each, slot)", "each, slot - 1)"),
    ("the buyer pays the owners alone", DERIVING, "apply_derived_buy", "sender, service.price)", "sender, sharing.paid)"),
    ("the provider paid nothing", DERIVING, "apply_derived_buy", "sharing.paid != service.price", "False"),
    ("the owners' part kept by the provider", DERIVING, "apply_derived_buy", "service.price - sharing.paid)", "service.price)"),
    (
        "the last part paid to nobody",
        DERIVING,
        "apply_derived_buy",
        "zip(service.contributors, sharing.parts, strict=True)",
        "zip(service.contributors[:-1], sharing.parts)",
    ),
    (
        "each part paid to the next owner",
        DERIVING,
        "apply_derived_buy",
        "zip(service.contributors, sharing.parts, strict=True)",
        "zip(service.contributors, sharing.parts[::-1])",
    ),
    ("one leaves, and all before it with it", DERIVING, "apply_derived_leave", "*service.contributors[:place], ", ""),
    ("closed, and still there", DERIVING, "apply_derived_close", "NO_DERIVED_SERVICE)", "service)"),
    ("one asset named twice", DERIVING, "are_ordered", "one.asset < other.asset", "one.asset <= other.asset"),
    (
        "a contribution that is not credited",
        DERIVING,
        "pay_part",
        "pay_owner(state, coin, get_asset(state, contributor.asset).owner, part, slot)",
        "give(state, coin, get_asset(state, contributor.asset).owner, part)",
    ),
    ("services of tomorrow accepted from outside", SERVING, "is_derived_service_possible", " and opened <= now", ""),
    ("services for nothing accepted from outside", SERVING, "is_derived_service_possible", "price > 0 and ", ""),
    ("who leaves tomorrow accepted from outside", SERVING, "is_contributor_possible", " and left <= now", ""),
    ("who left before the beginning accepted from outside", SERVING, "is_contributor_possible", "left >= opened and ", ""),
    ("services of nothing accepted from outside", FITTING_SERVICES, "does_derived_service_fit", "0 < len(service.contributors)", "len(service.contributors)"),
    ("disordered services accepted from outside", FITTING_SERVICES, "does_derived_service_fit", "        and are_ordered(terms)\n", ""),
    (
        "services under another name accepted from outside",
        FITTING_SERVICES,
        "does_derived_service_fit",
        "        and derived_service_id(service.provider, terms) == identifier\n",
        "",
    ),
    ("services out of line accepted from outside", "reference.data.data_consistency", "check_data", " and do_derived_services_fit(state)", ""),
)
"""The same of derived services on the chain."""
