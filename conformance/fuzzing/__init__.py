"""Fuzzing: inputs are drawn by Hypothesis, and the reference and a target answer both; where they disagree, the input is made small and kept as a vector."""
