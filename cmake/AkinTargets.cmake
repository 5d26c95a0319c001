# How every target of Akin is compiled.
include(GNUInstallDirs)

if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(AKIN_CCACHE ccache)
  mark_as_advanced(AKIN_CCACHE)
  if(AKIN_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${AKIN_CCACHE}")
  endif()
endif()

if(AKIN_TIDY)
  find_program(AKIN_CLANG_TIDY NAMES clang-tidy-14 clang-tidy REQUIRED)
endif()

# akin_library(NAME SOURCES... ): static library akin_NAME with the alias akin::NAME. Its headers are found from the top
# of the tree ("common/article.hpp"); installed, also as <akin/common/article.hpp>.
function(akin_library name)
  add_library(akin_${name} STATIC ${ARGN})
  add_library(akin::${name} ALIAS akin_${name})
  set_target_properties(akin_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(
    akin_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
                        $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/akin>)
  akin_compile_options(akin_${name})
endfunction()

# Language level, warnings and instrumentation; private, so that consumers are not touched by them.
function(akin_compile_options target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                           -Wnon-virtual-dtor -Wold-style-cast)
  # g++ 12 takes additions to strings for overflows.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds) # GCC bug 105329
  endif()
  if(AKIN_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(AKIN_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${AKIN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${AKIN_SANITIZE})
  endif()
  if(AKIN_COVERAGE)
    target_compile_options(${target} PRIVATE --coverage)
    target_link_options(${target} PRIVATE --coverage)
  endif()
  if(AKIN_TIDY)
    set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "${AKIN_CLANG_TIDY}")
  endif()
endfunction()

# akin_tests(NAME LABEL LIBRARIES... SOURCES...): one doctest program, registered with CTest under LABEL.
function(akin_tests name)
  cmake_parse_arguments(arg "" "LABEL" "LIBRARIES;SOURCES" ${ARGN})
  if(NOT TARGET akin_doctest_main)
    find_package(doctest REQUIRED)
    add_library(akin_doctest_main STATIC ${PROJECT_SOURCE_DIR}/tests/doctest_main.cpp)
    akin_compile_options(akin_doctest_main)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} akin_doctest_main)
  target_compile_definitions(${name} PRIVATE AKIN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  akin_compile_options(${name})
  target_compile_options(${name} PRIVATE -O0) # libraries are optimised as the preset says; assertions compile twice as fast
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT 900)
endfunction()
