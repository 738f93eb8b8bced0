-- A method of a string is what the strings' metatable would give.
-- CONTRACT_FAILED
local s = 'x'
return s:rep(1000000000)
