// Ctrl-C ends the program at once with exit code 130. Nothing partial stays behind, because files are written
// only at the end and in one go (output_folder.hpp).
#pragma once

namespace switchover {

void end_at_interruption();  // installs the handler; a write beyond a file-size limit becomes an error, not a
                             // death

// From now on Ctrl-C says that the same command goes on from what is kept (design_folder.hpp).
void say_at_interruption_that_work_is_kept();

}  // namespace switchover
