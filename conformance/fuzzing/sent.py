"""A body as it is sent: in a transaction of somebody's, sponsored now and then, for the least fee or for all that a sponsor still pays."""

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.trade import Trade
from reference.codes import Reject
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Amount
from reference.state.state import State
from reference.wire.transaction import Body, PaidBody, Sponsored, Transaction
from vectors.build import least_fee, transaction
from vectors.keys import KeyPair


def sent_by(choices: Choices, state: State, trade: Trade, sender: KeyPair, body: PaidBody, ahead: int) -> list[bytes]:
    """The transaction, so many after the sender's last; none where nobody could encode it."""
    asked: Body = body
    sponsors = [sponsor for sponsor, device in sorted(state.economy.sponsorships) if device == sender.account] if trade.sponsors else []
    if sponsors and not choices.integer(0, 2):
        asked = Sponsored(choices.one_of(sponsors), body)
    elif trade.sponsors and not choices.integer(0, 49):
        asked = Sponsored(choices.one_of(trade.people).account, body)
    held = state.accounts.get(sender.account)
    nonce = min((held.nonce if held else 0) + ahead, MAX_UINT64)
    try:
        fee = _all_that_is_left(choices, state, sender, asked, nonce) if isinstance(asked, Sponsored) else None
        return [transaction(state, sender, asked, nonce=nonce, fee=fee)]
    except (Reject, ValueError, OverflowError):
        return []


def _all_that_is_left(choices: Choices, state: State, sender: KeyPair, asked: Sponsored, nonce: int) -> Amount | None:
    """As a fee now and then what the sponsor still pays in this term, or a unit more; None where that is not enough, or nothing of the kind."""
    sponsorship = state.economy.sponsorships.get((asked.sponsor, sender.account))
    if sponsorship is None or choices.integer(0, 2):
        return None
    fee = sponsorship.cap - choices.one_of((sponsorship.used, 0)) + choices.one_of((0, 0, 1))
    least = least_fee(state, sender, Transaction(state.chain.id, nonce, MAX_UINT64, 0, asked))
    return fee if least <= fee <= MAX_AMOUNT else None
