"""Print all numbers as JSON: `PYTHONPATH=docs python -m simulation`."""

import sys

from simulation import EXPERIMENTS
from simulation.results import as_json

if __name__ == "__main__":
    sys.stdout.write(as_json({name: result for experiment in EXPERIMENTS for name, result in experiment().items()}))
