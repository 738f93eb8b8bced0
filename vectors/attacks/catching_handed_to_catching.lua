-- The library's function as an argument of itself.
-- LIBRARY_MISUSED at 3:14
return pcall(pcall, pcall)
