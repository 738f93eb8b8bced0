-- Access past metatables.
-- NAME_UNKNOWN at 4:1
local t = {}
rawset(t, 1, 2)
