"""How the chain grows: what a block's header must say, and who may say it.

May import `reference.state`, `reference.wire` and the modules at the bottom; nothing above.
"""
