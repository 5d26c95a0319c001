#include "cli/program.hpp"

int main(int argc, char** argv) { return akin::cli::run(argc, argv); }
