-- Neither have an integer and a string.
-- CONTRACT_FAILED
local t = {1, '1'}
table.sort(t)
