-- A list sorted again and again.
-- MEMORY_EXHAUSTED
local t = {}
for i = 1, 20 do t[i] = 20 - i end
while true do table.sort(t) end
