-- A function of the library is replaced by one of the program's.
-- LIBRARY_MISUSED at 3:10
function string.rep(s) return s end
