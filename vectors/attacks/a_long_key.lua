-- A key of 41 bytes.
-- CONTRACT_FAILED
local t = {}
t[string.rep('k', 41)] = 1
