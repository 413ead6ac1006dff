# What every file of ours is compiled with. Contraction is off so that every machine computes the same bits.
# -Wrestrict is off: g++ 12 reports "text" + std::string falsely (its bug 105651).
add_library(switchover_options INTERFACE)
target_compile_options(switchover_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-qual -Woverloaded-virtual -Wno-restrict -Werror -ffp-contract=off)
if(SWITCHOVER_SANITIZE)
  target_compile_options(switchover_options INTERFACE
    -fsanitize=${SWITCHOVER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(switchover_options INTERFACE -fsanitize=${SWITCHOVER_SANITIZE})
  target_compile_definitions(switchover_options INTERFACE SWITCHOVER_SANITIZED)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
