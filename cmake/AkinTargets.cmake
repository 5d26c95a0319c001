# How every target of Akin is compiled.

# akin_library(NAME SOURCES... ): static library akin_NAME with the alias akin::NAME.
function(akin_library name)
  add_library(akin_${name} STATIC ${ARGN})
  add_library(akin::${name} ALIAS akin_${name})
  set_target_properties(akin_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(akin_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                                                 $<INSTALL_INTERFACE:include/akin>)
  akin_compile_options(akin_${name})
endfunction()

# Language level, warnings and sanitizers; private, so that consumers are not touched by them.
function(akin_compile_options target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                           -Wnon-virtual-dtor -Wold-style-cast)
  if(AKIN_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(AKIN_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${AKIN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${AKIN_SANITIZE})
  endif()
endfunction()

# akin_tests(NAME LABEL LIBRARIES... SOURCES...): one doctest program, registered with CTest under LABEL.
function(akin_tests name)
  cmake_parse_arguments(arg "" "LABEL" "LIBRARIES;SOURCES" ${ARGN})
  add_executable(${name} ${arg_SOURCES} ${PROJECT_SOURCE_DIR}/tests/doctest_main.cpp)
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES})
  target_precompile_headers(${name} PRIVATE <doctest/doctest.h> <string> <vector>)
  target_compile_definitions(${name} PRIVATE AKIN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  akin_compile_options(${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT 900)
endfunction()
