-- One call after another, without end.
-- GAS_EXHAUSTED
local function f() end
while true do f() end
