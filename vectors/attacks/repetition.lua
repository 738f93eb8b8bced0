-- A string of a gigabyte.
-- GAS_EXHAUSTED
return #string.rep('x', 1000000000)
