// Questions that a careful reader of the whole scenario would ask. None of them stops a run.
#pragma once
#include "scenarios/centre_readers.hpp"

namespace switchover {

void ask_questions(Reading& reading, const CentreDraft& draft);

}  // namespace switchover
