"""The slips that implementers make with manufacturers, endorsements, attestations and chips: each is what `faults.SeededFault` is made of."""

MANUFACTURERS = "reference.agent.manufacturers"
PROOFS = "reference.agent.attestations"
CHIPS = "reference.agent.chips"
MAKERS_TRANSACTIONS = "reference.agent.manufacturer_transactions"
TRANSACTIONS = "reference.agent.chip_transactions"
CONSISTENCY = "reference.agent.smart_agent_consistency"
VERIFICATION = "reference.agent.verification"
ENDORSEMENT = "reference.wire.endorsement"
ATTESTATION = "reference.wire.attestation"
HOST = "reference.wire.host_attestation"
STATE = "reference.state.smart_agent_state"
SUPPLY = "reference.state.supply"

BY_CALL = ("kernel",)
"""Of what no transaction shows."""

IDENTITY_FAULTS: tuple[tuple[str, str, str, str, str] | tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("a closed manufacturer stands by its chips", MANUFACTURERS, "check_manufacturer", "!= ManufacturerStanding.ACTIVE", "== ManufacturerStanding.REVOKED"),
    ("a closed manufacturer registers again", MANUFACTURERS, "register_manufacturer", "!= ManufacturerStanding.NONE", "== ManufacturerStanding.ACTIVE"),
    ("a manufacturer without a deposit", MANUFACTURERS, "register_manufacturer", "debit(balance, deposit)", "balance"),
    ("a root stays what it was", MANUFACTURERS, "replace_root", "root=root", "root=manufacturer.root"),
    ("a revoked manufacturer revokes itself again", MANUFACTURERS, "revoke_manufacturer", "    check_manufacturer(manufacturer.standing)\n", ""),
    ("the slot of a revocation is forgotten", MANUFACTURERS, "revoke_manufacturer", "revoked=slot", "revoked=1"),
    ("the deposit returns at once", MANUFACTURERS, "close_manufacturer", "slot - manufacturer.revoked < wait", "False"),
    ("the deposit returns a slot late", MANUFACTURERS, "close_manufacturer", "slot - manufacturer.revoked < wait", "slot - manufacturer.revoked <= wait"),
    ("the deposit returns twice", MANUFACTURERS, "close_manufacturer", "deposit=0", "deposit=manufacturer.deposit"),
    ("closing removes the standing", MANUFACTURERS, "close_manufacturer", "standing=ManufacturerStanding.CLOSED", "standing=ManufacturerStanding.NONE"),
    ("a batch is revoked anew", MANUFACTURERS, "revoke_batch", "    check_recall(existing)\n", ""),
    ("a revoked manufacturer from tomorrow", MANUFACTURERS, "is_manufacturer_possible", "manufacturer.revoked > slot", "False"),
    ("any key endorses", PROOFS, "check_endorsement", "endorsed.root != manufacturer.root", "False"),
    ("the manufacturer's account endorses", PROOFS, "check_endorsement", "endorsed.root != manufacturer.root", "endorsed.root != endorsed.issuer"),
    ("chips of revoked batches are registered", PROOFS, "check_endorsement", "    check_recall(recall)\n", ""),
    ("test builds on every chain", PROOFS, "check_endorsement", "test_chips == 0", "False"),
    ("any chip attests", PROOFS, "check_attestation", "attested.chip != identity.chip or ", ""),
    ("any serial is attested", PROOFS, "check_attestation", "attested.serial != serial or ", ""),
    ("any model is attested", PROOFS, "check_attestation", "attested.model != identity.model or ", ""),
    ("any build is attested", PROOFS, "check_attestation", " or attested.production != identity.production", ""),
    ("any host vouches for any chip", PROOFS, "check_attestation", "attested.host.chip != attested.chip", "False"),
    ("any nonce of the chip is fresh", PROOFS, "check_attestation", "attested.nonce != nonce or ", ""),
    ("any nonce of the host is fresh", PROOFS, "check_attestation", " or attested.host.nonce != nonce", ""),
    ("the last counter again", PROOFS, "check_attestation", "attested.counter <= last", "attested.counter < last"),
    ("counters of 32 bits", PROOFS, "check_attestation", "attested.counter <= last", "attested.counter % 2**32 <= last % 2**32"),
    ("firmware is not compared", PROOFS, "check_measurements", "attested.firmware != chip.firmware or ", "", BY_CALL),
    ("the host system is not compared", PROOFS, "check_measurements", " or attested.host.measurement != chip.host", "", BY_CALL),
    ("a chip in any node", PROOFS, "check_measurements", "attested.host.node != chip.node", "False", BY_CALL),
    ("retired chips act", CHIPS, "check_chip", "stage == ChipStage.RETIRED", "False"),
    ("revoked chips act", CHIPS, "check_chip", "stage == ChipStage.REVOKED", "False"),
    ("suspended chips hold no node", CHIPS, "is_bound", " or stage == ChipStage.SUSPENDED", ""),
    ("suspended chips serve", CHIPS, "check_service", "stage == ChipStage.SUSPENDED", "False", BY_CALL),
    ("chips of revoked batches serve", CHIPS, "check_service", "    check_recall(recall)\n", "", BY_CALL),
    ("chips of revoked manufacturers serve", CHIPS, "check_service", "    check_manufacturer(standing)\n", "", BY_CALL),
    ("clones are registered chips", CHIPS, "register_chip", "raise Reject(Code.CHIP_CLONED)", "raise Reject(Code.CHIP_EXISTS)"),
    ("revoked chips are registered", CHIPS, "register_chip", "raise Reject(Code.CHIP_REVOKED)", "pass"),
    ("a node has two chips", CHIPS, "register_chip", "occupied != NO_BINDING", "False"),
    ("a registration forgets the counter", CHIPS, "register_chip", "counter=attested.counter", "counter=0"),
    ("anybody takes a chip", CHIPS, "check_taker", "sender != owner and sender != successor", "False"),
    ("the successor alone takes a chip", CHIPS, "check_taker", "sender != owner and sender != successor", "sender != successor"),
    ("a chip moves to a node that has one", CHIPS, "bind_chip", "occupied != NO_BINDING and attested.host.node != chip.node", "False"),
    ("a chip stays in no node", CHIPS, "bind_chip", " and attested.host.node != chip.node", ""),
    ("a chip moves to nobody", CHIPS, "bind_chip", "owner=sender", "owner=chip.owner"),
    ("an offer outlasts its taking", CHIPS, "bind_chip", "chip.successor if sender == chip.owner else NOBODY", "chip.successor"),
    ("an offer ends with any attestation", CHIPS, "bind_chip", "chip.successor if sender == chip.owner else NOBODY", "NOBODY"),
    ("anybody suspends", CHIPS, "check_owner", "sender != owner", "False"),
    ("suspended for good", CHIPS, "suspend_chip", "ChipStage.SUSPENDED if suspended else ChipStage.BOUND", "ChipStage.SUSPENDED"),
    ("retired is suspended", CHIPS, "retire_chip", "stage=ChipStage.RETIRED", "stage=ChipStage.SUSPENDED"),
    ("a revoked manufacturer revokes chips", CHIPS, "revoke_chip", "    check_manufacturer(standing)\n", ""),
    ("revoked twice", CHIPS, "revoke_chip", "chip.stage == ChipStage.REVOKED", "False"),
    ("a chip of nobody's make", CHIPS, "is_chip_possible", "standing == ManufacturerStanding.NONE", "False"),
    ("the deposit leaves the pots", MAKERS_TRANSACTIONS, "apply_manufacturer_register", "credit(state.pots.deposits, deposit)", "state.pots.deposits"),
    ("a batch of every manufacturer", MAKERS_TRANSACTIONS, "apply_batch_revoke", "key = (sender, body.batch)", "key = (bytes(32), body.batch)"),
    ("a chip under its owner", TRANSACTIONS, "register_attested", "identity, (endorsed.issuer, endorsed.serial)", "identity, (sender, endorsed.serial)"),
    ("chips are attested to the nonce before", TRANSACTIONS, "expected_nonce", "get_account(state, sender).nonce", "get_account(state, sender).nonce - 1"),
    ("any counter binds", TRANSACTIONS, "bind_attested", "expected_nonce(state, sender), chip.counter)", "expected_nonce(state, sender), 0)"),
    ("revoked batches are bound", TRANSACTIONS, "bind_attested", "    check_recall(get_recall(state, (manufacturer, chip.identity.batch)))\n", ""),
    ("revoked manufacturers' chips are bound", TRANSACTIONS, "bind_attested", "    check_manufacturer(get_manufacturer(state, manufacturer).standing)\n", ""),
    ("the former node keeps its chip", TRANSACTIONS, "bind_attested", "put_binding(freed(state, chip), bound.node", "put_binding(state, bound.node"),
    ("a retired chip keeps its node", TRANSACTIONS, "apply_chip_retire", "put_chip(freed(state, chip), key, retired)", "put_chip(state, key, retired)"),
    ("a revoked chip keeps its node", TRANSACTIONS, "apply_chip_revoke", "if is_bound(chip.stage)", "if False"),
    ("an unbound chip frees another's node", TRANSACTIONS, "apply_chip_revoke", "if is_bound(chip.stage)", "if True"),
    ("bindings of no chip", CONSISTENCY, "do_chips_fit", "bound == dict(state.smart_agents.bindings)", "True"),
    ("batches of nobody", CONSISTENCY, "do_manufacturers_fit", "account in manufacturers and ", ""),
    ("the verifier's counter does not count", VERIFICATION, "verify_chip", "max(last, chip.counter)", "chip.counter", BY_CALL),
    ("the chain's counter does not count", VERIFICATION, "verify_chip", "max(last, chip.counter)", "last", BY_CALL),
    ("a chip's key of small order is endorsed", ENDORSEMENT, "authenticate_endorsement", "    check_key(said.key)\n", "", BY_CALL),
    ("an endorsement signed for another use", ENDORSEMENT, "authenticate_endorsement", "Tag.ENDORSEMENT", "Tag.ATTESTATION"),
    ("an endorsement that is not compared", ENDORSEMENT, "decode_endorsement", "encode_endorsement(endorsement) != payload", "False", BY_CALL),
    ("an attestation that is not compared", ATTESTATION, "decode_chip_claims", "encode_chip_claims(claims) != payload", "False", BY_CALL),
    (
        "a host's token that is not compared",
        HOST,
        "decode_host_claims",
        "encode_host_claims(claims) != payload",
        "len(encode_host_claims(claims)) != len(payload)",
        BY_CALL,
    ),
    ("the host's signature is not verified", ATTESTATION, "authenticate_attestation", "        _verify(token, Tag.HOST_ATTESTATION)\n", ""),
    ("a lone chip's host is nobody", ATTESTATION, "authenticate_attestation", "HostReport(node=chip, nonce", "HostReport(node=bytes(32), nonce"),
    ("a nonce of every sender", ATTESTATION, "attestation_nonce", "chain + sender + nonce", "chain + bytes(32) + nonce"),
    ("a nonce in 4 bytes", ATTESTATION, "attestation_nonce", 'nonce.to_bytes(8, "big")', '(nonce % 2**32).to_bytes(4, "big")'),
    ("a free node stays stored", STATE, "put_binding", "record != NO_BINDING", "True"),
    ("manufacturers' deposits are not counted", SUPPLY, "deposited", "companies, manufacturers) for", "companies) for"),
)
"""The seeded faults."""
