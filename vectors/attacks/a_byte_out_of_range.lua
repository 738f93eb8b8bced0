-- A byte that there is not.
-- CONTRACT_FAILED
return string.char(256)
