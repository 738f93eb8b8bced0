-- A pattern that takes exponential time.
-- LIBRARY_MISUSED at 4:8
local s = string.rep('a', 1000)
return string.gsub(s, '(a*)*(a*)*(a*)*b', '')
