// The document at /openapi.json tells the truth.
#include "server/routes.hpp"
#include "tests/server/served_index.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace akin::test;
using Json = nlohmann::json;

namespace {

Json document() { return Json::parse(get(sample().port(), "/openapi.json").body); }

bool has_type(const Json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer()) ||
         (type == "number" && value.is_number()) || (type == "boolean" && value.is_boolean()) ||
         (type == "null" && value.is_null());
}

/// The first place where a value departs from a schema; empty when it conforms. As much of JSON Schema as the document
/// uses; members that the schema does not name are faults, so that nothing stays undocumented.
std::string fault(const Json& value, Json schema, const Json& root, const std::string& place) {
  if (schema.contains("$ref"))
    schema = root.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
  if (schema.contains("oneOf")) {
    for (const Json& one : schema["oneOf"])
      if (fault(value, one, root, place).empty())
        return {};
    return place + ": none of oneOf";
  }
  if (schema.contains("const") && value != schema["const"])
    return place + ": const";
  if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    return place + ": enum";
  if (schema.contains("type")) {
    const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
    if (std::none_of(types.begin(), types.end(), [&](const Json& type) { return has_type(value, type); }))
      return place + ": type of " + value.dump();
  }
  for (const Json& name : schema.value("required", Json::array()))
    if (!value.contains(name.get<std::string>()))
      return place + ": lacks " + name.get<std::string>();
  std::string found;
  if (value.is_object() && schema.contains("properties")) {
    for (const auto& [name, member] : value.items())
      if (schema["properties"].contains(name))
        found += fault(member, schema["properties"][name], root, place + "/" + name);
      else if (!schema.contains("additionalProperties"))
        found += place + ": undocumented " + name;
  } else if (value.is_object() && schema.contains("additionalProperties")) {
    for (const auto& [name, member] : value.items())
      found += fault(member, schema["additionalProperties"], root, place + "/" + name);
  } else if (value.is_array() && schema.contains("items")) {
    for (const Json& member : value)
      found += fault(member, schema["items"], root, place + "[]");
  }
  return found;
}

} // namespace

TEST_CASE("every route is described, with its methods, and nothing else is") {
  const Json paths = document()["paths"];
  std::size_t described = 0;
  for (const akin::server::Route& route : akin::server::routes()) {
    const std::string path = std::string(route.path) + (route.prefix ? "{id}" : "");
    CAPTURE(path);
    if (path == "/akin.css" || path == "/favicon.ico")
      continue;
    REQUIRE(paths.contains(path));
    ++described;
    for (const auto& [method, upper] :
         {std::pair{"get", "GET"}, std::pair{"post", "POST"}, std::pair{"put", "PUT"}, std::pair{"delete", "DELETE"}})
      CHECK(paths[path].contains(method) == akin::server::allows(route, upper));
  }
  CHECK(paths.size() == described);
}

TEST_CASE("answers conform to their schemas") {
  const Json root = document();
  for (const auto& [path, request] :
       {std::pair{"/v1/search", "/v1/search?q=vostochny&facets=people,sources&explain=1"},
        std::pair{"/v1/search", "/v1/search?q=vostochnny"},
        std::pair{"/v1/similar/{id}", "/v1/similar/vostochny-tour?explain=1&versus=soyuz-far-east"},
        std::pair{"/v1/similar", "/v1/similar?url=https://pacificwire.example/2023/11/zarnitsa-launch"},
        std::pair{"/v1/suggest", "/v1/suggest?q=vost"}, std::pair{"/v1/suggest", "/v1/suggest?q=v&format=opensearch"},
        std::pair{"/v1/entities", "/v1/entities"}, std::pair{"/v1/entities", "/v1/entities?with=Kim+Jong-un"},
        std::pair{"/v1/articles/{id}", "/v1/articles/vostochny-tour?terms=1"}, std::pair{"/readyz", "/readyz"}}) {
    const std::string target(request); // clang 14 captures no structured binding
    CAPTURE(target);
    const HttpAnswer answer = get(sample().port(), target);
    REQUIRE(answer.status == 200);
    const Json schema = root["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    CHECK(fault(Json::parse(answer.body), schema, root, "") == "");
  }
  const Json error = Json::parse(get(sample().port(), "/v1/search?limit=x").body);
  CHECK(fault(error, {{"$ref", "#/components/schemas/Error"}}, root, "") == "");
}

TEST_CASE("the parameters described are those that are taken") {
  const Json root = document();
  for (const auto& [path, target] :
       {std::pair{"/v1/search", "/v1/search"}, std::pair{"/v1/similar/{id}", "/v1/similar/vostochny-tour"},
        std::pair{"/v1/suggest", "/v1/suggest"}, std::pair{"/v1/entities", "/v1/entities"}}) {
    std::string names;
    const std::string message =
        Json::parse(get(sample().port(), std::string(target) + "?no-such-parameter=1").body)["error"]["message"];
    for (const Json& parameter : root["paths"][path]["get"]["parameters"]) {
      if (parameter["in"] != "query")
        continue;
      const std::string name = parameter["name"];
      CAPTURE(name);
      CHECK((message.find(" " + name + ",") != std::string::npos || message.ends_with(" " + name)));
      names += name + " ";
    }
    const auto commas = std::count(message.begin(), message.end(), ',');
    CHECK(std::count(names.begin(), names.end(), ' ') == commas + 1);
  }
}
