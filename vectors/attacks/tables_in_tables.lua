-- A list of tables, each in the one before.
-- MEMORY_EXHAUSTED
local t = {}
while true do t = {t} end
