"""Benchmarks: how fast the reference and its tools are, as ratios within one run.

`python -m benchmarks` runs them all and writes `build/bench.json`. Each stands in a file of its own, runs in a
process of its own, and yields rows that compare what is measured with a bound measured beside it, interleaved, so
that the ratio holds on any machine and while the machine's speed drifts. Nothing here is a test.
"""
