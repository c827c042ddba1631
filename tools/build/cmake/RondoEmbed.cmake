# rondo_embed_files(TARGET FUNCTION FILES...)
# Puts data files into the program: generates and adds to TARGET the definition of
#   std::span<const EmbeddedFile> rondo::articles::FUNCTION()
function(rondo_embed_files target function)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${function}.cc")
  set(paths "")
  foreach(file IN LISTS ARGN)
    list(APPEND paths "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  list(JOIN paths "|" joined)
  add_custom_command(
    OUTPUT "${generated}"
    COMMAND ${CMAKE_COMMAND} -DFUNCTION=${function} "-DFILES=${joined}" -DOUTPUT=${generated}
            -P "${PROJECT_SOURCE_DIR}/tools/build/cmake/EmbedFiles.cmake"
    DEPENDS ${paths} "${PROJECT_SOURCE_DIR}/tools/build/cmake/EmbedFiles.cmake"
    VERBATIM)
  target_sources(${target} PRIVATE "${generated}")
endfunction()
