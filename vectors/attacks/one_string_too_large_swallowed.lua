-- A string that there is no memory for, in what is caught.
-- MEMORY_EXHAUSTED
local done = pcall(function() return string.rep('x', 400000) end)
return 'on'
