-- A command is run.
-- NAME_UNKNOWN at 3:1
os.execute('true')
