-- The environment as a variable.
-- NAME_UNKNOWN at 3:13
local all = _ENV
