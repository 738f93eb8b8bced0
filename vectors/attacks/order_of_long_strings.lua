-- The same by order.
-- GAS_EXHAUSTED
local s, t = string.rep('x', 15000), string.rep('x', 15000) .. 'y'
while s < t do end
