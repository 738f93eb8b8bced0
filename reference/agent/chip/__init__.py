"""The chip as a pure machine: `step(device, command, injected)` answers one command, and says what was written before the answer left.

Nothing here has a clock, a source of entropy or a memory of its own: the first two are given with each command, the memory is the record `NonVolatile`, which
is written once or not at all by each command, and before anything leaves the chip. What decides is a kernel; what moves bytes is a procedure.
"""
