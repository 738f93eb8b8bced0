-- An address by a format.
-- LIBRARY_MISUSED at 3:8
return string.format('%p', {})
