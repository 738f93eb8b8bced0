-- Loops over a table in loops over it.
-- MEMORY_EXHAUSTED
local t = {}
for i = 1, 100 do t[i] = i end
for a in pairs(t) do for b in pairs(t) do for c in pairs(t) do for d in pairs(t) do end end end end
