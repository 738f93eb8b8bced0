-- A loop over a table of the library.
-- LIBRARY_MISUSED at 3:22
for name, f in pairs(string) do f() end
