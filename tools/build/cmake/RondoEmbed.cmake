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

# rondo_embed_image(TARGET FUNCTION IMAGE)
# Puts a binary file that the build makes into the program: generates and adds to TARGET the
# definition of
#   std::string_view rondo::articles::FUNCTION()
# whose bytes begin at a multiple of 64.
function(rondo_embed_image target function image)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${function}.cc")
  set(symbol "rondo_${function}")
  configure_file("${PROJECT_SOURCE_DIR}/tools/build/cmake/EmbedImage.cc.in" "${generated}" @ONLY)
  set_source_files_properties("${generated}" PROPERTIES OBJECT_DEPENDS "${image}")
  target_sources(${target} PRIVATE "${generated}")
endfunction()
