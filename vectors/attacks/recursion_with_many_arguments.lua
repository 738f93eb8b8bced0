-- Calls that hand over as much as they may, as deep as they may.
-- CALLS_TOO_DEEP
local t = {}
for i = 1, 50 do t[i] = i end
local function f(a, b, c, d, e, g, h, i, j, k) return f(table.unpack(t)) end
f(table.unpack(t))
