-- A count to the greatest integer.
-- GAS_EXHAUSTED
for i = 1, 0x7fffffffffffffff do end
