# cmake -D EXAMPLE= PREFIX= BUILD= COMPILER= SANITIZE= COVERAGE= CORPUS= -P run_example.cmake
function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

set(flags "")
if(SANITIZE)
  set(flags -fsanitize=${SANITIZE})
elseif(COVERAGE)
  set(flags --coverage)
endif()

file(REMOVE_RECURSE "${BUILD}")
run(${CMAKE_COMMAND} -G Ninja -S "${EXAMPLE}" -B "${BUILD}" -D "CMAKE_PREFIX_PATH=${PREFIX}" -D
    "CMAKE_CXX_COMPILER=${COMPILER}" -D "CMAKE_CXX_FLAGS=${flags}" -D CMAKE_FIND_PACKAGE_NO_PACKAGE_REGISTRY=ON)
run(${CMAKE_COMMAND} --build "${BUILD}")

execute_process(COMMAND "${PREFIX}/bin/akin" index --quiet --index "${BUILD}/sample.akin" "${CORPUS}" RESULT_VARIABLE status)
if(status GREATER 1)
  message(FATAL_ERROR "akin index ended with status ${status}")
endif()
execute_process(COMMAND "${BUILD}/search_site" "${BUILD}/sample.akin" vostochny OUTPUT_VARIABLE found
                        COMMAND_ERROR_IS_FATAL ANY)
message("${found}")
if(NOT found MATCHES "Vostochny")
  message(FATAL_ERROR "the example did not find the article")
endif()
