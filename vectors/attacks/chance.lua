-- Chance.
-- LIBRARY_MISUSED at 3:14
local dice = math.random(6)
