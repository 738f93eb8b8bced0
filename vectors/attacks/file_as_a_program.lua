-- A file is run.
-- NAME_UNKNOWN at 3:1
dofile('/etc/passwd')
