-- A loop over a list that appends to it.
-- MEMORY_EXHAUSTED
local t = {1}
for key in ipairs(t) do t[key + 1] = 1 end
