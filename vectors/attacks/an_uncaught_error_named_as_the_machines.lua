-- The same, not caught.
-- CONTRACT_FAILED
error('not enough memory')
