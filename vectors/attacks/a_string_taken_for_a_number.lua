-- A string of digits is a string.
-- CONTRACT_FAILED
return '10' + 1
