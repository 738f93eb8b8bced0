"""The SmartAgent: what a device's security chip is, what it offers and asks for, and how what it does is measured and paid.

Kernels, procedures and the chip as a pure machine. May import `reference.economy` (an order's money waits in the same escrow as a
purchase's), `reference.consensus` (the chip's wallet is a light client), `reference.state`, `reference.wire` and the modules at the
bottom; nothing above. Every kernel is meant for C with fixed-width integers and no heap.
"""
