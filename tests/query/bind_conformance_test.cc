// Every statement of the conformance suite must bind, or fail with exactly the error that the suite
// expects at compile time.

#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "query/bind/binder.h"
#include "tests/query/feature_file.h"

namespace rondo {
namespace {

using Kind = Value::Kind;
using ProcedureMap = std::map<std::string, std::shared_ptr<const ProcedureSignature>, std::less<>>;

std::string Trimmed(const std::string& text) {
  size_t begin = text.find_first_not_of(" \t\r");
  return begin == std::string::npos
             ? ""
             : text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// "a :: STRING?, b :: INTEGER?"
std::vector<ProcedureSignature::Field> ReadFields(std::string text) {
  std::vector<ProcedureSignature::Field> fields;
  text += ",";
  for (size_t begin = 0, comma = 0; (comma = text.find(',', begin)) != std::string::npos;
       begin = comma + 1) {
    std::string part = text.substr(begin, comma - begin);
    size_t colons = part.find("::");
    if (colons == std::string::npos) {
      continue;
    }
    ProcedureSignature::Field field;
    field.name = Trimmed(part.substr(0, colons));
    field.type_name = Trimmed(part.substr(colons + 2));
    static const std::map<char, TypeSet> types = {
        {'S', Kind::kString}, {'I', Kind::kInteger}, {'F', Kind::kFloat}, {'N', TypeSet::Number()}};
    field.type = types.at(field.type_name.front());
    fields.push_back(field);
  }
  return fields;
}

/// "there exists a procedure test.my.proc(name :: STRING?) :: (city :: STRING?):"
std::shared_ptr<const ProcedureSignature> ReadProcedure(std::string text) {
  text = text.substr(std::string("there exists a procedure ").size());
  auto procedure = std::make_shared<ProcedureSignature>();
  size_t open = text.find('(');
  size_t close = text.find(')');
  procedure->name = text.substr(0, open);
  procedure->inputs = ReadFields(text.substr(open + 1, close - open - 1));
  procedure->required_input_count = procedure->inputs.size();
  open = text.find('(', close);
  close = text.find(')', open);
  procedure->outputs = ReadFields(text.substr(open + 1, close - open - 1));
  return procedure;
}

std::string Triple(const Error& error) {
  return std::string(ErrorCodeName(error.code)) +
         (error.phase == ErrorPhase::kCompile ? " / compile time / " : " / runtime / ") +
         error.detail;
}

struct World {
  ProcedureMap procedures;
  std::map<std::string, Value, std::less<>> parameters;
  BindContext context;
};

World WorldOf(const test::FeatureScenario& scenario) {
  World world;
  for (const test::FeatureStep& step : scenario.steps) {
    if (step.text.starts_with("there exists a procedure")) {
      auto procedure = ReadProcedure(step.text);
      world.procedures[procedure->name] = procedure;
    } else if (step.text.starts_with("parameters are")) {
      for (const std::vector<std::string>& row : step.table) {
        world.parameters[row[0]] = Value();
      }
    }
  }
  return world;
}

TEST(BindConformance, EveryStatementBindsOrFailsAsExpected) {
  std::vector<test::FeatureScenario> scenarios =
      test::ReadFeatures(std::string(RONDO_SHARED_DATA) + "/tck/features");
  if (scenarios.empty()) {
    GTEST_SKIP() << "no conformance suite";
  }
  for (const test::FeatureScenario& scenario : scenarios) {
    World world = WorldOf(scenario);
    BindContext context;
    context.parameters = &world.parameters;
    context.find_procedure = [&](std::string_view name) {
      auto position = world.procedures.find(name);
      return position == world.procedures.end() ? nullptr : position->second;
    };
    test::FeatureScenario::ExpectedError expected = scenario.Error();
    for (const test::FeatureStep& step : scenario.steps) {
      if (step.document.empty()) {
        continue;
      }
      std::string wanted = "no error";
      if (step.text.starts_with("executing query") && expected.phase == "compile time") {
        wanted = expected.type + " / compile time / " + expected.detail;
      }
      std::string found = "no error";
      Result<Ast> ast = ParseStatement(step.document);
      Error error;
      if (!ast.ok()) {
        error = ast.error();
        found = Triple(error);
      } else if (Result<BoundStatement> bound = Bind(*ast, context); !bound.ok()) {
        error = bound.error();
        found = Triple(error);
      }
      bool any_time = expected.phase == "any time" && step.text.starts_with("executing query");
      EXPECT_TRUE(found == wanted || any_time) << scenario.name << "\n"
                                               << step.document << "\nfound  " << found << ": "
                                               << error.message << "\nwanted " << wanted;
    }
  }
}

}  // namespace
}  // namespace rondo
