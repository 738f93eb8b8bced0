-- The same without a variable.
-- CONTRACT_FAILED
return ('x'):rep(1000000000)
