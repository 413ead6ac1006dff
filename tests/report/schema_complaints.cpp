// The one file that includes valijson: it takes long to compile.
#include "tests/report/schema_complaints.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace switchover::test {

std::string schema_complaints(const std::string& schema_text, const std::string& output) {
  using Adapter = valijson::adapters::NlohmannJsonAdapter;
  const auto schema_json = nlohmann::json::parse(schema_text), value = nlohmann::json::parse(output);
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(Adapter(schema_json), schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(schema, Adapter(value), &results)) return {};
  std::string said;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& part : error.context) said += part;
    said += ": " + error.description + "\n";
  }
  return said.empty() ? "not valid" : said;
}

}  // namespace switchover::test
