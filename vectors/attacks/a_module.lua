-- A module is loaded.
-- NAME_UNKNOWN at 3:16
local socket = require('socket')
