-- A loop whose end is always one turn away.
-- GAS_EXHAUSTED
local n = 1
repeat
  n = n + 1
  local over = n == 0
until over
return n
