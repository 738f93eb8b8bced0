-- 50 values after one: a call hands over 50.
-- CONTRACT_FAILED
local t = {}
for i = 1, 50 do t[i] = i end
local function f() end
f(0, table.unpack(t))
