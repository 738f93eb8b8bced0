-- A text becomes a function, as in older Lua.
-- NAME_UNKNOWN at 3:11
local f = loadstring('return 1')
