-- A table gets a metatable, to run code where nobody expects any.
-- NAME_UNKNOWN at 3:8
return setmetatable({}, {__index = function() return 1 end})
