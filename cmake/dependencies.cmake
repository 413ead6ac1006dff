# Every library comes from Debian 12 packages; bootstrap lists them.
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(fmt REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(date REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SimGrid REQUIRED IMPORTED_TARGET simgrid>=3.32)   # has no CMake package in Debian

pkg_check_modules(XlsxWriter REQUIRED IMPORTED_TARGET xlsxwriter)

function(switchover_headers name header)   # a library that is headers only and has no CMake package
  find_path(${name}_DIR ${header} REQUIRED)
  add_library(dep_${name} INTERFACE)
  target_include_directories(dep_${name} SYSTEM INTERFACE ${${name}_DIR})
endfunction()
switchover_headers(random123 Random123/threefry.h)
switchover_headers(csv_parser libfccp/csv.h)
