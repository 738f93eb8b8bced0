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
    """The block has more bytes than `max_block_bytes`."""

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
    AUCTION_PENDING = (330, "MATCH-1")
    """The auction of the market's last close is still to be held."""
    BOOK_UNCHANGED = (331, "MATCH-1")
    """No quote came into the market since its last close."""
    AUCTION_MISSING = (332, "MATCH-2")
    """No auction of the market is to be held."""
    AUCTION_EARLY = (333, "MATCH-2")
    """No slot has passed since the market closed."""
    FILL_TOO_LARGE = (334, "MATCH-10")
    """More units would be traded than the quote has."""
    PRICE_BEYOND_LIMIT = (335, "MATCH-10")
    """The price is worse than the quote's own."""

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
