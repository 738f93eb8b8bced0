-- The order of a hash table.
-- NAME_UNKNOWN at 3:13
local key = next({})
