-- A function of any number of arguments.
-- NAME_UNKNOWN at 3:15
local count = select('#', 1, 2)
