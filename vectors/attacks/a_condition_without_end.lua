-- All the work is in the condition.
-- GAS_EXHAUSTED
local function holds() return true end
while holds() and holds() do end
