-- Parts of a long string, each a new one.
-- MEMORY_EXHAUSTED
local s = string.rep('x', 60)
while true do local p = string.sub(s, 1, 1) end
