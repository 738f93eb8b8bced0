-- What the engine's library offers to programs that trust it.
-- NAME_UNKNOWN at 3:18
local builtins = python.builtins
