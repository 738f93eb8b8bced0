-- A text becomes a function.
-- NAME_UNKNOWN at 3:11
local f = load('return 1')
