"""How the commands of a chip's assets are carried out."""

from dataclasses import replace
from functools import reduce

from reference.agent.chip.asset_commands import BestQuote, DropReplicas, Entrust, LearnReplica, ListAssets, Revoke, ShowMarket
from reference.agent.chip.assets import MAX_MANDATES, MAX_REPLICAS, Mandate, StoredReplica
from reference.agent.chip.commands import Answer, Answers, Asked
from reference.agent.chip.dealing import affordable_units, check_kept, follow_price, spendable
from reference.agent.chip.following import certified_slot
from reference.agent.chip.lists import found, put
from reference.agent.chip.proving import verify_record
from reference.agent.chip.purses import NOTHING_SPENT
from reference.agent.chip.records import NO_MEMORY, NonVolatile
from reference.agent.chip.secrets import account_of
from reference.agent.chip.spending import coin_of
from reference.agent.chip.wallet import check_fresh
from reference.agent.clearing import Level
from reference.agent.quotes import check_market
from reference.agent.quoting import Aim, best_quote
from reference.codes import Code
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.coin_terms import SSP
from reference.state.market import NO_TERMS
from reference.state.records import encode_record
from reference.state.tables import Table
from reference.wire.fields import plain_fields


def place_of(stored: StoredReplica) -> bytes:
    """What a replica is looked up by."""
    return stored.order + bytes([stored.replica])


def order_of(stored: StoredReplica) -> bytes:
    """What the replicas of an order are looked up by."""
    return stored.order


def market_of(mandate: Mandate) -> bytes:
    """What a mandate is looked up by."""
    return mandate.market


@procedure("WALLET-12")
def learn_replica(asked: Asked) -> Answer:
    """Take in what is kept. Rejects with `CHIP_STALE`, the codes of LIGHT-4, `PROOF_INVALID` for order and replica, those of `check_kept`, `ROOM_MISSING`."""
    given: LearnReplica = asked.fields
    kept, order, replica = asked.device.non_volatile, given.order, given.replica
    check_fresh(kept.trust, asked.injected.reading)
    verify_record(kept, given.header, (Table.ORDERS, given.id), encode_record(order), given.order_proof)
    verify_record(kept, given.header, (Table.REPLICAS, (given.id, given.number)), encode_record(replica), given.replica_proof)
    owned = check_kept(account_of(kept.seed), order.provider, order.consumer, replica.stage)
    commitment = replica.commitment
    stored = StoredReplica(given.id, given.number, owned, commitment.root, commitment.chunks, replica.audits.missed, certified_slot(kept))
    return Answer((int(owned),), replace(kept, replicas=put(kept.replicas, place_of, stored, MAX_REPLICAS)), asked.device.volatile)


@procedure("WALLET-13")
def drop_replicas(asked: Asked) -> Answer:
    """Forget what is kept no more. Rejects with `CHIP_STALE`, `REPLICA_UNKNOWN`, the codes of LIGHT-4, `PROOF_INVALID`, in this order."""
    given: DropReplicas = asked.fields
    kept = asked.device.non_volatile
    check_fresh(kept.trust, asked.injected.reading)
    found(kept.replicas, order_of, given.id, Code.REPLICA_UNKNOWN)
    verify_record(kept, given.header, (Table.ORDERS, given.id), None, given.proof)
    return Answer((), replace(kept, replicas=tuple(stored for stored in kept.replicas if stored.order != given.id)), asked.device.volatile)


@procedure("WALLET-14")
def entrust(asked: Asked) -> Answer:
    """Set a mandate. Rejects with `ROOM_MISSING`."""
    given: Entrust = asked.fields
    kept = asked.device.non_volatile
    known = next((mandate for mandate in kept.mandates if mandate.market == given.market), None)
    spending, opened, terms = (NOTHING_SPENT, 0, NO_TERMS) if known is None else (known.spending, known.opened, known.terms)
    after = Mandate(given.market, given.side, given.price, given.limits, spending, opened, terms)
    return Answer((), replace(kept, mandates=put(kept.mandates, market_of, after, MAX_MANDATES)), NO_MEMORY)


@procedure("WALLET-14")
def revoke(asked: Asked) -> Answer:
    """Forget a mandate. Rejects with `MANDATE_UNKNOWN`."""
    given: Revoke = asked.fields
    kept = asked.device.non_volatile
    found(kept.mandates, market_of, given.market, Code.MANDATE_UNKNOWN)
    return Answer((), replace(kept, mandates=tuple(mandate for mandate in kept.mandates if mandate.market != given.market)), NO_MEMORY)


@procedure("WALLET-15")
def show_market(asked: Asked) -> Answer:
    """Take in what a market is. Rejects with `CHIP_STALE`, `MANDATE_UNKNOWN`, the codes of LIGHT-4, and `PROOF_INVALID`, in this order."""
    given: ShowMarket = asked.fields
    kept, market = asked.device.non_volatile, given.market
    check_fresh(kept.trust, asked.injected.reading)
    mandate = found(kept.mandates, market_of, given.id, Code.MANDATE_UNKNOWN)
    verify_record(kept, given.header, (Table.MARKETS, given.id), encode_record(market), given.proof)
    shown = replace(mandate, opened=market.opened, terms=market.terms)
    return Answer((), replace(kept, mandates=put(kept.mandates, market_of, shown, MAX_MANDATES)), asked.device.volatile)


def list_assets(asked: Asked) -> Answer:
    """What the node has beside money, and what it trades."""
    kept = asked.device.non_volatile
    fields = [plain_fields(stored) for stored in kept.replicas], [plain_fields(mandate) for mandate in kept.mandates]
    return Answer(fields, None, asked.device.volatile)


@procedure("WALLET-17")
def answer_best_quote(asked: Asked) -> Answer:
    """The quote of MATCH-15. Rejects with `MANDATE_UNKNOWN`, `MARKET_UNKNOWN`, `PURSE_UNKNOWN`, `BOOK_UNORDERED`, in this order."""
    given: BestQuote = asked.fields
    kept = asked.device.non_volatile
    mandate = mandate_for(kept, given.market)
    coin, deposit_ppm, slot = mandate.terms.coin, mandate.terms.deposit_ppm, certified_slot(kept)
    purse = found(kept.purses, coin_of, coin, Code.PURSE_UNKNOWN)
    reduce(follow_price, (level.price for level in given.levels), 0)
    allowance = spendable(purse.limits, purse.spending, slot, purse.balance, given.fee if coin == SSP else 0)
    allowed = spendable(mandate.limits, mandate.spending, slot, mandate.limits.order, 0)
    units = min(allowed, affordable_units(mandate.side, mandate.price, deposit_ppm, allowance))
    others = tuple(Level(level.price, level.demand, level.supply) for level in given.levels)
    choice = best_quote(others, Aim(mandate.side, mandate.price, units, deposit_ppm, allowance))
    return Answer((choice.price, choice.quantity), None, asked.device.volatile)


def mandate_for(kept: NonVolatile, market: Hash) -> Mandate:
    """The mandate for a market that the chip has proof of. Rejects with `MANDATE_UNKNOWN`, then `MARKET_UNKNOWN`."""
    mandate = found(kept.mandates, market_of, market, Code.MANDATE_UNKNOWN)
    check_market(mandate.opened)
    return mandate


ASSET_ANSWERS: Answers = {
    LearnReplica: learn_replica,
    DropReplicas: drop_replicas,
    Entrust: entrust,
    Revoke: revoke,
    ShowMarket: show_market,
    ListAssets: list_assets,
    BestQuote: answer_best_quote,
}
"""What carries them out."""
