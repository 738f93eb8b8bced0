-- Errors raised and caught without end.
-- GAS_EXHAUSTED
local function f() error('again') end
while true do pcall(f) end
