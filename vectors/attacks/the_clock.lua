-- The time of the machine.
-- NAME_UNKNOWN at 3:13
local now = os.time()
