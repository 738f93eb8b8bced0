-- A module that is loaded already.
-- NAME_UNKNOWN at 3:12
local os = package.loaded.os
