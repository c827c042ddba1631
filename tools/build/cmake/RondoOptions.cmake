# The switches of the build, and what every compilation has in common.

option(RONDO_BUILD_TESTS "Build the test programs" ON)
option(RONDO_BUILD_BENCH "Build the benchmark programs" ON)
option(RONDO_BUILD_FUZZERS "Build the libFuzzer targets (needs clang)" OFF)
set(RONDO_SANITIZE "" CACHE STRING "Sanitizers to compile with: address,undefined or thread")
set(RONDO_SHARED_DATA "${CMAKE_SOURCE_DIR}/../shared" CACHE PATH
    "Folder with outside test data (conformance scenarios, articles, football data); tests that need it are skipped without it")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(RONDO_CCACHE ccache)
if(RONDO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${RONDO_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${RONDO_CCACHE}")
endif()
find_program(RONDO_LLD ld.lld)
if(RONDO_LLD)
  add_link_options(-fuse-ld=lld)
endif()

# Linked PRIVATE by every target of ours, so that none of it leaks to users of the library.
add_library(rondo_build_flags INTERFACE)
target_compile_options(rondo_build_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
if(RONDO_SANITIZE)
  target_compile_options(rondo_build_flags INTERFACE -fsanitize=${RONDO_SANITIZE} -fno-omit-frame-pointer
                                                     -fno-sanitize-recover=all)
  target_link_options(rondo_build_flags INTERFACE -fsanitize=${RONDO_SANITIZE})
endif()
if(RONDO_BUILD_FUZZERS)
  target_compile_options(rondo_build_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
