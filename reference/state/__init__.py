"""What the chain remembers, and the rules that move money in it.

Records (`account`, `coin`, `pots`) and the state that holds them (`state`); the kernels on those records
(`balance`, `transfer`, `validity`, `fee`, `coin`); the commitment to all of it (`records`, `tree`, `proof`).
May import `reference.wire` and the modules at the bottom; nothing above.
"""
