"""The bodies of sponsored transactions: around each kind, on the edges of their fields, and with everything that can be wrong with them."""

from collections.abc import Iterable, Sequence

from reference.codes import Code
from reference.numbers import MAX_UINT64
from reference.wire.award_bodies import AwardEnrol, AwardLeave, ContributionClaim, SponsorshipSet
from reference.wire.coin_bodies import BatchPay, Payment
from reference.wire.consensus_bodies import AgentResign, Delegate, Offence, Report, UpgradeVote
from reference.wire.economy_bodies import ECONOMY_KINDS
from reference.wire.hashing import Tag
from reference.wire.listing_bodies import ListingSet, Price
from reference.wire.transaction import CoinCreate, CoinTransfer, PaidBody, Sponsored, Transaction, Transfer, encode_transaction
from vectors.build import ALICE, BOB, CAROL
from vectors.case import Case
from vectors.keys import sign_transaction
from vectors.malformed.decoding import CHAIN, decode_case, distinct, payload_of, payload_with
from vectors.malformed.envelopes import Parts, envelope_with
from vectors.malformed.forms import NULL, Field, Wrong, array, byte_string, integer, written_by_hand, wrong_arrays, wrong_values

SPONSORED = 33
"""The kind."""

SPONSOR = Field("sponsor", BOB.account)

INNER = [Field("recipient", CAROL.account), Field("amount", 300, 2**63 - 1)]
"""The fields of the transfer that most of the wrong bodies hold."""

CARRIED: Sequence[PaidBody] = (
    Transfer(CAROL.account, 300),
    CoinCreate("GATE", 2, 100),
    CoinTransfer(bytes(32), CAROL.account, 7),
    AgentResign(),
    Delegate(CAROL.account, 500),
    Report(Offence.DOUBLE_VOTE, b"\x01" * 24, b""),
    UpgradeVote(CAROL.account, 300, approve=True),
    SponsorshipSet(CAROL.account, 500, MAX_UINT64),
    AwardEnrol(),
    AwardLeave(),
    ContributionClaim(3),
    BatchPay(bytes(32), (Payment(CAROL.account, 5), Payment(BOB.account, 6))),
    ListingSet(1, 0, bytes(32), bytes(32), (Price(bytes(32), 5),), 1, 1, 0),
)
"""What a sponsor is asked to pay for: some of each group of kinds."""


def sponsored_body_cases() -> list[Case]:
    """Valid sponsored transactions around some of each group of kinds, with both algorithms."""
    cases = [_accepted(f"a sponsor pays for {type(body).__name__}", sign_transaction(ALICE, _transaction(BOB.account, body))) for body in CARRIED]
    cases += [
        _accepted("a sponsor of zeros, with a P-256 key", sign_transaction(CAROL, _transaction(bytes(32), AwardLeave()))),
        _accepted("the sender names itself, which no sponsorship can", sign_transaction(ALICE, _transaction(ALICE.account, AwardEnrol()))),
    ]
    return distinct(cases)


def wrong_sponsored_body_cases() -> list[Case]:
    """Transactions that say that they are sponsored, whose bodies are none of such."""
    rules = ("WIRE-9", "WIRE-2", "WIRE-10")
    return distinct(decode_case(rules, f"a sponsored body: {why}", "transaction", _enveloped(body), Code.MALFORMED) for why, body in _wrong_bodies())


def _wrong_bodies() -> Iterable[Wrong]:
    inner = array(*[field.encoded() for field in INNER])
    elements = [SPONSOR.encoded(), integer(1), inner]
    right = array(*elements)
    written_by_hand(payload_with(SPONSORED, right), encode_transaction(_transaction(BOB.account, Transfer(CAROL.account, 300))))
    yield from ((why, array(data, *elements[1:])) for why, data in wrong_values(SPONSOR))
    yield from ((why, array(elements[0], data, inner)) for why, data in wrong_values(Field("kind", 1)))
    for kind in (0, SPONSORED + 223, MAX_UINT64):
        yield f"kind {kind} inside, which is none", array(elements[0], integer(kind), inner)
    yield "a sponsored one inside", array(elements[0], integer(SPONSORED), right)
    yield "a sponsored one inside, with the body of a transfer", array(elements[0], integer(SPONSORED), inner)
    yield "a kind of consensus inside, with the body of a transfer", array(elements[0], integer(8), inner)
    yield "a kind of the economy inside, with the body of a transfer", array(elements[0], integer(ECONOMY_KINDS[AwardEnrol]), inner)
    yield "a body inside its array once more", array(elements[0], integer(1), array(inner))
    yield "a whole transaction inside", array(elements[0], integer(1), payload_of(1, INNER))
    yield "the body as a byte string", array(elements[0], integer(1), byte_string(inner))
    yield "null as the body", array(elements[0], integer(1), NULL)
    for place, field in enumerate(INNER):
        for why, data in wrong_values(field):
            yield f"inside, {why}", array(*elements[:2], array(*_replaced(place, data)))
    yield from wrong_arrays("the array", elements)
    yield "the fields of a transfer", inner
    yield "the fields after those of a transfer", array(*[field.encoded() for field in INNER], SPONSOR.encoded())


def _replaced(place: int, data: bytes) -> list[bytes]:
    elements = [field.encoded() for field in INNER]
    elements[place] = data
    return elements


def _enveloped(body: bytes) -> bytes:
    return envelope_with(Parts(ALICE, Tag.TRANSACTION, payload_with(SPONSORED, body)))


def _transaction(sponsor: bytes, body: PaidBody) -> Transaction:
    return Transaction(CHAIN, 1, 1_000, 300, Sponsored(sponsor, body))


def _accepted(why: str, data: bytes) -> Case:
    return decode_case(("WIRE-9", "WIRE-1", "TX-1"), why, "transaction", data, None)
