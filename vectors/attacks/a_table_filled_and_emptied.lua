-- An entry that comes and goes is new each time.
-- MEMORY_EXHAUSTED
local t = {}
while true do
  t.x = 1
  t.x = nil
end
