-- A function of the library in a variable could be exchanged.
-- LIBRARY_MISUSED at 3:15
local catch = pcall
return catch(error)
