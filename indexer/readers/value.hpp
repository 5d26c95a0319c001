// The neutral tree that JSON, YAML, TOML and CSV records are read into before their fields are mapped.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace akin::indexer {

struct Value;
struct Member;
using ValueList = std::vector<Value>;
using ValueObject = std::vector<Member>; ///< in the given order; a key may occur twice

/// One value: nothing, a scalar, a list or an object. Whole numbers beyond 64 bits are strings of their digits.
struct Value {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, ValueList, ValueObject> data;

  template <class T> const T* as() const { return std::get_if<T>(&data); }
  template <class T> T* as() { return std::get_if<T>(&data); }
  bool is_null() const { return std::holds_alternative<std::monostate>(data); }
  bool is_scalar() const { return data.index() >= 1 && data.index() <= 4; }
};

struct Member {
  std::string key;
  Value value;
};

} // namespace akin::indexer
