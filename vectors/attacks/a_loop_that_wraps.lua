-- A count that wraps around counts on.
-- GAS_EXHAUSTED
local n = 0x7fffffffffffffff
while n ~= 0 do n = n + 1 end
