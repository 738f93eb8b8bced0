-- A string whose length does not fit.
-- GAS_EXHAUSTED
return #string.rep('xyz', 0x7fffffffffffffff)
