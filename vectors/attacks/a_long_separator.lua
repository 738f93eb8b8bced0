-- A short list with a long separator.
-- MEMORY_EXHAUSTED
local t = {}
for i = 1, 400 do t[i] = i end
return #table.concat(t, string.rep('-', 1000))
