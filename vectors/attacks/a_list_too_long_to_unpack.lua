-- 51 values at once.
-- CONTRACT_FAILED
local t = {}
for i = 1, 51 do t[i] = i end
return table.unpack(t)
