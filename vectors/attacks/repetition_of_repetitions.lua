-- A long string, repeated, and the result again.
-- MEMORY_EXHAUSTED
local s = 'x'
while true do s = string.rep(s, 10) end
