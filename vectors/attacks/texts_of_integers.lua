-- Integers turned into texts without end.
-- MEMORY_EXHAUSTED
local i = 0
while true do
  i = i + 1
  local s = tostring(i) .. i .. i
end
