-- A function of the library is taken away.
-- LIBRARY_MISUSED at 3:1
table.insert = nil
