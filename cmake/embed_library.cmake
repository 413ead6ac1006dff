# embed_library(TARGET FOLDER): compiles every .toml and .csv below FOLDER into TARGET as text
# (app/verbs/embedded_library.hpp). A changed file configures again.
function(embed_library target folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*.toml ${folder}/*.csv)
  list(SORT files)
  set(rows "")
  foreach(file IN LISTS files)
    file(READ ${folder}/${file} content)
    if(content MATCHES "\\)~~~~\"")
      message(FATAL_ERROR "${file} contains )~~~~\", which ends a raw string")
    endif()
    string(APPEND rows "    {\"${file}\", R\"~~~~(${content})~~~~\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${file})
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/embedded_library.cpp)
  string(CONCAT source "#include \"app/verbs/embedded_library.hpp\"\n\nnamespace switchover {\n\n"
    "std::vector<EmbeddedFile> embedded_library() {\n  return {\n" "${rows}" "  };\n}\n\n"
    "}  // namespace switchover\n")
  file(GENERATE OUTPUT ${generated} CONTENT "${source}")
  target_sources(${target} PRIVATE ${generated})
endfunction()
