# Manual pages and completions, which the program prints itself, so that they never differ from its --help.
set(akin_reference ${PROJECT_BINARY_DIR}/reference)
set(akin_run ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:akin>)
add_custom_command(
  OUTPUT ${akin_reference}/made
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${akin_reference}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${akin_reference}/man1
  COMMAND ${akin_run} man --into ${akin_reference}/man1
  COMMAND gzip -9n ${akin_reference}/man1/*.1
  COMMAND ${akin_run} completion bash > ${akin_reference}/akin
  COMMAND ${akin_run} completion zsh > ${akin_reference}/_akin
  COMMAND ${akin_run} completion fish > ${akin_reference}/akin.fish
  COMMAND ${CMAKE_COMMAND} -E touch ${akin_reference}/made
  DEPENDS akin
  COMMENT "Writing manual pages and completions")
add_custom_target(akin_reference ALL DEPENDS ${akin_reference}/made)
install(DIRECTORY ${akin_reference}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${akin_reference}/akin DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${akin_reference}/_akin DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${akin_reference}/akin.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
