"""Data assets: what an owner consents to, what is registered, how it is sold, and how its key reaches the buyer and nobody else.

May import `reference.agent` (a sample is signed by a chip), `reference.economy` (a sale's money waits in the same escrow as a purchase's),
`reference.state`, `reference.wire` and the modules at the bottom; nothing above.
"""
