-- The metatable that all strings share leads to the library's own table.
-- NAME_UNKNOWN at 3:14
local meta = getmetatable('')
