// The hand-tuned ceiling: AVX-512 register tiles with fused epilogues, written for exactly these sizes. No allocation.
// W3 to W5 store weights [inputs][outputs] with the outputs padded to 16, or [outputs][inputs] where outputs are at most 4.
#include "ctiled_vector.h"
#if W == 1
#include "ctiled_w1.h"
#elif W == 2
#include "ctiled_w2.h"
#else
#include "ctiled_batch.h"
#endif
