-- The same by a list of it and itself.
-- MEMORY_EXHAUSTED
local s = 'x'
while true do s = table.concat({s, s, s, s}) end
