-- The debugger shows everything.
-- NAME_UNKNOWN at 3:18
local registry = debug.getregistry()
