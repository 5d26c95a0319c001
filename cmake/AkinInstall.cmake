# What is installed: the libraries with the headers that are their contract, the program, and the package that
# find_package(akin) finds.
include(CMakePackageConfigHelpers)

set(akin_libraries common engine entities indexer searcher server)
set(akin_headers
    common/analysis/analysed_article.hpp
    common/analysis/analyser.hpp
    common/analysis/language.hpp
    common/analysis/tokenizer.hpp
    common/analysis/vocabulary.hpp
    common/article.hpp
    common/article_json.hpp
    common/canonical_url.hpp
    common/entity_json.hpp
    common/error.hpp
    common/hash.hpp
    common/name_statistics.hpp
    common/query/query.hpp
    common/query/query_parser.hpp
    common/timestamp.hpp
    engine/engine.hpp
    engine/xapian/xapian_engine.hpp
    entities/alias_table.hpp
    entities/recogniser.hpp
    entities/tagger.hpp
    indexer/html/html_extract.hpp
    indexer/index_run.hpp
    indexer/input.hpp
    indexer/relabel.hpp
    searcher/entity_list.hpp
    searcher/evaluation.hpp
    searcher/result.hpp
    searcher/searcher.hpp
    searcher/similar_settings.hpp
    searcher/suggestion.hpp
    searcher/synonyms.hpp
    server/http_server.hpp
    server/options.hpp)

foreach(library ${akin_libraries})
  install(TARGETS akin_${library} EXPORT akin DESTINATION ${CMAKE_INSTALL_LIBDIR})
endforeach()
foreach(header ${akin_headers})
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES ${PROJECT_SOURCE_DIR}/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/akin/${folder})
endforeach()
if(AKIN_BUILD_PROGRAM)
  install(TARGETS akin DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(FILES ${PROJECT_SOURCE_DIR}/packaging/akin.service DESTINATION lib/systemd/system)
  install(FILES ${PROJECT_SOURCE_DIR}/packaging/nginx.conf DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/web DESTINATION ${CMAKE_INSTALL_DATADIR}/akin)
  include(AkinReference)
endif()

set(akin_package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/akin)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/akinConfig.cmake.in ${PROJECT_BINARY_DIR}/akinConfig.cmake
                              INSTALL_DESTINATION ${akin_package_directory} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/akinConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT akin FILE akinTargets.cmake NAMESPACE akin:: DESTINATION ${akin_package_directory})
install(FILES ${PROJECT_BINARY_DIR}/akinConfig.cmake ${PROJECT_BINARY_DIR}/akinConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/AkinDependencies.cmake DESTINATION ${akin_package_directory})
install(FILES ${PROJECT_SOURCE_DIR}/COPYING ${PROJECT_SOURCE_DIR}/LICENSE
              ${PROJECT_SOURCE_DIR}/NOTICE ${PROJECT_SOURCE_DIR}/packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
include(AkinPackage)
