# embed_template(TARGET FILE): compiles the bytes of FILE into TARGET, as switchover_page_template and
# switchover_page_template_size (analysis/report/page.cpp). A changed file is assembled again.
function(embed_template target file)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/page_template.s)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[
  .section .rodata
  .globl switchover_page_template
  .globl switchover_page_template_size
  .balign 8
switchover_page_template_size:
  .quad switchover_page_template_end - switchover_page_template
switchover_page_template:
  .incbin "@file@"
switchover_page_template_end:
  .byte 0
  .section .note.GNU-stack,"",%progbits
]])
  set_source_files_properties(${generated} PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${generated})
endfunction()
