"""Contracts: a deterministic profile of Lua 5.4, what its programs mean, and what they cost.

`source` says whether bytes are a program, `syntax` what a program is, and `evaluation` what running one comes to. Nothing here runs
in production for speed's sake: an engine may run programs in any way that gives the same answer.
"""
