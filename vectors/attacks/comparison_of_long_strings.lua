-- Two equal long strings compared, again and again.
-- GAS_EXHAUSTED
local s, t = string.rep('x', 15000), string.rep('x', 15000)
while s == t do end
