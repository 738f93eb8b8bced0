-- A coroutine has a stack and a depth of its own.
-- NAME_UNKNOWN at 3:14
local next = coroutine.wrap(function() while true do coroutine.yield(1) end end)
