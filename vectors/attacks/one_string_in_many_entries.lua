-- A long string that stands in a list many times, joined.
-- MEMORY_EXHAUSTED
local s, t = string.rep('x', 1000), {}
for i = 1, 400 do t[i] = s end
return #table.concat(t)
