#include "common/article_json.hpp"
#include "common/entity_json.hpp"
#include "searcher/searcher.hpp"

#include <nlohmann/json.hpp>

namespace akin {

std::string to_json(const StoredArticle& stored, bool with_terms) {
  using Json = nlohmann::ordered_json;
  Json copies = Json::array();
  for (const Copy& copy : stored.copies) {
    Json entry{{"id", copy.id}};
    if (!copy.source.empty())
      entry["source"] = copy.source;
    if (!copy.url.empty())
      entry["url"] = copy.url;
    if (copy.published)
      entry["published"] = format_rfc3339(*copy.published);
    copies.push_back(std::move(entry));
  }
  std::string json = "{\"article\":" + to_json(stored.article) + ",\"entities\":" + to_json(stored.entities) +
                     ",\"mentions\":" + mentions_to_json(stored.article, stored.entities, stored.mentions) +
                     ",\"copies\":" + copies.dump();
  if (with_terms) {
    Json terms = Json::array();
    for (const auto& term : stored.terms)
      terms.push_back({{"stem", term.stem},
                       {"frequency", term.frequency},
                       {"document_frequency", term.document_frequency},
                       {"weight", term.weight}});
    json += ",\"terms\":" + terms.dump();
  }
  return json + "}";
}

} // namespace akin
