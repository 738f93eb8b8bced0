#include "kept.h"

/* All is zero but two numbers: no reading is between 1 and 0, and no chain has no slots. */
void kept_clear(struct kept *kept)
{
    memset(kept, 0, sizeof *kept);
    kept->view.checkpoint_slots = 1;
    kept->trust.since = 1;
}
