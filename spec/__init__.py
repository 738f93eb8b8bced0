"""The normative specification: its chapters, the prover, and the theorems about the rules in `reference`."""
