# rondo_library(NAME SOURCES ... HEADERS ... LINK ... PRIVATE_LINK ...)
# One static library of a layer. Files are listed one by one; LINK is public and points only downwards.
function(rondo_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;LINK;PRIVATE_LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${ARG_HEADERS})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON LINKER_LANGUAGE CXX
                                           VERIFY_INTERFACE_HEADER_SETS ON)
  target_link_libraries(${name} PUBLIC ${ARG_LINK} PRIVATE rondo_build_flags ${ARG_PRIVATE_LINK})
endfunction()

# rondo_test(NAME SOURCES ... LINK ... [LABELS ...])
# A GoogleTest program; each of its tests is a test of ctest.
function(rondo_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LINK} rondo_build_flags GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE RONDO_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                             RONDO_BINARY_DIR="${PROJECT_BINARY_DIR}"
                                             RONDO_SHARED_DATA="${RONDO_SHARED_DATA}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES LABELS "unit;${ARG_LABELS}" TIMEOUT 300)
endfunction()
