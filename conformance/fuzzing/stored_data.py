"""The profile `services`: histories of an order of stored data and its audits, as those among the vectors are drawn, and states that no rule has made."""

from dataclasses import replace

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.parameters import MINIMAL
from reference.state.replica import Audits
from vectors.batch import Batch
from vectors.build import BOB, batch, transaction
from vectors.case import Kind
from vectors.histories.service_draw import service_scripts
from vectors.histories.service_replay import play_service
from vectors.json_form import to_json
from vectors.scenarios.replica_places import COMMITTED, DROP, DUE, PENDING, STORED, TERMS, replica_place, with_replicas
from vectors.scenarios.service_places import ORDER, begun
from vectors.state_form import write_state


@st.composite
def stored_data(draw: Draw) -> Exchange:
    """A state with an order and what is kept of it, and the batches that are applied to it; on a chain of the minimal preset."""
    if draw(st.integers(0, 2)) == 2:
        return _draw_from_outside(draw)
    played = play_service(draw(service_scripts()))
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": write_state(played.state), "batches": [to_json(Batch, each) for each in played.batches]})


def _draw_from_outside(draw: Draw) -> Exchange:
    """A replica as the rules make it, mostly with one thing about its audits otherwise, of an order of stored data, of metered units, or of none."""
    state = replica_place({}, draw(st.sampled_from((STORED, STORED, begun(), None))))
    now = state.head.slot
    right = draw(st.sampled_from((COMMITTED, DUE, PENDING)))
    changed: dict[str, st.SearchStrategy[int | bool]] = {
        "opened": st.integers(0, 3),
        "missed": st.sampled_from((1, TERMS.patience, TERMS.patience + 1)),
        "since": st.sampled_from((0, 1, now, now + 1)),
        "pending": st.booleans(),
    }
    audits: Audits = replace(
        right.audits, **{name: draw(changed[name]) for name in draw(st.sampled_from(((), *[(name,) for name in changed], tuple(changed))))}
    )
    strange = with_replicas(state, {(ORDER, 0): replace(right, audits=audits)})
    forgetting = batch(strange, [transaction(strange, BOB, DROP)])
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": write_state(strange), "batches": [to_json(Batch, forgetting)]})
