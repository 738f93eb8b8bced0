-- Garbage is not collected any more.
-- NAME_UNKNOWN at 3:1
collectgarbage('stop')
