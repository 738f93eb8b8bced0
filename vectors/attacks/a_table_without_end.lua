-- Entries without end.
-- MEMORY_EXHAUSTED
local t = {}
while true do t[#t + 1] = true end
