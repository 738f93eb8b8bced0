"""What the suite is made of: one file of cases a subject, and the function that makes it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from vectors.auctions import auction_cases
from vectors.audits import audit_cases
from vectors.case import Case
from vectors.elections import election_cases
from vectors.fork_choices import fork_choice_cases
from vectors.histories.corpus import history_cases, service_history_cases
from vectors.light_client import proof_cases, wrong_proof_cases
from vectors.malformed import objects
from vectors.malformed.call_results import call_receipt_cases, package_cases, write_set_cases
from vectors.malformed.commands import command_cases
from vectors.malformed.consensus_bodies import consensus_body_cases, wrong_consensus_body_cases
from vectors.malformed.contract_bodies import contract_body_cases, wrong_contract_body_cases
from vectors.malformed.data_bodies import data_body_cases, wrong_data_body_cases
from vectors.malformed.economy_bodies import economy_body_cases, wrong_economy_body_cases
from vectors.malformed.signatures import key_cases, signature_cases, signed_transaction_cases
from vectors.malformed.smart_agent_bodies import smart_agent_body_cases, wrong_smart_agent_body_cases
from vectors.malformed.sponsored_bodies import sponsored_body_cases, wrong_sponsored_body_cases
from vectors.malformed.votes import vote_cases
from vectors.mined import mined_cases
from vectors.primitives import primitive_cases
from vectors.sales import sale_cases
from vectors.scenarios.agent_states import agent_state_cases
from vectors.scenarios.agentless import agentless_cases
from vectors.scenarios.agents import agent_cases, delegation_cases
from vectors.scenarios.allowances import allowance_cases
from vectors.scenarios.assets import asset_state_cases, chain_asset_cases, sample_cases
from vectors.scenarios.attestations import attestation_cases
from vectors.scenarios.audits import chain_audit_cases, replica_state_cases
from vectors.scenarios.block_calls import block_call_cases
from vectors.scenarios.blocks import block_cases
from vectors.scenarios.chip import certificate_cases
from vectors.scenarios.chip_assets import asset_cases
from vectors.scenarios.chip_bindings import binding_cases
from vectors.scenarios.chip_lives import life_cases
from vectors.scenarios.chip_meters import meter_cases
from vectors.scenarios.chip_orders import order_signing_cases
from vectors.scenarios.chip_registrations import registration_cases
from vectors.scenarios.chip_wallets import wallet_cases
from vectors.scenarios.chips import chip_life_cases, chip_state_cases
from vectors.scenarios.coin_contradictions import coin_contradiction_cases
from vectors.scenarios.coins import coin_cases
from vectors.scenarios.companies import company_cases, freeze_cases, issuer_cases
from vectors.scenarios.consents import chain_consent_cases, consent_state_cases, reading_cases
from vectors.scenarios.consistency import contradiction_cases
from vectors.scenarios.consistency_calls import consistency_cases
from vectors.scenarios.contract_attacks import contract_attack_cases
from vectors.scenarios.contract_calls import contract_call_cases
from vectors.scenarios.contract_declarations import contract_declaration_cases
from vectors.scenarios.contract_events import contract_event_cases
from vectors.scenarios.contract_examples import contract_example_cases
from vectors.scenarios.contract_machines import contract_machine_cases
from vectors.scenarios.contract_prices import contract_price_cases
from vectors.scenarios.contract_releases import contract_release_cases, contract_state_cases
from vectors.scenarios.contract_runs import contract_run_cases
from vectors.scenarios.contract_sources import contract_source_cases
from vectors.scenarios.contract_worlds import contract_world_cases
from vectors.scenarios.contributions import award_cases, contribution_cases
from vectors.scenarios.demands import demand_cases
from vectors.scenarios.derived_services import derived_cases, whole_derived_cases
from vectors.scenarios.derived_states import derived_state_cases
from vectors.scenarios.distribution import distribution_calls, distribution_cases, placement_cases
from vectors.scenarios.elections import chain_election_cases
from vectors.scenarios.eras import era_cases
from vectors.scenarios.escrows import escrow_cases, impossible_sale_cases
from vectors.scenarios.execution import execution_cases
from vectors.scenarios.finality import finality_cases
from vectors.scenarios.forks import fork_cases
from vectors.scenarios.heavy import heavy_block_cases, heavy_queue_cases
from vectors.scenarios.heavy_states import heavy_state_cases
from vectors.scenarios.held_auctions import held_auction_cases
from vectors.scenarios.idle_compute import idle_compute_cases
from vectors.scenarios.job_calls import job_call_cases
from vectors.scenarios.job_states import job_state_cases
from vectors.scenarios.job_verdicts import job_verdict_cases
from vectors.scenarios.jobs import job_cases
from vectors.scenarios.lean import lean_cases
from vectors.scenarios.light_client import light_client_cases
from vectors.scenarios.listings import listing_cases
from vectors.scenarios.locks import lock_cases
from vectors.scenarios.manufacturers import manufacturer_cases, manufacturer_state_cases
from vectors.scenarios.market_states import market_state_cases
from vectors.scenarios.markets import market_cases
from vectors.scenarios.offences import offence_cases
from vectors.scenarios.order_money import order_money_cases, order_offer_cases
from vectors.scenarios.order_moves import order_move_cases
from vectors.scenarios.order_states import order_state_cases
from vectors.scenarios.orders import order_cases
from vectors.scenarios.payments import payment_cases
from vectors.scenarios.progress import mainnet_cases, progress_cases
from vectors.scenarios.purchases import purchase_cases
from vectors.scenarios.quote_prices import quote_price_cases
from vectors.scenarios.randomness import randomness_cases
from vectors.scenarios.recovered import recovered_cases
from vectors.scenarios.rewards import reward_cases
from vectors.scenarios.sale_states import data_sale_state_cases, sale_call_cases
from vectors.scenarios.sales import chain_sale_cases, whole_sale_cases
from vectors.scenarios.services import service_cases, service_state_cases
from vectors.scenarios.sponsorship import sponsorship_cases
from vectors.scenarios.standing_quotes import standing_quote_cases
from vectors.scenarios.states import commitment_cases, genesis_cases, preset_cases, record_cases, supply_cases
from vectors.scenarios.transfers import transfer_cases
from vectors.scenarios.unexecuted_blocks import unexecuted_block_cases
from vectors.scenarios.upgrades import upgrade_cases
from vectors.scenarios.validity import fee_cases, validity_cases
from vectors.scenarios.wide import wide_cases
from vectors.scenarios.wide_headers import wide_header_cases
from vectors.sealing import sealing_cases

PARTS = 4
"""Into how many parts the histories are cut: each part is a file, and the largest piece of work that one process has."""

SUBJECTS: Mapping[str, Callable[[], Iterable[Case]]] = {
    "kernel/attestations": attestation_cases,
    "services/bindings": binding_cases,
    "services/chip-states": chip_state_cases,
    "agent/chip-commands": command_cases,
    "agent/chip-lives": life_cases,
    "agent/chip-assets": asset_cases,
    "agent/chip-meters": meter_cases,
    "agent/chip-orders": order_signing_cases,
    "agent/chip-wallets": wallet_cases,
    "services/chips": chip_life_cases,
    "services/manufacturer-states": manufacturer_state_cases,
    "services/manufacturers": manufacturer_cases,
    "services/order-money": order_money_cases,
    "services/order-moves": order_move_cases,
    "services/order-offers": order_offer_cases,
    "services/order-states": order_state_cases,
    "services/auctions": held_auction_cases,
    "services/market-states": market_state_cases,
    "services/markets": market_cases,
    "services/quote-prices": quote_price_cases,
    "services/quotes": standing_quote_cases,
    "services/registrations": registration_cases,
    "services/histories": service_history_cases,
    "services/service-states": service_state_cases,
    "services/services": service_cases,
    "services/audits": chain_audit_cases,
    "services/replica-states": replica_state_cases,
    "services/jobs": job_cases,
    "services/job-verdicts": job_verdict_cases,
    "services/job-states": job_state_cases,
    "services/idle-compute": idle_compute_cases,
    "consensus/agents": agent_cases,
    "consensus/blocks": block_cases,
    "consensus/consistency": contradiction_cases,
    "consensus/delegations": delegation_cases,
    "consensus/elections": chain_election_cases,
    "consensus/eras": era_cases,
    "consensus/recovered": recovered_cases,
    "consensus/agentless": agentless_cases,
    "consensus/forks": fork_cases,
    "consensus/lean": lean_cases,
    "consensus/mainnet": mainnet_cases,
    "consensus/offences": offence_cases,
    "consensus/progress": progress_cases,
    "consensus/rewards": reward_cases,
    "consensus/states": agent_state_cases,
    "consensus/upgrades": upgrade_cases,
    "consensus/wide": wide_header_cases,
    "contracts/blocks": block_call_cases,
    "contracts/calls": contract_call_cases,
    "contracts/heavy-blocks": heavy_block_cases,
    "contracts/heavy-calls": heavy_queue_cases,
    "contracts/heavy-states": heavy_state_cases,
    "contracts/releases": contract_release_cases,
    "contracts/states": contract_state_cases,
    "data/assets": chain_asset_cases,
    "data/asset-states": asset_state_cases,
    "data/sales": chain_sale_cases,
    "data/sale-states": data_sale_state_cases,
    "data/whole-sales": whole_sale_cases,
    "data/derived": derived_cases,
    "data/derived-states": derived_state_cases,
    "data/whole-derived": whole_derived_cases,
    "data/consents": chain_consent_cases,
    "data/consent-states": consent_state_cases,
    "economy/award": award_cases,
    "economy/contributions": contribution_cases,
    "economy/distribution": distribution_cases,
    "economy/escrow-endings": escrow_cases,
    "economy/escrow-states": impossible_sale_cases,
    "economy/listings": listing_cases,
    "economy/locks": lock_cases,
    "economy/placements": placement_cases,
    "economy/allowances": allowance_cases,
    "economy/coin-contradictions": coin_contradiction_cases,
    "economy/companies": company_cases,
    "economy/freezes": freeze_cases,
    "economy/issuers": issuer_cases,
    "economy/payments": payment_cases,
    "economy/purchases": purchase_cases,
    "economy/sponsorship": sponsorship_cases,
    "kernel/auctions": auction_cases,
    "kernel/audits": audit_cases,
    "kernel/consistency": consistency_cases,
    "kernel/distribution": distribution_calls,
    "kernel/elections": election_cases,
    "kernel/finality": finality_cases,
    "kernel/fork-choices": fork_choice_cases,
    "kernel/events": contract_event_cases,
    "kernel/execution": execution_cases,
    "kernel/keys": key_cases,
    "kernel/light-client": light_client_cases,
    "kernel/mined": mined_cases,
    "kernel/orders": order_cases,
    "kernel/jobs": job_call_cases,
    "kernel/demands": demand_cases,
    "kernel/primitives": primitive_cases,
    "kernel/randomness": randomness_cases,
    "kernel/readings": reading_cases,
    "kernel/sale-calls": sale_call_cases,
    "kernel/sales": sale_cases,
    "kernel/samples": sample_cases,
    "kernel/sealing": sealing_cases,
    "kernel/signatures": signature_cases,
    "ledger/coins": coin_cases,
    "ledger/commitment": commitment_cases,
    "ledger/fees": fee_cases,
    "ledger/genesis": genesis_cases,
    **{f"ledger/histories-{part + 1}": partial(history_cases, part, PARTS) for part in range(PARTS)},
    "ledger/presets": preset_cases,
    "ledger/records": record_cases,
    "ledger/supply": supply_cases,
    "ledger/transfers": transfer_cases,
    "ledger/validity": validity_cases,
    "ledger/wide": wide_cases,
    "light-client/certificates": certificate_cases,
    "light-client/proofs": proof_cases,
    "light-client/wrong-proofs": wrong_proof_cases,
    "lvm/attacks": contract_attack_cases,
    "lvm/declarations": contract_declaration_cases,
    "lvm/examples": contract_example_cases,
    "lvm/machines": contract_machine_cases,
    "lvm/prices": contract_price_cases,
    "lvm/programs": contract_run_cases,
    "lvm/sources": contract_source_cases,
    "lvm/worlds": contract_world_cases,
    "wire/blocks": objects.block_cases,
    "wire/consensus-transactions": consensus_body_cases,
    "wire/call-receipts": call_receipt_cases,
    "wire/contract-transactions": contract_body_cases,
    "wire/wrong-contract-transactions": wrong_contract_body_cases,
    "wire/packages": package_cases,
    "wire/write-sets": write_set_cases,
    "wire/data-transactions": data_body_cases,
    "wire/wrong-data-transactions": wrong_data_body_cases,
    "wire/economy-transactions": economy_body_cases,
    "wire/headers": objects.header_cases,
    "wire/receipts": objects.receipt_cases,
    "wire/signatures": signed_transaction_cases,
    "wire/sizes": objects.size_cases,
    "wire/sponsored-transactions": sponsored_body_cases,
    "wire/transactions": objects.transaction_cases,
    "wire/votes": vote_cases,
    "wire/wrong-consensus-transactions": wrong_consensus_body_cases,
    "wire/wrong-economy-transactions": wrong_economy_body_cases,
    "wire/smart-agent-transactions": smart_agent_body_cases,
    "wire/wrong-smart-agent-transactions": wrong_smart_agent_body_cases,
    "wire/wrong-sponsored-transactions": wrong_sponsored_body_cases,
    "wire/wrong-transactions": objects.malformed_transaction_cases,
    "write-sets/blocks": unexecuted_block_cases,
}
"""The subjects by their files, `data/<name>.json`. The folder is the profile that all the cases belong to."""
