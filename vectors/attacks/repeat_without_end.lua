-- A loop that never holds.
-- GAS_EXHAUSTED
repeat until false
