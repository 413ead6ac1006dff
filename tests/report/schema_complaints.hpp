// A JSON text held against a JSON Schema by valijson.
#pragma once
#include <string>

namespace switchover::test {

std::string schema_complaints(const std::string& schema, const std::string& output);  // empty: valid

}  // namespace switchover::test
