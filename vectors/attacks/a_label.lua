-- A jump into a loop.
-- FEATURE_EXCLUDED at 3:1
::again:: goto again
