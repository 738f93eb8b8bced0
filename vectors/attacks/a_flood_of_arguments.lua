-- As many arguments as there may be, without end.
-- GAS_EXHAUSTED
local t = {}
for i = 1, 50 do t[i] = i end
local function f(a) return table.unpack(t) end
while true do f(f(f(f(table.unpack(t))))) end
