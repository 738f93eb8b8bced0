"""IoT_Coins: created, minted, burnt and transferred."""

from reference.numbers import MAX_AMOUNT
from reference.state.coin import coin_id
from reference.state.state import State
from reference.wire.transaction import Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer
from vectors.build import ALICE, BOB, CAROL, batch, coin, fee_of, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair

START = 20_000
"""What everybody begins with, in SSP units: the deposit of a coin (1,000 in the minimal preset) and fees."""

GATE = coin_id("GATE")
SUN = coin_id("SUN")
UNKNOWN = coin_id("NIX")

CREATE = ("COIN-8", "COIN-5")
MINT = ("COIN-9", "COIN-6")
BURN = ("COIN-10", "COIN-7")
TRANSFER = ("COIN-11", "TRANSFER-1")

ALLOWED = {
    "GAT": "three characters, the fewest",
    "GATE56789012": "twelve characters, the most",
    "A00": "digits after the first character",
    "ZZZ": "the last letter of the alphabet",
    "SSPS": "one character more than SSP",
}
"""Symbols that are accepted, and why they are worth a case."""

REFUSED = {
    "SSP": "what SSP is called, which is no coin",
    "G": "one character",
    "GA": "two characters, one too few",
    "GATE567890123": "thirteen characters, one too many",
    "GATE567890123456": "sixteen characters, the most that travel",
    "gate": "small letters",
    "GATe": "a small letter at the end",
    "1GATE": "a digit in front",
    "GA TE": "a space inside",
    "GATE ": "a space at the end",
    "GA-TE": "a hyphen",
    "GA_TE": "an underscore",
    "GATE\n": "a line feed at the end, which a careless regular expression allows",
    "GATE\x00": "a zero character at the end, which C does not see",
    "GÄTE": "a letter outside ASCII",
    "GАTE": "a Cyrillic letter that looks like a Latin one",
    "ＧＡＴＥ": "full-width letters",
    "GAT①": "a digit that is not one of ten",
    "GAT٣": "an Arabic-Indic digit, which many libraries call a digit",
    "ΑΒΓ": "Greek capitals",
    "@GA": "the character before A",
    "[GA": "the character after Z",
    "G/A": "the character before 0",
    "G:A": "the character after 9",
    "😀😀😀": "characters outside the basic plane: three characters, and six units of UTF-16",
}
"""Symbols that are refused."""


def coin_cases() -> list[Case]:
    """Every edge of the four kinds of coin transactions, and the order of their conditions."""
    return [*_creations(), *_mints(), *_burns(), *_transfers(), *_lives()]


def _creations() -> list[Case]:
    fresh = found(accounts={ALICE: START, CAROL: START})
    taken = found(accounts={ALICE: START, BOB: START}, coins=[coin("GATE", BOB, 100)])
    fee = fee_of(transaction(fresh, ALICE, CoinCreate("GATE", 2, 100)))
    exact = found(accounts={ALICE: fee + 1_000})
    short = found(accounts={ALICE: fee + 999})
    rules = (*CREATE, "COIN-1", "COIN-2")
    return [
        _case(fresh, rules, "a new coin against the deposit", ALICE, CoinCreate("GATE", 2, 100)),
        _case(fresh, rules, "a new coin, from a P-256 key", CAROL, CoinCreate("GATE", 2, 100)),
        _case(fresh, CREATE, "no decimals, and the smallest cap", ALICE, CoinCreate("GATE", 0, 1)),
        _case(fresh, CREATE, "eighteen decimals, and the largest cap", ALICE, CoinCreate("GATE", 18, MAX_AMOUNT)),
        _case(fresh, CREATE, "a cap of nothing: fails, and no deposit is taken", ALICE, CoinCreate("GATE", 2, 0)),
        _case(taken, rules, "a symbol that somebody else has taken: fails", ALICE, CoinCreate("GATE", 2, 100)),
        _case(taken, rules, "a symbol that the sender itself has taken: fails", BOB, CoinCreate("GATE", 2, 100)),
        _case(taken, CREATE, "a taken symbol and a cap of nothing: that it is taken is said first", ALICE, CoinCreate("GATE", 2, 0)),
        _case(fresh, (*CREATE, "COIN-2"), "a bad symbol and a cap of nothing: the symbol is said first", ALICE, CoinCreate("gate", 2, 0)),
        _case(exact, (*CREATE, "BALANCE-2"), "the fee leaves just the deposit: the account is empty, and has a coin", ALICE, CoinCreate("GATE", 2, 100)),
        _case(short, (*CREATE, "BALANCE-2"), "the fee leaves one unit less than the deposit: fails", ALICE, CoinCreate("GATE", 2, 100)),
        _case(short, CREATE, "neither a cap nor the deposit: the cap is said first", ALICE, CoinCreate("GATE", 2, 0)),
        *[_case(fresh, ("COIN-2", "COIN-8"), f"symbol: {why}", ALICE, CoinCreate(symbol, 2, 100)) for symbol, why in ALLOWED.items()],
        *[_case(fresh, ("COIN-2", "COIN-8"), f"symbol refused: {why}", ALICE, CoinCreate(symbol, 2, 100)) for symbol, why in REFUSED.items()],
    ]


def _mints() -> list[Case]:
    people = {ALICE: START, BOB: START}
    empty = found(accounts=people, coins=[coin("GATE", ALICE, 100)])
    some = found(accounts=people, coins=[coin("GATE", ALICE, 100)], holdings={("GATE", ALICE): 40, ("GATE", BOB): 20})
    full = found(accounts=people, coins=[coin("GATE", ALICE, MAX_AMOUNT)], holdings={("GATE", BOB): MAX_AMOUNT})
    checked = ("COIN-9", "COIN-4")
    return [
        _case(empty, MINT, "the first unit, to the issuer itself", ALICE, CoinMint(GATE, ALICE.account, 1)),
        _case(empty, MINT, "to another account", ALICE, CoinMint(GATE, BOB.account, 30)),
        _case(some, MINT, "to an account that holds some", ALICE, CoinMint(GATE, BOB.account, 7)),
        _case(some, MINT, "up to the cap exactly", ALICE, CoinMint(GATE, BOB.account, 40)),
        _case(some, MINT, "one unit above the cap: fails", ALICE, CoinMint(GATE, BOB.account, 41)),
        _case(full, MINT, "one unit where the supply is the largest amount: fails without wrapping around", ALICE, CoinMint(GATE, ALICE.account, 1)),
        _case(full, MINT, "the largest amount twice: fails though the sum is negative in 64 signed bits", ALICE, CoinMint(GATE, BOB.account, MAX_AMOUNT)),
        _case(some, (*MINT, "BALANCE-1"), "nothing: fails", ALICE, CoinMint(GATE, BOB.account, 0)),
        _case(some, checked, "by a holder who is not the issuer: fails", BOB, CoinMint(GATE, BOB.account, 1)),
        _case(some, checked, "nothing, by somebody else: that it is somebody else is said first", BOB, CoinMint(GATE, BOB.account, 0)),
        _case(some, (*checked, "COIN-3"), "a coin that does not exist: fails", ALICE, CoinMint(UNKNOWN, BOB.account, 1)),
        _case(some, (*checked, "COIN-3"), "nothing of a coin that does not exist: the latter is said", ALICE, CoinMint(UNKNOWN, BOB.account, 0)),
    ]


def _burns() -> list[Case]:
    people = {ALICE: START, BOB: START}
    state = found(accounts=people, coins=[coin("GATE", ALICE, 100)], holdings={("GATE", ALICE): 40, ("GATE", BOB): 60})
    checked = ("COIN-10", "COIN-4")
    again = [
        transaction(state, ALICE, CoinBurn(GATE, 40)),
        transaction(state, ALICE, CoinMint(GATE, BOB.account, 40), nonce=2),
        transaction(state, ALICE, CoinMint(GATE, BOB.account, 1), nonce=3),
    ]
    return [
        _case(state, BURN, "a part of the issuer's holding", ALICE, CoinBurn(GATE, 15)),
        _case(state, (*BURN, "STATE-5"), "all of the issuer's holding, which is then no longer stored", ALICE, CoinBurn(GATE, 40)),
        _case(state, (*BURN, "BALANCE-2"), "one unit more than the issuer holds, though others hold more: fails", ALICE, CoinBurn(GATE, 41)),
        _case(state, (*BURN, "BALANCE-2"), "the largest amount: fails", ALICE, CoinBurn(GATE, MAX_AMOUNT)),
        _case(state, (*BURN, "BALANCE-1"), "nothing: fails", ALICE, CoinBurn(GATE, 0)),
        _case(state, checked, "by a holder who is not the issuer: fails", BOB, CoinBurn(GATE, 1)),
        _case(state, checked, "nothing, by somebody else: that it is somebody else is said first", BOB, CoinBurn(GATE, 0)),
        _case(state, (*checked, "COIN-3"), "a coin that does not exist: fails", ALICE, CoinBurn(UNKNOWN, 1)),
        transact_case((*BURN, "COIN-6"), "what is burnt is minted again, up to the cap and not above", state, [batch(state, again)]),
    ]


def _transfers() -> list[Case]:
    people = {ALICE: START, BOB: START, CAROL: START}
    coins = [coin("GATE", ALICE, 100), coin("SUN", CAROL, MAX_AMOUNT)]
    state = found(accounts=people, coins=coins, holdings={("GATE", ALICE): 10, ("GATE", BOB): 50, ("SUN", BOB): 50})
    removed = (*TRANSFER, "STATE-5")
    return [
        _case(state, TRANSFER, "between two who are not the issuer, to one who held none", BOB, CoinTransfer(GATE, CAROL.account, 20)),
        _case(state, TRANSFER, "to the issuer, who is not asked", BOB, CoinTransfer(GATE, ALICE.account, 20)),
        _case(state, removed, "all that the sender holds: the holding is no longer stored", BOB, CoinTransfer(GATE, CAROL.account, 50)),
        _case(state, (*TRANSFER, "BALANCE-2"), "one unit more than the sender holds: fails", BOB, CoinTransfer(GATE, CAROL.account, 51)),
        _case(state, (*TRANSFER, "BALANCE-2"), "by the issuer of a coin of which it holds none: fails", CAROL, CoinTransfer(SUN, BOB.account, 1)),
        _case(state, TRANSFER, "the other of two coins that the sender holds alike", BOB, CoinTransfer(SUN, ALICE.account, 20)),
        _case(state, (*TRANSFER, "BALANCE-1"), "nothing: fails", BOB, CoinTransfer(GATE, CAROL.account, 0)),
        _case(state, TRANSFER, "to oneself: fails, and mints nothing", BOB, CoinTransfer(GATE, BOB.account, 5)),
        _case(state, TRANSFER, "nothing, to oneself: that it is nothing is said first", BOB, CoinTransfer(GATE, BOB.account, 0)),
        _case(state, TRANSFER, "more than one holds, to oneself: that it is to oneself is said first", BOB, CoinTransfer(GATE, BOB.account, 51)),
        _case(state, (*TRANSFER, "COIN-3"), "a coin that does not exist: fails", BOB, CoinTransfer(UNKNOWN, CAROL.account, 5)),
        _case(state, (*TRANSFER, "COIN-3"), "nothing of an unknown coin: that it is unknown is said first", BOB, CoinTransfer(UNKNOWN, BOB.account, 0)),
    ]


def _lives() -> list[Case]:
    """A coin's whole life, in one batch."""
    state = found(accounts={ALICE: START, BOB: START})
    steps: list[tuple[KeyPair, int, Body]] = [
        (ALICE, 1, CoinCreate("GATE", 2, 100)),
        (ALICE, 2, CoinMint(GATE, BOB.account, 60)),
        (BOB, 1, CoinTransfer(GATE, ALICE.account, 25)),
        (ALICE, 3, CoinBurn(GATE, 25)),
        (BOB, 2, CoinCreate("GATE", 2, 100)),
    ]
    signed = [transaction(state, sender, body, nonce=nonce) for sender, nonce, body in steps]
    rules = (*CREATE, *MINT, *TRANSFER, *BURN)
    return [
        transact_case(rules, "created, minted, transferred, burnt in one batch; then the symbol is taken", state, [batch(state, signed)]),
        transact_case(("COIN-9", "COIN-3"), "minted before it is created: fails, and the creation succeeds", state, [batch(state, _swapped(state))]),
    ]


def _swapped(state: State) -> list[bytes]:
    return [
        transaction(state, ALICE, CoinMint(GATE, BOB.account, 60), nonce=1),
        transaction(state, ALICE, CoinCreate("GATE", 2, 100), nonce=2),
    ]


def _case(state: State, rules: tuple[str, ...], why: str, sender: KeyPair, body: Body) -> Case:
    return transact_case(rules, why, state, [batch(state, [transaction(state, sender, body)])])
