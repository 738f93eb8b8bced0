"""The executable rules of the Smartshare protocol.

Every rule is one pure function over frozen records. Kernels (`@kernel`) compute on integers and on the
records that they touch; procedures (`@procedure`) hash, check signatures and walk proofs; the transition
(`@transition`) looks records up, calls kernels and writes records back. Nothing here performs I/O, reads a
clock, holds global state, uses a float, or knows of theorems, vectors and tests.

Imports point one way: `block_tree`, `transition`, then `contracts`, `data`, `agent`, `consensus`, `state`, `wire`, and at the
bottom `parameters`, `codes`, `rules`, `numbers` and `construction`; each may import what stands to its right.
"""
