// Ctrl-C ends the program at once with exit code 130. Nothing partial stays behind, because files are written
// only at the end and in one go (output_folder.hpp).
#pragma once

namespace switchover {

void end_at_interruption();  // installs the handler; a write beyond a file-size limit becomes an error, not a
                             // death

}  // namespace switchover
