-- A function as bytecode.
-- LIBRARY_MISUSED at 3:8
return string.dump(function() end)
