-- A constructor that takes as many results as there may be, without end.
-- MEMORY_EXHAUSTED
local t = {}
for i = 1, 50 do t[i] = i end
while true do local u = {table.unpack(t)} end
