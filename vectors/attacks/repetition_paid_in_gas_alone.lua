-- A string that there is gas for, and no memory.
-- MEMORY_EXHAUSTED
return #string.rep('x', 400000)
