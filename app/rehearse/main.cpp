// The helper program: reads requests for rehearsals, forks a child for each, writes their stories. It exists
// because one process may hold one SimGrid engine, once, and because loading SimGrid takes longer than most
// rehearsals.
#include "models/platform/rehearsal.hpp"
#include "models/platform/rehearsal_client.hpp"

int main() { return switchover::serve_rehearsals(0, 1, switchover::rehearse_here); }
