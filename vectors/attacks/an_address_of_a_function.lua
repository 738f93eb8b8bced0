-- So would a function.
-- CONTRACT_FAILED
return 'at ' .. function() end
