"""The money around the ledger: how SSP was distributed, what is locked, what companies and buyers agree on, and the audit of it all.

Kernels on the records of `reference.state`, and the transactions that look them up and write them back. May import
`reference.consensus`, `reference.state`, `reference.wire` and the modules at the bottom; nothing above.
"""
