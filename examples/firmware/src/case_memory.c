#include "case_memory.h"

union case_memory case_memory;
