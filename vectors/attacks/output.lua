-- Something is printed where the engine answers.
-- NAME_UNKNOWN at 3:1
print('here')
