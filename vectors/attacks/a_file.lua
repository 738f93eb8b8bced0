-- A file is opened.
-- NAME_UNKNOWN at 3:14
local file = io.open('/etc/passwd')
