-- A count from the least integer to the greatest.
-- GAS_EXHAUSTED
for i = 0x8000000000000000, 0x7fffffffffffffff do end
