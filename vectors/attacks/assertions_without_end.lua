-- Assertions that fail without end.
-- GAS_EXHAUSTED
local function f() assert(false, 'again') end
while true do pcall(f) end
