# A Debian package: cpack -G DEB in a release build's folder. One package, headers and libraries included.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR Akin)
set(CPACK_PACKAGE_CONTACT "The Akin maintainers <maintainers@akin.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Akin indexes articles, answers searches and says which articles belong together, and why. A command line, an
HTTP server with a search box for web sites, and C++ libraries.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS nginx)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
