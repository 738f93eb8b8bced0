-- A table as a text would be an address.
-- CONTRACT_FAILED
return tostring({})
