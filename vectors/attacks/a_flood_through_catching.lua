-- 50 results and whether it was done are one too many.
-- CONTRACT_FAILED
local t = {}
for i = 1, 50 do t[i] = i end
local function f() return table.unpack(t) end
return pcall(f)
