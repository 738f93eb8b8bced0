# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when a derived service is opened, paid for, left by an asset, or closed."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Annotated

from reference.codes import Code
from reference.data.assets import asset_id, schema_id, series_id
from reference.data.consents import is_consented
from reference.data.data_consistency import check_data
from reference.data.derived_services import derived_service_id
from reference.data.derived_transactions import apply_derived_buy, apply_derived_close, apply_derived_leave, apply_derived_open
from reference.data.earnings import DATA_FEE_PPM
from reference.economy.escrow_books import take
from reference.numbers import PPM, AccountId, CoinId, Hash, Length, Ppm, Range
from reference.state.asset import Asset, Schema, Series
from reference.state.coin_terms import SSP
from reference.state.commitment import commit
from reference.state.consent import EVERYTHING, Consent, Use
from reference.state.data_state import get_asset, get_consent, get_derived_service, put_asset, put_consent, put_derived_service, put_schema, put_series
from reference.state.derived_service import NO_DERIVED_SERVICE, Contributor, DerivedService
from reference.state.state import State, put_head
from reference.transition import pay_fees
from reference.wire.derived_bodies import DerivedBuy, DerivedClose, DerivedLeave, DerivedOpen, NamedAsset
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.blocks import is_sound
from spec.theorems.drafts import ACCOUNTS, COINS, PRODUCER, Draft, Place, ledger
from spec.theorems.escrow import spendable

WALKED = "it goes through the assets of a service, each of which is a hash; what is decided and paid for each of them is proved (DERIVE-1 to DERIVE-10, EARN-2)"

SCHEMA = schema_id("weather", bytes(32))
NOW, BEFORE = 41, 40
"""The slot that the theorems are about, and that of the head."""


class Given(Enum):
    """What the owner of an asset has consented to."""

    PROVIDER = "its use in every service of the provider"
    SERVICE = "its use in this service"
    OTHER = "its use in a service of another provider"
    OVER = "its use in every service of the provider until this slot"
    RESEARCH = "another use"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """An asset of a service."""

    owner: Place
    chunks: Annotated[int, Range(1, 6)]
    given: Given
    left: bool
    forgotten: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A service, and whose assets it is made of."""

    provider: Place
    in_coin: bool
    price: Annotated[int, Range(1, 2_500)]
    provider_ppm: Ppm
    parts: Annotated[tuple[Part, ...], Length(1, 4)]

    @property
    def coin(self) -> CoinId:
        """What it is paid with."""
        return COINS[0] if self.in_coin else SSP

    @property
    def assets(self) -> tuple[Hash, ...]:
        """Its assets, in order."""
        return tuple(sorted(asset_id(bytes([place]) * 32, 0, 0) for place in range(len(self.parts))))

    @property
    def terms(self) -> DerivedOpen:
        """Its terms."""
        named = tuple(NamedAsset(asset, place) for place, asset in enumerate(self.assets))
        return DerivedOpen(self.coin, self.price, self.provider_ppm, bytes(32), named)

    @property
    def service(self) -> Hash:
        """Its identifier."""
        return derived_service_id(ACCOUNTS[self.provider], self.terms)


def founded(draft: Draft, scene: Scene) -> State:
    """A chain on which the assets are registered and consented to as the scene says."""
    state = put_schema(ledger(draft), SCHEMA, Schema("weather", bytes(32), 1))
    state = put_head(state, replace(state.head, slot=BEFORE))
    chips = {asset_id(bytes([place]) * 32, 0, 0): bytes([place]) * 32 for place in range(len(scene.parts))}
    for number, (part, asset) in enumerate(zip(scene.parts, scene.assets, strict=True)):
        owner, chip = ACCOUNTS[part.owner], chips[asset]
        state = put_series(state, (chip, 0), Series(part.chunks, part.chunks))
        if not part.forgotten:
            state = put_asset(state, asset, Asset(owner, chip, 0, 0, part.chunks, SCHEMA, bytes(32), bytes(32), 2))
        if part.given is not Given.NOTHING:
            state = put_consent(state, (owner, number), consent_of(scene, part, series_id(chip, 0)))
    return commit(state)


def consent_of(scene: Scene, part: Part, series: Hash) -> Consent:
    """What an owner has consented to."""
    reader = {Given.SERVICE: scene.service, Given.OTHER: ACCOUNTS[3]}.get(part.given, ACCOUNTS[scene.provider])
    use = Use.RESEARCH if part.given is Given.RESEARCH else Use.DERIVED_SERVICE
    scope = series if part.owner == 0 else EVERYTHING
    return Consent(scope=scope, use=use.value, reader=reader, start=3, until=NOW if part.given is Given.OVER else NOW + 9)


def running(draft: Draft, scene: Scene) -> State:
    """The same with the service, which some assets have left."""
    contributors = tuple(Contributor(each.asset, each.consent, BEFORE if part.left else 0) for each, part in zip(scene.terms.assets, scene.parts, strict=True))
    service = DerivedService(ACCOUNTS[scene.provider], scene.coin, scene.price, scene.provider_ppm, bytes(32), contributors, 5)
    return commit(put_derived_service(founded(draft, scene), scene.service, service))


def stays(part: Part) -> bool:
    """Whether an asset contributes now, by what the scene says of it."""
    return part.given in (Given.PROVIDER, Given.SERVICE) and not part.left and not part.forgotten


def earnings(scene: Scene) -> list[tuple[AccountId, int]]:
    """What each owner's part of a payment is, asset by asset, before the fee."""
    owners = scene.price - scene.price * scene.provider_ppm // PPM
    weights = [part.chunks if stays(part) else 0 for part in scene.parts]
    upto = [owners * sum(weights[: place + 1]) // sum(weights) for place in range(len(weights))]
    return [(ACCOUNTS[part.owner], now - before) for part, now, before in zip(scene.parts, upto, [0, *upto], strict=False)]


def is_kept(state: State) -> bool:
    """Whether a ledger is sound once the fees are paid: STATE-1, STATE-2 and ASSET-2 accept it."""
    paid = pay_fees(state, PRODUCER)
    after = put_head(paid, replace(paid.head, slot=NOW))
    return is_sound(after) and rejection(check_data, after) is None


def has_part(scene: Scene) -> bool:
    """Whether somebody contributes."""
    return any(stays(part) for part in scene.parts)


@theorem(
    "DERIVE-11", "A service is refused that stands, or for the first asset that is not registered or not consented to.", says=Says.ACCEPTANCE, tested=WALKED
)
def opening_accepts(draft: Draft, scene: Scene, again: bool) -> bool:
    state = running(draft, scene) if again else founded(draft, scene)
    missing = [Code.ASSET_UNKNOWN if part.forgotten else Code.CONSENT_MISSING for part in scene.parts if not stays(replace(part, left=False))]
    expected = Code.DERIVED_STANDING if again else missing[0] if missing else None
    return rejection(apply_derived_open, state, ACCOUNTS[scene.provider], scene.terms, NOW) == expected


@theorem("DERIVE-11", "The service is what its provider asks for, and nobody has left it; nothing else changes.", says=Says.AMOUNTS, tested=WALKED)
def opening_is_exact(draft: Draft, scene: Scene) -> bool:
    whole = replace(scene, parts=tuple(replace(part, given=Given.PROVIDER, forgotten=False, left=False) for part in scene.parts))
    state = founded(draft, whole)
    contributors = tuple(Contributor(asset, place, 0) for place, asset in enumerate(whole.assets))
    expected = DerivedService(ACCOUNTS[whole.provider], whole.coin, whole.price, whole.provider_ppm, bytes(32), contributors, NOW)
    opened = apply_derived_open(state, ACCOUNTS[whole.provider], whole.terms, NOW)
    return opened.data == put_derived_service(state, whole.service, expected).data and replace(opened, data=state.data, journal=state.journal) == state


@theorem("DERIVE-11", "No consent to that provider or that service in that slot, no inclusion; and the ledger is kept.", says=Says.INVARIANT, tested=WALKED)
def opening_includes_by_consent(draft: Draft, scene: Scene) -> bool:
    opened = apply_derived_open(founded(draft, scene), ACCOUNTS[scene.provider], scene.terms, NOW)
    for number, asset in enumerate(scene.assets):
        record = get_asset(opened, asset)
        consent, series = get_consent(opened, (record.owner, number)), series_id(record.chip, record.series)
        readers = (scene.service, ACCOUNTS[scene.provider])
        if not any(is_consented(consent, series, asset, Use.DERIVED_SERVICE.value, reader, NOW) for reader in readers):
            return False
    return is_kept(opened)


@theorem("DERIVE-12", "First of: there is no such service, nobody contributes, the buyer cannot pay.", says=Says.ACCEPTANCE, tested=WALKED)
def paying_accepts(draft: Draft, scene: Scene, buyer: Place, known: bool) -> bool:
    state, sender = running(draft, scene), ACCOUNTS[buyer]
    service = scene.service if known else bytes(32)
    expected = first_failing((not known, Code.DERIVED_UNKNOWN), (not has_part(scene), Code.NOBODY_CONTRIBUTES))
    poor = rejection(take, state, scene.coin, sender, scene.price)
    return rejection(apply_derived_buy, state, sender, DerivedBuy(service), NOW) == (expected or poor)


@theorem(
    "DERIVE-12",
    "The buyer has paid the price; the provider has its part, every owner the floor of its assets' parts less the fees, which are in the pot.",
    says=Says.AMOUNTS,
    tested=WALKED,
)
def paying_is_exact(draft: Draft, scene: Scene, buyer: Place) -> bool:
    state = running(draft, scene)
    after = apply_derived_buy(state, ACCOUNTS[buyer], DerivedBuy(scene.service), NOW)
    parts = earnings(scene)
    fees = [0 if scene.in_coin else part * DATA_FEE_PPM // PPM for _, part in parts]
    expected = dict.fromkeys(ACCOUNTS, 0)
    expected[ACCOUNTS[buyer]] -= scene.price
    expected[ACCOUNTS[scene.provider]] += scene.price - sum(part for _, part in parts)
    for (owner, part), fee in zip(parts, fees, strict=True):
        expected[owner] += part - fee
    moved = {account: spendable(after, scene.coin, account) - spendable(state, scene.coin, account) for account in ACCOUNTS}
    return moved == expected and after.pots.fees == state.pots.fees + sum(fees) and after.data == state.data


@theorem(
    "DERIVE-12", "A payment makes and destroys no money, and is shared among those alone that contribute in this slot.", says=Says.INVARIANT, tested=WALKED
)
def paying_conserves(draft: Draft, scene: Scene, buyer: Place) -> bool:
    state = running(draft, scene)
    after = apply_derived_buy(state, ACCOUNTS[buyer], DerivedBuy(scene.service), NOW)
    outside = set(ACCOUNTS) - {ACCOUNTS[buyer], ACCOUNTS[scene.provider], *(ACCOUNTS[part.owner] for part in scene.parts if stays(part))}
    untouched = all(spendable(after, scene.coin, account) == spendable(state, scene.coin, account) for account in outside)
    return untouched and is_kept(after)


def asked_to_leave(scene: Scene, known: bool, named: bool) -> DerivedLeave:
    """That the first asset leaves the service; or one that is not in it, or another service."""
    return DerivedLeave(scene.service if known else bytes(32), scene.assets[0] if named else bytes(32))


@theorem("DERIVE-13", "First of: there is no such service, the asset is not in it, it is not the sender's.", says=Says.ACCEPTANCE, tested=WALKED)
def departing_accepts(draft: Draft, scene: Scene, sender: Place, known: bool, named: bool) -> bool:
    first = scene.parts[0]
    expected = first_failing(
        (not known, Code.DERIVED_UNKNOWN),
        (not named or first.left, Code.CONTRIBUTOR_UNKNOWN),
        (first.forgotten or first.owner != sender, Code.ASSET_OF_ANOTHER),
    )
    return rejection(apply_derived_leave, running(draft, scene), ACCOUNTS[sender], asked_to_leave(scene, known, named), NOW) == expected


@theorem("DERIVE-13", "The asset has left in this slot; the others and all else are as they were.", says=Says.AMOUNTS, tested=WALKED)
def departing_is_exact(draft: Draft, scene: Scene) -> bool:
    state = running(draft, scene)
    after = apply_derived_leave(state, ACCOUNTS[scene.parts[0].owner], asked_to_leave(scene, True, True), NOW)
    before = get_derived_service(state, scene.service)
    first, *others = before.contributors
    expected = put_derived_service(state, scene.service, replace(before, contributors=(replace(first, left=NOW), *others)))
    return after.data == expected.data and replace(after, data=state.data, journal=state.journal) == state


@theorem(
    "DERIVE-13",
    "From then on, in that slot already, the payment is the others': it is refused just where there is nobody else, and has no part for who left.",
    says=Says.INVARIANT,
    tested=WALKED,
)
def departing_hinders_nobody(draft: Draft, scene: Scene, buyer: Place) -> bool:
    left = apply_derived_leave(running(draft, scene), ACCOUNTS[scene.parts[0].owner], asked_to_leave(scene, True, True), NOW)
    rest = replace(scene, parts=(replace(scene.parts[0], left=True), *scene.parts[1:]))
    code = rejection(apply_derived_buy, left, ACCOUNTS[buyer], DerivedBuy(scene.service), NOW)
    if code is not None:
        return is_kept(left) and (code is Code.NOBODY_CONTRIBUTES) == (not has_part(rest))
    after = apply_derived_buy(left, ACCOUNTS[buyer], DerivedBuy(scene.service), NOW)
    again = apply_derived_buy(running(draft, rest), ACCOUNTS[buyer], DerivedBuy(scene.service), NOW)
    return is_kept(after) and (after.accounts, after.holdings, after.pots) == (again.accounts, again.holdings, again.pots)


@theorem("DERIVE-14", "First of: there is no such service, it is another's.", says=Says.ACCEPTANCE, tested=WALKED)
def ending_a_service_accepts(draft: Draft, scene: Scene, sender: Place, known: bool) -> bool:
    body = DerivedClose(scene.service if known else bytes(32))
    expected = first_failing((not known, Code.DERIVED_UNKNOWN), (sender != scene.provider, Code.DERIVED_OF_ANOTHER))
    return rejection(apply_derived_close, running(draft, scene), ACCOUNTS[sender], body, NOW) == expected


@theorem("DERIVE-14", "The service is gone; nothing else changes.", says=Says.AMOUNTS, tested=WALKED)
def ending_a_service_is_exact(draft: Draft, scene: Scene) -> bool:
    state = running(draft, scene)
    after = apply_derived_close(state, ACCOUNTS[scene.provider], DerivedClose(scene.service), NOW)
    return after.data == founded(draft, scene).data and replace(after, data=state.data, journal=state.journal) == state


@theorem("DERIVE-14", "Nobody pays for a service that is closed, and the ledger is kept.", says=Says.INVARIANT, tested=WALKED)
def ended_services_are_not_paid_for(draft: Draft, scene: Scene, buyer: Place) -> bool:
    after = apply_derived_close(running(draft, scene), ACCOUNTS[scene.provider], DerivedClose(scene.service), NOW)
    refused = rejection(apply_derived_buy, after, ACCOUNTS[buyer], DerivedBuy(scene.service), NOW)
    return refused is Code.DERIVED_UNKNOWN and get_derived_service(after, scene.service) == NO_DERIVED_SERVICE and is_kept(after)
