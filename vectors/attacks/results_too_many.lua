-- A function that returns more than may be handed over.
-- CONTRACT_FAILED
local t = {}
for i = 1, 50 do t[i] = i end
local function f() return 0, table.unpack(t) end
f()
