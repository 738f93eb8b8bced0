-- Not deep, but without end: 2^100 calls.
-- GAS_EXHAUSTED
local function f(n) if n > 0 then f(n - 1) f(n - 1) end end
f(100)
