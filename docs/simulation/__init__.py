"""Computations that the documentation shows: how SSP is released, what rotation does to the set of agents, what withholding reveals
buys, what shill quotes move, and how long dropped chunks go undetected.

They run on the rules themselves, are seeded, and compute with whole numbers alone, so that they give the same
numbers everywhere. `PYTHONPATH=docs python -m simulation` prints them as JSON.
"""

from simulation.audits import audit_results
from simulation.distribution import distribution_results
from simulation.results import Experiment
from simulation.shill import shill_results
from simulation.turnover import rotation_results
from simulation.withholding import withholding_results

EXPERIMENTS: tuple[Experiment, ...] = (distribution_results, rotation_results, withholding_results, shill_results, audit_results)
"""All experiments, in the order of the pages."""
