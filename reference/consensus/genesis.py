"""What consensus remembers at genesis: the first agents, their set, and whom they would elect."""

from dataclasses import dataclass, replace

from immutables import Map

from reference.codes import Code, Reject
from reference.consensus.election import elect
from reference.consensus.rewards import term_release
from reference.consensus.rotation import genesis_tenure
from reference.numbers import AccountId, Amount, Hash
from reference.parameters import Parameters
from reference.rules import procedure
from reference.state.agent import ABSENT, SEATED, Agent, Onion, Standing
from reference.state.consensus_tables import NO_CONSENSUS, Consensus
from reference.state.era import Duties, Era, Seat, Succession


@dataclass(frozen=True, slots=True)
class Founder:
    """An agent of the first set."""

    account: AccountId
    """Its account."""

    bond: Amount
    """Its bond, in SSP units."""

    commitment: Hash
    """The top of its hash onion, in force from genesis on; zeros where it has none."""


@procedure("CHAIN-3")
def genesis_consensus(parameters: Parameters, pool: Amount, founders: tuple[Founder, ...]) -> Consensus:
    """What consensus remembers of a chain that these agents found, with `pool` SSP units in the ecosystem pool.

    They are as many as there are seats, each once, each with the least bond; otherwise `RECORD_INVALID`. They are the set of era 0; their tenures are
    staggered (ROTATE-4), in the order of their ids; and the set of term 1 is elected of them.
    """
    members = tuple(sorted({founder.account for founder in founders}))
    if not len(founders) == len(members) == parameters.agents or any(founder.bond < parameters.minimum_bond for founder in founders):
        raise Reject(Code.RECORD_INVALID)
    by_account = {founder.account: founder for founder in founders}
    agents = Map({account: _agent(by_account[account], place, parameters) for place, account in enumerate(members)})
    seat = Seat(delegated=0, following=0, produced=0, revealed=0, missed=0, votes=0)
    release = term_release(pool, parameters.release_ppm, parameters.agents_share_ppm)
    return replace(
        NO_CONSENSUS,
        agents=agents,
        eras=Map({0: Era(members=members, first_term=0)}),
        duties=Map({0: Duties(era=0, release=release, seats=(seat,) * len(members))}),
        succession=Succession(era=0, joint=False, first_epoch=0, term=1, elected=elect(agents.items(), 1, parameters)),
    )


def _agent(founder: Founder, place: int, parameters: Parameters) -> Agent:
    onion = Onion(layer=founder.commitment, pending=bytes(32), pending_from=0)
    tenure = genesis_tenure(place, parameters.tenure_terms)
    return replace(ABSENT, standing=Standing.REGISTERED, bond=founder.bond, onion=onion, tenure=tenure, unseated=SEATED)
