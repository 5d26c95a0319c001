// Searches an Akin index: search_site INDEX QUERY
#include <akin/common/error.hpp>
#include <akin/searcher/searcher.hpp>
#include <iostream>

int main(int argc, char** argv) try {
  const akin::Searcher searcher(argc > 1 ? argv[1] : "");
  akin::SearchRequest request;
  request.query = argc > 2 ? argv[2] : "";
  for (const akin::Hit& hit : searcher.search(request).hits) {
    std::cout << hit.title << " (" << hit.source << ")\n";
  }
} catch (const akin::Error& error) {
  std::cerr << "search_site: " << error.what() << '\n';
  return 2;
}
