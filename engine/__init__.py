"""A fast engine for contracts: programs instrumented and run by PUC's Lua in a process of its own.

It is one implementation of the rules LVM-1 to LVM-44, not a part of them, and so stands outside of the reference: it starts processes, and
whatever goes wrong in one is settled by the reference's evaluator.
"""
