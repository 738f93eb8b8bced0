-- A method that calls itself.
-- CALLS_TOO_DEEP
local t = {}
function t:m() return self:m() end
t:m()
