-- A string doubled until it is too long.
-- MEMORY_EXHAUSTED
local s = 'x'
while true do s = s .. s end
