"""The rejection codes: a closed, stable list.

A code is what an implementation answers instead of a result. Its number is on the wire (in receipts) and never
changes meaning; its name is in vectors and reports; its rule is the one whose condition failed. Zero is never a
code: it is what a successful transaction's receipt carries.
"""

from enum import Enum, unique


@unique
class Code(Enum):
    """Why something was rejected: `(number, rule)`."""

    MALFORMED = (1, "WIRE-2")
    """The bytes are not the deterministic encoding of an object of the expected type."""
    TRANSACTION_TOO_LARGE = (2, "WIRE-10")
    """The transaction has more bytes than `max_transaction_bytes`."""
    BLOCK_TOO_LARGE = (3, "WIRE-11")
    """The block has more bytes than `max_block_bytes` without its write sets, or than 12 times that with them."""

    KEY_INVALID = (10, "WIRE-7")
    """The public key is not a canonical point, not on the curve where that is checked, or of small order."""
    SIGNATURE_NOT_CANONICAL = (11, "WIRE-8")
    """The signature is one of several encodings or forms that a lenient verifier would accept."""
    SIGNATURE_INVALID = (12, "WIRE-8")
    """The signature does not verify."""

    WRONG_CHAIN = (20, "TX-2")
    """The object names another chain."""
    EXPIRED = (21, "TX-2")
    """The block's slot lies after the transaction's last valid slot."""
    NONCE_NOT_ABOVE = (22, "TX-3")
    """The nonce is not greater than the last one that the account used."""
    FEE_TOO_LOW = (23, "FEE-2")
    """The fee is below the minimum for the transaction's size."""
    FEE_UNAFFORDABLE = (24, "FEE-2")
    """The balance of the account that pays the fee does not cover it."""

    AMOUNT_ZERO = (30, "BALANCE-1")
    """The amount is zero."""
    INSUFFICIENT_BALANCE = (31, "BALANCE-2")
    """The balance does not cover the amount."""
    BALANCE_OVERFLOW = (32, "BALANCE-3")
    """The credited balance would reach 2^63."""
    TRANSFER_TO_SELF = (33, "TRANSFER-1")
    """Sender and recipient are one account."""

    SYMBOL_INVALID = (40, "COIN-2")
    """The symbol has a length or a character that is not allowed."""
    SYMBOL_TAKEN = (41, "COIN-5")
    """A coin with this symbol exists."""
    CAP_ZERO = (42, "COIN-5")
    """The cap of a new coin is zero."""
    COIN_UNKNOWN = (43, "COIN-3")
    """No coin has this identifier."""
    NOT_ISSUER = (44, "COIN-4")
    """The sender is not the coin's issuer."""
    CAP_EXCEEDED = (45, "COIN-6")
    """The coin's supply would exceed its cap."""

    VERSION_UNKNOWN = (60, "BLOCK-2")
    """The header's version is not the chain's."""
    PARENT_MISMATCH = (61, "BLOCK-2")
    """The header's parent is not the head of the chain."""
    HEIGHT_MISMATCH = (62, "BLOCK-2")
    """The header's height is not its parent's plus one."""
    SLOT_NOT_ABOVE = (63, "BLOCK-2")
    """The header's slot is not after its parent's."""
    MODE_UNSUPPORTED = (64, "MODE-3")
    """The header's verification mode is not the required one."""
    REVEAL_UNEXPECTED = (65, "RANDOM-3")
    """The header reveals a value where the producer has committed to none."""
    TRANSACTIONS_ROOT_MISMATCH = (67, "BLOCK-3")
    """The header's transactions root is not that of the block's transactions."""
    RECEIPTS_ROOT_MISMATCH = (68, "BLOCK-4")
    """The header's receipts root is not that of the receipts that the block produces."""
    STATE_ROOT_MISMATCH = (69, "BLOCK-4")
    """The header's state root is not that of the state that the block produces."""

    NOT_SCHEDULED = (70, "BLOCK-7")
    """The header's signer is not the agent whose slot it is."""
    REVEAL_MISMATCH = (71, "RANDOM-3")
    """The header reveals another value than the one that the producer has committed to."""
    VOTES_ROOT_MISMATCH = (72, "BLOCK-8")
    """The header's votes root is not that of the block's finality votes."""
    WRITE_SET_MISMATCH = (73, "MODE-7")
    """The block carries another write set than the call has, or another number of them."""

    SUPPLY_MISMATCH = (80, "STATE-2")
    """The state's SSP does not add up to the fixed supply, or a coin's holdings to its supply."""
    PROOF_INVALID = (81, "STATE-6")
    """The state proof does not lead to the root."""

    RECORD_INVALID = (82, "STATE-1")
    """A stored record says nothing, a coin is stored under another identifier than its symbol's, or the tables contradict each other."""

    AGENT_EXISTS = (100, "AGENT-2")
    """The sender is an agent, or was one."""
    AGENT_UNKNOWN = (101, "AGENT-1")
    """No agent has this identifier."""
    BOND_TOO_SMALL = (102, "AGENT-2")
    """The bond is below the least that an agent must have."""
    AGENT_NOT_REGISTERED = (103, "AGENT-3")
    """The agent has resigned or was expelled."""
    AGENT_REGISTERED = (104, "AGENT-5")
    """The agent has neither resigned nor been expelled, so that its bond stays."""
    BOND_LOCKED = (105, "AGENT-5")
    """The time in which an offence of the agent may still be reported has not passed."""
    COMMITMENT_ZERO = (106, "RANDOM-2")
    """The commitment is 32 zero bytes, which stand for none."""

    DELEGATION_UNKNOWN = (110, "DELEGATE-2")
    """The sender has no such delegation."""
    DELEGATION_ENDED = (111, "DELEGATE-3")
    """The delegation was withdrawn, has expired, or expires in this term."""
    DELEGATION_LOCKED = (112, "DELEGATE-5")
    """The delegation has not ended, or ended too recently to be released."""
    CLAIM_EARLY = (113, "DELEGATE-4")
    """Fewer than three terms have begun since the one in which the delegation was made."""

    EVIDENCE_FOREIGN = (120, "EVIDENCE-1")
    """The two signed objects have different signers."""
    EVIDENCE_HARMLESS = (121, "EVIDENCE-2")
    """The two signed objects do not contradict each other."""
    EVIDENCE_EARLY = (122, "EVIDENCE-3")
    """The offence lies in the future."""
    EVIDENCE_OLD = (123, "EVIDENCE-3")
    """The offence lies too far in the past."""
    OFFENDER_KNOWN = (124, "EVIDENCE-4")
    """The agent has been punished for an offence already: one counts."""

    VOTE_TARGET_UNKNOWN = (130, "FINALITY-3")
    """The vote's target is not a checkpoint of this chain that votes are still counted for."""
    VOTE_SOURCE_MISMATCH = (131, "FINALITY-3")
    """The vote's source is not the one that its target has on this chain."""
    VOTER_NOT_SEATED = (132, "FINALITY-3")
    """The voter has no seat in a set whose votes the target needs."""
    VOTE_REPEATED = (133, "FINALITY-3")
    """The voter's vote for this target is counted already."""
    LINK_BACKWARDS = (134, "FINALITY-6")
    """The target is not after the source."""
    SOURCE_BELOW_WATERMARK = (135, "FINALITY-6")
    """The source is before that of a vote which was signed already."""
    TARGET_NOT_ABOVE_WATERMARK = (136, "FINALITY-6")
    """The target is not after that of a vote which was signed already."""

    QUORUM_MISSING = (140, "LIGHT-2")
    """The certificate has too few votes of a set whose votes it needs."""
    CERTIFICATE_FOREIGN = (141, "LIGHT-2")
    """A vote of the certificate is for another link, or by no member, or counted twice."""
    CHECKPOINT_NOT_ABOVE = (142, "LIGHT-3")
    """The checkpoint is not above the one that is certified already."""
    HEADER_FOREIGN = (143, "LIGHT-4")
    """The header is not that of the checkpoint."""
    ERA_FOREIGN = (144, "LIGHT-1")
    """The members are not those of the set that the chip knows."""
    RECOVERY_UNSUPPORTED = (145, "RECOVERY-2")
    """Not more than two thirds of the delegated stake signed the recovery."""
    RECOVERY_FOREIGN = (146, "RECOVERY-1")
    """The recovery names another chain, checkpoint or set, or the set is not one of registered agents of the right size."""

    PARENT_UNKNOWN = (150, "FORK-1")
    """The block's parent is not in the tree."""
    BLOCK_KNOWN = (151, "FORK-1")
    """The block is in the tree already."""
    SLOT_IN_FUTURE = (152, "FORK-1")
    """The block's slot has not begun."""
    BEFORE_FINALISED = (153, "FORK-1")
    """The block's slot is before the epoch of the finalised checkpoint, so that it does not descend from it."""

    PROPOSAL_PENDING = (160, "UPGRADE-1")
    """Another upgrade is being voted on, or waits for its activation."""
    VERSION_NOT_NEXT = (161, "UPGRADE-1")
    """The proposed version is not the one after the chain's."""
    PROPOSAL_UNKNOWN = (162, "UPGRADE-2")
    """No upgrade is being voted on."""
    BALLOT_REPEATED = (163, "UPGRADE-2")
    """The stake has been counted in this vote already."""
    STAKE_TOO_NEW = (164, "UPGRADE-2")
    """The stake was delegated after the proposal was made, or has ended."""

    CONTRACT_LOCKED = (170, "HEAVY-1")
    """The contract has a heavy call in flight."""
    CAPACITY_EXCEEDED = (171, "HEAVY-1")
    """The heavy calls in flight leave no room for this one's gas."""
    CALL_UNKNOWN = (172, "HEAVY-2")
    """No such heavy call is in flight."""
    RESULT_EARLY = (173, "HEAVY-2")
    """The heavy call's result may not be packaged yet."""
    RESULT_MISMATCH = (174, "HEAVY-2")
    """The packaged hash is not that of the heavy call's result."""
    CALL_TIMED_OUT = (175, "HEAVY-3")
    """No block packaged the heavy call's result in time."""

    PLACEMENT_FOREIGN = (180, "PLACEMENT-1")
    """The sender is not who may pay from the private placement."""
    OUTFLOWS_EXHAUSTED = (181, "PLACEMENT-1")
    """There have been as many outflows as can be numbered."""

    DISTRIBUTION_MISMATCH = (185, "SUPPLY-2")
    """A share of the first distribution is not what it must be."""

    LOCK_EXISTS = (190, "LOCK-2")
    """The sender has founded a lock of this number for the beneficiary, of which something is left."""
    LOCK_TIMES_INVALID = (191, "LOCK-2")
    """The cliff lies before the present, the end before the cliff or not after the present, or the lock lasts too long."""
    LOCK_UNKNOWN = (192, "LOCK-3")
    """The sender is the beneficiary of no such lock."""
    NOTHING_RELEASED = (193, "LOCK-3")
    """The lock has released nothing beyond what was taken."""

    COMPANY_UNKNOWN = (200, "COMPANY-1")
    """The account is no registered company."""
    COMPANY_EXISTS = (201, "COMPANY-2")
    """The sender is a registered company already."""
    COMPANY_BUSY = (202, "COMPANY-3")
    """The company issues a freezable coin."""
    COMPANY_FULL = (203, "COMPANY-4")
    """The company issues as many freezable coins as one can."""
    ACCOUNT_FROZEN = (204, "ISSUER-1")
    """The issuer of the coin has frozen the account that would pay."""
    SUCCESSOR_IS_ISSUER = (205, "ISSUER-3")
    """The coin is offered to its issuer."""
    NOT_SUCCESSOR = (206, "ISSUER-4")
    """The coin is not offered to the sender."""
    NOT_FREEZABLE = (207, "ISSUER-5")
    """The coin was founded without the power to freeze."""
    ACCOUNT_NOT_FROZEN = (208, "ISSUER-6")
    """The account is not frozen in the coin."""
    SPENDER_IS_OWNER = (209, "ALLOW-3")
    """Owner and spender of an allowance are one account."""
    ALLOWANCE_MISMATCH = (210, "ALLOW-3")
    """What is left of the present allowance is not what the owner expects."""
    ALLOWANCE_UNKNOWN = (211, "ALLOW-4")
    """The owner has allowed the spender nothing of this coin."""
    ALLOWANCE_EXCEEDED = (212, "ALLOW-5")
    """The amount is more than is left of the allowance."""
    FREEZE_EXISTS = (213, "ISSUER-5")
    """The account is frozen in the coin already."""

    SPONSOR_IS_DEVICE = (220, "SPONSOR-1")
    """Nobody sponsors itself."""
    SPONSORSHIP_PAST = (221, "SPONSOR-1")
    """The last slot of the sponsorship is over."""
    SPONSORSHIP_UNKNOWN = (222, "SPONSOR-2")
    """The named sponsor pays nothing for the sender."""
    SPONSORSHIP_EXPIRED = (223, "SPONSOR-2")
    """The block's slot lies after the last one in which the sponsor pays."""
    SPONSORSHIP_EXHAUSTED = (224, "SPONSOR-2")
    """The fee is more than what the sponsor still pays in this term."""

    LISTING_UNKNOWN = (230, "LISTING-2")
    """The seller has no listing of this number."""
    LISTING_SUSPENDED = (231, "LISTING-4")
    """The seller does not sell the listing's items now."""
    LISTING_VERSION_MISMATCH = (232, "LISTING-1")
    """The listing's terms are of another version than the one named."""
    COIN_NOT_ACCEPTED = (233, "LISTING-4")
    """The listing has no price in this coin."""
    STOCK_EXHAUSTED = (234, "LISTING-4")
    """The listing has fewer items left than are asked for."""
    COUNTER_EXHAUSTED = (235, "LISTING-1")
    """The listing has had as many versions, or purchases, as can be counted."""
    QUANTITY_ZERO = (236, "ESCROW-1")
    """No items are asked for."""
    PRICE_TOO_HIGH = (237, "ESCROW-1")
    """The price is more than half of the largest amount."""
    COST_ABOVE_LIMIT = (238, "ESCROW-2")
    """The price and the fee for holding are together more than the payer would pay."""

    ESCROW_UNKNOWN = (240, "ESCROW-3")
    """There is no such purchase, or it is settled."""
    ESCROW_DELIVERED = (241, "ESCROW-3")
    """The seller says that it has delivered already."""
    DEADLINE_PASSED = (242, "ESCROW-3")
    """The time for it is over."""
    DEADLINE_AHEAD = (243, "ESCROW-4")
    """The time of the other side is not over."""
    PURCHASE_FROM_SELF = (244, "PURCHASE-1")
    """Buyer and seller are one account."""
    NOT_BUYER = (245, "PURCHASE-3")
    """The purchase is another's."""

    PARTICIPANT_KNOWN = (250, "AWARD-1")
    """The sender takes part already."""
    AWARD_OVER = (251, "AWARD-1")
    """No term is left in which the award pays."""
    PARTICIPANT_UNKNOWN = (252, "AWARD-2")
    """The sender takes no part."""
    CREDIT_UNKNOWN = (253, "CONTRIBUTE-5")
    """The sender has brought no fees in this term, or has claimed for them."""
    TERM_OPEN = (254, "CONTRIBUTE-5")
    """The term is not over."""

    MANUFACTURER_UNKNOWN = (260, "IDENTITY-1")
    """The account never was a manufacturer of chips."""
    MANUFACTURER_REVOKED = (261, "IDENTITY-1")
    """The manufacturer has revoked itself: nobody stands by its chips."""
    MANUFACTURER_EXISTS = (262, "IDENTITY-2")
    """The sender is a manufacturer, or was one."""
    MANUFACTURER_ACTIVE = (263, "IDENTITY-5")
    """The manufacturer stands by its chips, so that its deposit stays."""
    MANUFACTURER_CLOSED = (264, "IDENTITY-5")
    """The manufacturer's deposit is paid back already."""
    DEPOSIT_LOCKED = (265, "IDENTITY-5")
    """The manufacturer revoked itself too recently for its deposit to be paid back."""
    BATCH_REVOKED = (266, "IDENTITY-6")
    """The manufacturer has revoked the batch."""
    ENDORSEMENT_FOREIGN = (267, "ENDORSE-3")
    """Another key than the root of the manufacturer that is named has signed the endorsement."""
    BUILD_REFUSED = (268, "ENDORSE-3")
    """The chip has a test build, of which the chain registers none."""
    ATTESTATION_FOREIGN = (269, "ATTEST-5")
    """The attestation is signed by another key than the chip's, says something else of the chip than its manufacturer, or its host names another chip."""
    ATTESTATION_STALE = (270, "ATTEST-5")
    """The chip, or its host, attests to another nonce."""
    ATTESTATION_REPLAYED = (271, "ATTEST-5")
    """The attestation's counter is not above that of the last one."""
    MEASUREMENT_MISMATCH = (272, "ATTEST-6")
    """The chip or its host runs something else than what its owner has shown the chain."""
    CHIP_UNKNOWN = (273, "CHIP-1")
    """Nobody has registered the chip."""
    CHIP_RETIRED = (274, "CHIP-1")
    """The chip's owner has given it up."""
    CHIP_REVOKED = (275, "CHIP-1")
    """The chip's manufacturer no longer stands by it."""
    CHIP_SUSPENDED = (276, "CHIP-2")
    """The chip's owner has taken it out of service."""
    CHIP_CLONED = (277, "CHIP-3")
    """The chip's UEID is registered with another key."""
    CHIP_EXISTS = (278, "CHIP-3")
    """The chip is registered, or was."""
    NODE_TAKEN = (279, "CHIP-3")
    """The node has another chip."""
    NOT_OWNER = (280, "CHIP-4")
    """The chip is another's, and not offered to the sender."""

    ORDER_UNKNOWN = (290, "DELIVERY-2")
    """There is no such order, or it is closed."""
    MOVE_NOT_POSSIBLE = (291, "DELIVERY-2")
    """In its phase that is not done with an order."""
    MOVE_OF_ANOTHER = (292, "DELIVERY-3")
    """It is not the sender's to do."""
    GRANULE_INVALID = (293, "DELIVERY-1")
    """The granule has no units, or more than are ordered."""
    CONFIRMATION_MISSING = (294, "SERVICE-2")
    """A type of service must say what shows that it was delivered."""
    SERVICE_EXISTS = (295, "SERVICE-2")
    """The type of service is registered already."""
    SERVICE_UNKNOWN = (296, "SERVICE-3")
    """Nobody has registered the type of service."""
    ORDER_WITH_SELF = (297, "DELIVERY-9")
    """Consumer and provider are one account."""
    FEE_IN_COIN = (298, "DELIVERY-9")
    """An order in an IoT_Coin asks for a fee, of which there is none but in SSP."""
    SERVING_FOREIGN = (299, "DELIVERY-29")
    """The chip that is to serve has another key than the provider's."""
    RECEIPT_NOT_ABOVE = (300, "METER-1")
    """A receipt of the order with this sequence number, or a higher one, was seen already."""
    METER_REGRESSED = (301, "METER-1")
    """The meter would run backwards."""
    RECEIPT_SLOT_REGRESSED = (302, "METER-1")
    """The receipt is of an earlier slot than the one before it."""
    UNITS_ABOVE_ORDERED = (303, "METER-1")
    """The units are more than are ordered."""
    UNITS_UNMEASURED = (304, "METER-3")
    """The units are more than the signing chip has measured itself."""
    CLAIM_NOT_ABOVE = (305, "METER-5")
    """Both have signed for as many units as are claimed."""
    CLAIM_TOO_HIGH = (306, "METER-5")
    """The claim is more than a granule above what both have signed for."""
    RECEIPT_FOREIGN = (307, "RECEIPT-3")
    """The receipt is of another chain, or signed by others than the two sides of the order that it names."""
    RECEIPT_LAST = (308, "RECEIPT-3")
    """Both have signed the receipt as the last one: it confirms, and is no instalment."""
    RECEIPT_NOT_LAST = (309, "RECEIPT-3")
    """The receipt is not signed as the last one."""
    NOTHING_DUE = (310, "SETTLE-4")
    """All that the units have earned is paid, or nothing is left of what was held."""

    QUOTE_WORTH_TOO_HIGH = (320, "QUOTE-3")
    """The quote's price times its units is more than half of the largest amount."""
    QUOTE_QUANTITY_ZERO = (321, "QUOTE-5")
    """The quote is for no units."""
    QUOTE_PRICE_ZERO = (322, "QUOTE-5")
    """The quote's price is nothing."""
    QUOTE_TIME_INVALID = (323, "QUOTE-5")
    """The quote's last slot is over, or more than a year away."""
    SIDE_OPPOSITE = (324, "QUOTE-6")
    """The account has quotes on the other side of the market."""
    MARKET_FULL = (325, "QUOTE-6")
    """As many quotes stand in the market as can."""
    QUOTE_UNKNOWN = (326, "QUOTE-7")
    """There is no such quote."""
    QUOTE_IN_AUCTION = (327, "QUOTE-9")
    """The quote takes part in an auction that is still to be held."""
    QUOTE_NOT_LOWERED = (328, "QUOTE-9")
    """The quote would not have fewer units."""
    QUOTE_STANDING = (329, "QUOTE-10")
    """The quote's last slot is not over."""
    AUCTION_MISSING = (332, "MATCH-2")
    """No close of the market is pending."""
    AUCTION_EARLY = (333, "MATCH-2")
    """The round in which the market closes is not over."""
    FILL_TOO_LARGE = (334, "MATCH-10")
    """More units would be traded than the quote has."""
    PRICE_BEYOND_LIMIT = (335, "MATCH-10")
    """The price is worse than the quote's own."""
    MARKET_EXISTS = (336, "QUOTE-11")
    """Somebody has opened this market already."""
    MARKET_UNKNOWN = (337, "QUOTE-12")
    """Nobody has opened the market."""
    QUOTE_EXISTS = (338, "QUOTE-12")
    """The account has a quote of this number in the market."""

    CHUNK_COUNT_INVALID = (360, "STORAGE-1")
    """A replica has no chunks, or more than 2^24."""
    CHUNK_SIZE_INVALID = (361, "STORAGE-1")
    """A chunk has no bytes, or more than 1,024."""
    PATH_INVALID = (362, "STORAGE-4")
    """The path has more or fewer hashes than the chunk's place has neighbours, or there is no such place."""
    ANSWER_SIZE_WRONG = (363, "STORAGE-11")
    """The answer has more or fewer chunks than were asked for."""
    CHUNK_WRONG = (364, "STORAGE-11")
    """It is not the chunk that was asked for."""
    REPLICA_UNKNOWN = (365, "STORAGE-13")
    """The provider has not committed to such a replica."""
    REPLICA_NOT_ACCEPTED = (366, "STORAGE-14")
    """The consumer has not confirmed the replica."""
    REPLICA_ACCEPTED = (367, "STORAGE-12")
    """The consumer has confirmed the replica already."""
    REPLICA_OTHER = (368, "STORAGE-13")
    """The provider has committed to something else than the consumer accepts."""
    AUDIT_PENDING = (369, "STORAGE-15")
    """The replica's last audit is neither answered nor reported as missed."""
    AUDIT_EARLY = (370, "STORAGE-15")
    """The replica's next audit is not due."""
    AUDIT_MISSING = (371, "STORAGE-16")
    """No audit of the replica is to be answered."""
    AUDIT_NOT_DRAWN = (372, "STORAGE-6")
    """What the audit asks for is not known."""
    AUDIT_OVER = (373, "STORAGE-6")
    """The time to answer is over."""
    ANSWER_AWAITED = (374, "STORAGE-17")
    """The audit can still be answered."""
    SERVICE_NOT_AUDITED = (375, "STORAGE-19")
    """What is ordered is not of a type of service that audits confirm."""
    REPLICA_IN_USE = (376, "STORAGE-21")
    """The replica's order is not closed."""

    SERVICE_NOT_COMPUTED = (377, "COMPUTE-11")
    """What is ordered is not of a type of service that a majority confirms."""
    JOB_UNKNOWN = (378, "COMPUTE-4")
    """There is no such job, or the order is of none."""
    JOB_EXISTS = (379, "COMPUTE-11")
    """The order is of a job already."""
    JOB_SIZE_INVALID = (380, "COMPUTE-3")
    """A job has an odd number of orders, at least three."""
    JOB_TIME_INVALID = (381, "COMPUTE-3")
    """An order of the job would be over before the job can be decided."""
    COMMIT_OVER = (382, "COMPUTE-4")
    """The time to commit to a result is over."""
    RESULT_COMMITTED = (383, "COMPUTE-4")
    """The provider has committed to a result."""
    RESULT_NOT_COMMITTED = (384, "COMPUTE-6")
    """The provider has committed to no result."""
    RESULT_REVEALED = (385, "COMPUTE-6")
    """The provider has revealed its result."""
    REVEAL_EARLY = (386, "COMPUTE-6")
    """Another provider may still commit to a result."""
    REVEAL_OVER = (387, "COMPUTE-6")
    """The time to reveal a result is over."""
    RESULT_OTHER = (388, "COMPUTE-6")
    """It is not the result that the provider has committed to."""
    JOB_UNDECIDED = (389, "COMPUTE-7")
    """A provider may still commit to a result, or reveal it."""
    SERVICES_DIFFER = (390, "COMPUTE-12")
    """The orders of the job are not of one type of service."""
    PROVIDER_TWICE = (391, "COMPUTE-12")
    """Two orders of the job have one provider."""

    COMMAND_TOO_LARGE = (400, "DEVICE-1")
    """The command has more bytes than a chip takes."""
    COMMAND_MALFORMED = (401, "DEVICE-1")
    """The bytes are not the deterministic encoding of a command, or something in it is not of its type."""
    COMMAND_UNKNOWN = (402, "DEVICE-1")
    """No command has this number."""
    STAGE_WRONG = (403, "DEVICE-2")
    """The command is not legal in this stage of the chip's life."""
    SIGNER_FOREIGN = (404, "DEVICE-5")
    """The order is not signed by somebody whose orders count."""
    CHIP_FOREIGN = (405, "DEVICE-5")
    """The order is for another chip."""
    FRESH_NONCE_FOREIGN = (406, "DEVICE-5")
    """The order does not answer the nonce that the chip has asked with, or it has not asked."""

    CHIP_STALE = (410, "WALLET-1")
    """The chip has known nothing new of the chain for too long, or does not know for how long."""
    CHECKPOINT_UNTIMELY = (411, "WALLET-2")
    """The owner's checkpoint is from the future, or older than the time for which a chip trusts one."""
    SPENT_ABOVE_LIMIT = (412, "WALLET-6")
    """The transaction costs more than its owner lets the chip spend, at once or in a window."""
    PURSE_UNKNOWN = (413, "WALLET-8")
    """The chip's owner has not let it spend anything of this coin."""
    ROOM_MISSING = (414, "WALLET-8")
    """The chip's memory has no room for another one of these."""
    NOTHING_SHOWN = (415, "WALLET-9")
    """The chip is not being shown a checkpoint."""

    SESSION_UNKNOWN = (420, "METER-7")
    """The chip does not meter this order, or not for this side."""
    METER_ENDED = (421, "METER-7")
    """The chip has signed a receipt as the last one, or has signed this one otherwise."""
    CREDIT_EXCEEDED = (422, "METER-7")
    """So many units would be more than a granule beyond the last receipt, or more than are ordered."""
    RECEIPT_UNEXPECTED = (423, "METER-10")
    """The receipt is not the other side's, not the one that is waited for, or not meant as it says."""
    PARTY_FOREIGN = (424, "METER-12")
    """The chip is neither side of the order, or both."""
    ORDER_NOT_METERED = (425, "METER-12")
    """The order is in no phase in which anything is delivered."""
    SESSION_EXISTS = (426, "METER-12")
    """The chip meters this order already."""
    ORDER_NOT_OVER = (427, "METER-13")
    """More may be delivered of the order."""

    MANDATE_UNKNOWN = (428, "WALLET-14")
    """The chip's owner has not let it trade in this market."""
    BOOK_UNORDERED = (429, "WALLET-17")
    """The levels of the book are not sorted by their prices, or one comes twice."""
    PRICE_BEYOND_MANDATE = (430, "WALLET-19")
    """The price is worse for the chip's owner than the mandate allows."""
    CLAIM_MEASURED = (431, "METER-16")
    """The consumer's chip has measured what the provider claims."""

    SEALING_KEY_INVALID = (450, "HPKE-2")
    """The key is of small order, so that everybody knows the secret that is shared with it."""
    SEAL_BROKEN = (451, "HPKE-6")
    """The message is sealed to another key, for another context, or altered."""
    CONSENT_STANDING = (452, "CONSENT-1")
    """Under this number the sender consents to something already."""
    USE_UNKNOWN = (453, "CONSENT-1")
    """There is no such use of data."""
    CONSENT_TIME_INVALID = (454, "CONSENT-1")
    """The consent would be over before it begins, or last for more than a year."""
    CONSENT_UNKNOWN = (455, "CONSENT-3")
    """The sender has given no consent of this number."""
    SCHEMA_EXISTS = (456, "ASSET-11")
    """The schema is registered already."""
    SCHEMA_UNKNOWN = (457, "ASSET-14")
    """Nobody has registered the schema."""
    SAMPLE_FOREIGN = (458, "ASSET-13")
    """The sample is of another chain, another chip, or another series."""
    SAMPLE_REPEATED = (459, "ASSET-8")
    """A sample of this place, or of a later one, is registered already."""
    SAMPLE_MOVED = (460, "ASSET-8")
    """The sample is not the one of its place."""
    SAMPLE_BACKDATED = (461, "ASSET-8")
    """The chip has counted too little for so many samples: it has signed this one before others that are said to be older."""
    CONSENT_MISSING = (462, "ASSET-14")
    """There is no consent to it."""
    ASSET_UNKNOWN = (463, "ASSET-16")
    """There is no such asset."""
    ASSET_OF_ANOTHER = (464, "ASSET-16")
    """The asset is not the sender's."""
    SALE_WITH_SELF = (465, "SALE-1")
    """The asset is the buyer's own."""
    NOT_FOR_SALE = (466, "SALE-1")
    """The asset is not for sale, or not in this coin."""
    DELIVERY_LATE = (467, "SALE-2")
    """The deadline is less than two rounds away: a key that is published now might be kept out of the blocks until it is over."""
    COMPLAINT_EARLY = (468, "SALE-3")
    """Nothing was delivered that one could complain about."""
    COMPLAINT_UNFOUNDED = (469, "SALE-4")
    """What was delivered is what was promised."""
    SALE_KEY_FOREIGN = (470, "SALE-7")
    """It is not the private key to which this sale's data key was sealed."""
    SALE_STANDING = (471, "SALE-13")
    """The sender is buying the asset already."""
    USE_NOT_SOLD = (472, "SALE-13")
    """Data are not sold for this: their generation and their storage are not uses of a buyer, or there is no such use."""
    OFFER_CHANGED = (473, "SALE-13")
    """The owner offers the asset with other times to deliver or to complain."""
    OFFER_TIME_SHORT = (474, "SALE-12")
    """The time to deliver, or that to complain, is so short that a transaction might not reach a block in it."""
    SALE_CHANGED = (475, "SALE-14")
    """The sale is to another key, in another coin or at another price than the seller has delivered for."""

    SOURCE_TOO_LARGE = (480, "LVM-1")
    """The program has more bytes than one may have."""
    TOKEN_UNKNOWN = (481, "LVM-2")
    """No token begins with these bytes, or a comment does not end."""
    NUMERAL_INVALID = (482, "LVM-3")
    """It is not an integer, or one that 64 bits do not hold."""
    STRING_INVALID = (483, "LVM-4")
    """The string does not end on its line, or has an escape that there is not."""
    TOKEN_UNEXPECTED = (484, "LVM-5")
    """By the grammar no such token can stand here."""
    FEATURE_EXCLUDED = (485, "LVM-6")
    """It is Lua, but no contract may have it."""
    LEVELS_EXCEEDED = (486, "LVM-7")
    """Too many parts of the program lie in each other here."""
    NAME_UNKNOWN = (487, "LVM-8")
    """The name means neither a variable nor something of the library."""
    LIBRARY_MISUSED = (488, "LVM-9")
    """The library has no such function, or it is not called here."""
    VALUES_EXCEEDED = (489, "LVM-10")
    """The function holds too many values here, or a list is too long."""
    CAPTURES_EXCEEDED = (490, "LVM-11")
    """The function uses too many variables of enclosing functions."""
    BREAK_OUTSIDE_LOOP = (491, "LVM-12")
    """There is no loop that it could end."""

    GAS_EXHAUSTED = (500, "LVM-41")
    """The program has used all its gas."""
    MEMORY_EXHAUSTED = (501, "LVM-42")
    """The program has used all its memory."""
    CALLS_TOO_DEEP = (502, "LVM-43")
    """Too many calls are under way."""
    CONTRACT_FAILED = (503, "LVM-44")
    """The program has raised an error that it has not caught, or returned what nobody outside can take."""

    NOBODY_CONTRIBUTES = (510, "DERIVE-3")
    """Nobody's data are in the service any more: none of its assets is registered, with its owner's consent."""
    DERIVED_STANDING = (511, "DERIVE-5")
    """There is a service with these terms already."""
    CONTRIBUTORS_UNORDERED = (512, "DERIVE-5")
    """The assets are not in the order of their bytes, or one is named twice."""
    DERIVED_UNKNOWN = (513, "DERIVE-8")
    """There is no such derived service."""
    DERIVED_OF_ANOTHER = (514, "DERIVE-9")
    """The sender does not provide this service."""
    CONTRIBUTOR_UNKNOWN = (515, "DERIVE-10")
    """The asset is not in the service, or not any more."""
    DECLARATION_INVALID = (520, "EVENT-1")
    """The declaration of a transition table has another form."""
    DECLARED_TWICE = (521, "EVENT-2")
    """A state, an event or a resource is declared a second time."""
    DECLARED_UNKNOWN = (522, "EVENT-2")
    """A move names a state, an event or a resource that is not declared."""
    EVENT_UNUSED = (523, "EVENT-3")
    """No move is made by the event."""
    STATE_UNREACHABLE = (524, "EVENT-4")
    """No moves lead to the state."""
    MOVE_NEVER_MADE = (525, "EVENT-5")
    """An earlier move is made whenever this one could be."""
    EVENT_REFUSED = (526, "EVENT-6")
    """In this state, with these resources, the event makes no move."""
    RESOURCE_FIXED = (527, "EVENT-6")
    """A resource has changed that the move leaves as it is."""

    CONTRACT_UNKNOWN = (540, "CONTRACT-7")
    """There is no such contract."""
    BLOCK_GAS_EXCEEDED = (541, "CONTRACT-4")
    """The block's contract calls may use more gas together than those of a block may."""
    NOT_HEAVY = (560, "HEAVY-10")
    """The contract has no program for heavy calls."""
    PACKAGES_UNORDERED = (561, "HEAVY-12")
    """The block's packages do not ascend by their contracts."""

    def __init__(self, number: int, rule: str) -> None:
        self.number = number
        self.rule = rule


SUCCESS = 0
"""The number in the receipt of a successful transaction."""


class Reject(Exception):
    """A rule's condition does not hold; `code` says which. Only the transition turns it into an outcome."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.name)
        self.code = code
