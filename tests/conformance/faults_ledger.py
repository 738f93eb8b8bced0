"""The slips that implementers make with fees, nonces, balances, coins, the commitment and blocks: each is what `faults.SeededFault` is made of."""

FEE = "reference.state.fee"
VALIDITY = "reference.state.validity"
BALANCE = "reference.state.balance"
TRANSFER = "reference.state.transfer"
COIN = "reference.state.coin"
COIN_TRANSACTIONS = "reference.state.coin_transactions"
STATE = "reference.state.state"
COMMITMENT = "reference.state.commitment"
PROOF = "reference.state.proof"
TREE = "reference.state.tree"
RECORDS = "reference.state.records"
TRANSITION = "reference.transition"
EVALUATE = "vectors.evaluate"

KEEP_WHAT_A_REJECTED_BLOCK_DID = """
        from reference.state.commitment import commit
        from reference.transition import Included, apply_transaction
        try:
            opened = decode_block(block, state.chain.parameters.max_block_bytes)
            slot = authenticate_header(opened.header).header.slot
            for data in opened.transactions:
                included = apply_transaction(state, authenticate_transaction(data, state.chain.parameters.max_transaction_bytes), slot)
                if not isinstance(included, Included):
                    break
                state = included.state
        except Reject:
            pass
        return commit(state), {"rejected": outcome.code.name}"""

KEEP_WHAT_A_REJECTED_BATCH_DID = """
        from reference.state.commitment import commit
        from reference.transition import Included, apply_transaction
        try:
            for data in batch.transactions:
                included = apply_transaction(state, authenticate_transaction(data, state.chain.parameters.max_transaction_bytes), batch.slot)
                if not isinstance(included, Included):
                    break
                state = included.state
        except Reject:
            pass
        return commit(state), {"rejected": outcome.code.name}"""

KEEP_THE_SLOT_OF_A_REJECTED_BLOCK = """
        from reference.state.state import Head, put_head
        return put_head(state, Head(state.head.hash, state.head.height, state.head.slot + 1)), {"rejected": outcome.code.name}"""

LEDGER_FAULTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("minimum fee one too high", FEE, "minimum_fee", "base_fee + byte_fee * size", "base_fee + byte_fee * size + 1"),
    ("minimum fee one too low", FEE, "minimum_fee", "base_fee + byte_fee * size", "base_fee + byte_fee * size - 1"),
    ("bytes are free", FEE, "minimum_fee", "base_fee + byte_fee * size", "base_fee"),
    ("fee of the whole balance refused", FEE, "charge_fee", "fee > account.balance", "fee >= account.balance"),
    ("minimum fee itself refused", FEE, "charge_fee", "fee < minimum", "fee <= minimum"),
    ("minimum charged instead of the fee", FEE, "charge_fee", "account.balance - fee", "account.balance - minimum"),
    (
        "fee codes swapped",
        FEE,
        "charge_fee",
        "if fee < minimum:",
        "if fee > account.balance:\n        raise Reject(Code.FEE_UNAFFORDABLE)\n    if fee < minimum:",
    ),
    ("odd unit of the fees to the producer", FEE, "share_fees", "collected // 2", "(collected + 1) // 2"),
    ("nonce used twice", VALIDITY, "advance_nonce", "nonce <= account.nonce", "nonce < account.nonce"),
    ("nonce gaps refused", VALIDITY, "advance_nonce", "nonce <= account.nonce", "nonce != account.nonce + 1"),
    ("nonce not remembered", VALIDITY, "advance_nonce", "nonce=nonce", "nonce=account.nonce"),
    ("last valid slot refused", VALIDITY, "check_target", "slot > last_valid_slot", "slot >= last_valid_slot"),
    ("one slot of grace", VALIDITY, "check_target", "slot > last_valid_slot", "slot > last_valid_slot + 1"),
    ("replay from another chain", VALIDITY, "check_target", "chain != expected", "False"),
    ("movement of nothing", BALANCE, "check_amount", "amount == 0", "False"),
    ("whole balance cannot leave", BALANCE, "debit", "amount > balance", "amount >= balance"),
    ("transfer to self", TRANSFER, "move", "sender == recipient", "False"),
    ("a unit leaks at each transfer", TRANSFER, "move", "credit(recipient_balance, amount)", "credit(recipient_balance, amount - 1)"),
    (
        "transfer codes swapped",
        TRANSFER,
        "move",
        "check_amount(amount)\n    if",
        "if sender == recipient:\n        raise Reject(Code.TRANSFER_TO_SELF)\n    check_amount(amount)\n    if",
    ),
    ("recipient's nonce lost", TRANSFER, "apply_transfer", "nonce=payee.nonce", "nonce=0"),
    ("anybody mints", COIN, "check_issuer", "coin.issuer != sender", "False"),
    ("cap never reached", COIN, "mint", "coin.supply + amount > coin.cap", "coin.supply + amount >= coin.cap"),
    ("cap exceeded by one", COIN, "mint", "coin.supply + amount > coin.cap", "coin.supply + amount > coin.cap + 1"),
    ("burning leaves the supply", COIN, "burn", "with_supply(coin, debit(coin.supply, amount))", "coin"),
    ("a symbol created twice", COIN, "create_coin", "existing.cap != 0", "False"),
    ("a coin without a cap", COIN, "create_coin", "cap == 0", "False"),
    ("shortest symbol refused", COIN, "is_symbol", "SYMBOL_MIN_LENGTH <= len", "SYMBOL_MIN_LENGTH < len"),
    ("longest symbol refused", COIN, "is_symbol", "<= SYMBOL_MAX_LENGTH", "< SYMBOL_MAX_LENGTH"),
    ("symbol begins with a digit", COIN, "is_symbol", "symbol[0] in SYMBOL_FIRST and", ""),
    ("deposit not taken", COIN_TRANSACTIONS, "apply_coin_create", "debit(issuer.balance, deposit)", "issuer.balance"),
    ("transfer of an unknown coin", COIN_TRANSACTIONS, "apply_coin_transfer", "check_coin(get_coin(state, body.coin))", "pass"),
    ("empty holding kept", STATE, "put_holding", "record.balance != 0", "True"),
    ("supply not checked", COMMITMENT, "check_supply", "total(break_down(state)) != SSP_SUPPLY or ", ""),
    ("coin supply not checked", COMMITMENT, "check_supply", "coin.supply != held.get(identifier, 0) or", ""),
    ("only accounts are committed to", COMMITMENT, "commit", "written_keys(state)", "{key for key in written_keys(state) if key[0] == Table.ACCOUNTS}"),
    ("branches of the commitment swapped", TREE, "branch_hash", "_BRANCH + left + right", "_BRANCH + right + left"),
    ("tables share their paths", TREE, "state_path", "bytes((table,)) + key", "key"),
    ("absence proved by any leaf", PROOF, "_occupies", "return depth <= shared < PATH_BITS", "return True"),
    ("record replaced by its absence", PROOF, "_occupies", "shared < PATH_BITS", "shared"),
    ("padded proof", PROOF, "verify_proof", " or (depth > 0 and proof.siblings[0] == NOTHING)", ""),
    ("root not compared", PROOF, "verify_proof", "subtree != root", "False"),
    ("bonds are not part of the supply", "reference.state.supply", "break_down", "sum(agent.bond for agent in consensus.agents.values())", "0"),
    ("delegations that nothing will end", COMMITMENT, "check_supply", " or not _is_delegation_counted(state.consensus)", ""),
    ("agents that never were are stored", RECORDS, "says_nothing", "return record.standing is Standing.NONE", "return False"),
    (
        "failed transactions are free",
        TRANSITION,
        "apply_transaction",
        "Included(charged, Receipt(transaction.id, rejection",
        "Included(state, Receipt(transaction.id, rejection",
    ),
    ("failed transactions look successful", TRANSITION, "apply_transaction", "rejection.code.number, fee", "SUCCESS, fee"),
    (
        "transactions decoded one at a time",
        TRANSITION,
        "authenticated",
        "[decode_signed(data, limit) for data in transactions]",
        "(decode_signed(data, limit) for data in transactions)",
    ),
    (
        "transactions verified one at a time",
        TRANSITION,
        "authenticated",
        "[authenticate(transaction) for transaction in signed]",
        "(authenticate(transaction) for transaction in signed)",
    ),
    ("invalid transactions skipped", TRANSITION, "include", "raise Reject(outcome.code)", "continue"),
    ("transactions root not checked", TRANSITION, "check_transactions_root", "root != list_root(transactions)", "False"),
    ("receipts root not checked", TRANSITION, "check_result", "header.receipts_root != receipts_root(receipts)", "False"),
    ("state root not checked", TRANSITION, "check_result", "header.state_root != state_root(state)", "False"),
    ("all fees to the producer", TRANSITION, "pay_fees", "credit(account.balance, shares.producer)", "credit(account.balance, pots.fees)"),
    ("a rejected block leaves its transactions", EVALUATE, "apply_step", 'return state, {"rejected": outcome.code.name}', KEEP_WHAT_A_REJECTED_BLOCK_DID),
    ("a rejected batch leaves its transactions", EVALUATE, "transact_step", 'return state, {"rejected": outcome.code.name}', KEEP_WHAT_A_REJECTED_BATCH_DID),
    (
        "the slot is the one after the head's",
        TRANSITION,
        "include",
        "apply_transaction(state, transaction, slot, run, claimed_at(carried, ran))",
        "apply_transaction(state, transaction, state.head.slot + 1, run, claimed_at(carried, ran))",
    ),
    ("a rejected block leaves its slot", EVALUATE, "apply_step", 'return state, {"rejected": outcome.code.name}', KEEP_THE_SLOT_OF_A_REJECTED_BLOCK),
    ("nonces in 32 bits", VALIDITY, "advance_nonce", "nonce <= account.nonce", "nonce % 2**32 <= account.nonce % 2**32"),
    ("nonces in doubles", VALIDITY, "advance_nonce", "nonce <= account.nonce", "float(nonce) <= float(account.nonce)"),
    ("nonces signed", VALIDITY, "advance_nonce", "nonce <= account.nonce", "(nonce ^ 2**63) <= (account.nonce ^ 2**63)"),
    ("nonce remembered in a double", VALIDITY, "advance_nonce", "nonce=nonce", "nonce=min(int(float(nonce)), 2**64 - 1)"),
    ("last valid slot in 32 bits", VALIDITY, "check_target", "slot > last_valid_slot", "slot % 2**32 > last_valid_slot % 2**32"),
    ("last valid slot in a double", VALIDITY, "check_target", "slot > last_valid_slot", "float(slot) > float(last_valid_slot)"),
    ("fee in 32 bits", FEE, "charge_fee", "fee < minimum", "fee % 2**32 < minimum"),
    ("fee signed in 32 bits", FEE, "charge_fee", "fee < minimum", "(fee + 2**31) % 2**32 - 2**31 < minimum"),
    ("fee compared in doubles", FEE, "charge_fee", "fee > account.balance", "float(fee) > float(account.balance)"),
    ("fee subtracted in doubles", FEE, "charge_fee", "account.balance - fee", "int(float(account.balance) - float(fee))"),
    ("fees shared in doubles", FEE, "share_fees", "collected // 2", "int(collected / 2)"),
    ("odd unit of large fees to the producer", FEE, "share_fees", "collected // 2", "(collected + 1) // 2 if collected >= 2**53 else collected // 2"),
    ("balances compared in doubles", BALANCE, "debit", "amount > balance", "float(amount) > float(balance)"),
    ("balances compared in 32 bits", BALANCE, "debit", "amount > balance", "amount % 2**32 > balance"),
    ("debits in doubles", BALANCE, "debit", "balance - amount", "int(float(balance) - float(amount))"),
    ("credits in doubles", BALANCE, "credit", "return balance + amount", "return min(int(float(balance) + float(amount)), MAX_AMOUNT)"),
    ("cap compared in doubles", COIN, "mint", "coin.supply + amount > coin.cap", "float(coin.supply + amount) > float(coin.cap)"),
    (
        "supply minted in doubles",
        COIN,
        "mint",
        "with_supply(coin, coin.supply + amount)",
        "with_supply(coin, min(int(float(coin.supply + amount)), coin.cap))",
    ),
    ("supply in doubles", COMMITMENT, "check_supply", "coin.supply != held.get(identifier, 0)", "float(coin.supply) != float(held.get(identifier, 0))"),
    ("cap of a state in doubles", COMMITMENT, "check_supply", "coin.supply > coin.cap", "float(coin.supply) > float(coin.cap)"),
    ("longest proof refused", PROOF, "verify_proof", "depth > PATH_BITS", "depth >= PATH_BITS"),
    ("longest proof not decoded", PROOF, "decode_proof", "len(siblings) > PATH_BITS", "len(siblings) >= PATH_BITS"),
    ("deepest occupant refused", PROOF, "_occupies", "shared < PATH_BITS", "shared < PATH_BITS - 1"),
    ("occupant one branch too deep", PROOF, "_occupies", "depth <= shared", "depth <= shared + 1"),
)
"""The seeded faults."""
