#include "query/execute/procedure/procedure_registry.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "query/execute/procedure/built_in_procedures.h"
#include "query/execute/procedure/signature_text.h"

namespace rondo {
namespace {

Procedure Named(std::string_view signature) {
  Procedure procedure;
  procedure.signature = ParseProcedureSignature(signature).value();
  return procedure;
}

TEST(ProcedureRegistry, FindsNamesInAnyCase) {
  const ProcedureRegistry registry(BuiltInProcedures());
  ASSERT_NE(registry.Find("DB.Labels"), nullptr);
  EXPECT_EQ(registry.Find("DB.Labels")->signature.name, "db.labels");
  EXPECT_EQ(registry.FindSignature("ALGO.PAGERANK")->outputs.size(), 2u);
  EXPECT_EQ(registry.Find("db.label"), nullptr);
  EXPECT_EQ(registry.FindSignature("db.label"), nullptr);
}

TEST(ProcedureRegistry, ReplacesByNameAndKeepsWhatIsHeld) {
  ProcedureRegistry registry;
  registry.Register(Named("my.own() :: (a :: STRING)"));
  const std::shared_ptr<const ProcedureSignature> held = registry.FindSignature("my.own");
  registry.Register(Named("MY.own() :: (b :: STRING)"));
  EXPECT_EQ(registry.Names(), std::vector<std::string>{"MY.own"});
  EXPECT_EQ(held->outputs[0].name, "a");
  EXPECT_EQ(registry.FindSignature("my.own")->outputs[0].name, "b");
}

TEST(ProcedureRegistry, ServesReadersWhileOthersRegister) {
  ProcedureRegistry registry(BuiltInProcedures());
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int index = 0; index < 200; ++index) {
      registry.Register(Named("my.p" + std::to_string(index) + "() :: VOID"));
    }
    done = true;
  });
  while (!done) {
    ASSERT_NE(registry.Find("db.labels"), nullptr);
  }
  writer.join();
  EXPECT_NE(registry.Find("my.p199"), nullptr);
}

TEST(ProcedureSignature, IsReadAndWrittenBack) {
  for (const char* text : {"a.b() :: VOID", "a.b(x :: STRING?) :: (y :: LIST<INTEGER>)",
                           "a(x :: NODE, configuration = {} :: MAP) :: (y :: FLOAT, z :: ANY?)"}) {
    const auto signature = ParseProcedureSignature(text);
    ASSERT_TRUE(signature.ok()) << text;
    EXPECT_EQ(SignatureText(*signature), text);
  }
  const ProcedureSignature signature =
      ParseProcedureSignature("a(x :: NODE, c = {} :: MAP) :: (y :: LIST<STRING>?)").value();
  EXPECT_EQ(signature.required_input_count, 1u);
  EXPECT_FALSE(signature.inputs[0].nullable);
  EXPECT_TRUE(signature.outputs[0].nullable);
  EXPECT_TRUE(signature.outputs[0].type == TypeSet(Value::Kind::kList));
}

TEST(ProcedureSignature, RefusesOtherTexts) {
  for (const char* text :
       {"", "a", "a()", "a() :: STRING", "() :: VOID", "a(x) :: VOID", "a(x :: THING) :: VOID",
        "a(x = 1 :: INTEGER, y :: INTEGER) :: VOID", ")a( :: VOID"}) {
    const auto signature = ParseProcedureSignature(text);
    ASSERT_FALSE(signature.ok()) << text;
    EXPECT_EQ(signature.error().detail, "MalformedSignature");
  }
}

TEST(FunctionSignatureText, ShowsTypesAndWhatIsOptional) {
  EXPECT_EQ(SignatureText(*FindFunction("left")), "left(STRING, INTEGER) :: STRING");
  EXPECT_EQ(SignatureText(*FindFunction("coalesce")), "coalesce(ANY, ...) :: ANY");
  EXPECT_EQ(FunctionCategory(*FindFunction("left")), "String");
  EXPECT_EQ(FunctionCategory(*FindFunction("count")), "Aggregating");
  EXPECT_EQ(FunctionCategory(*FindFunction("id")), "Graph");
  EXPECT_EQ(FunctionCategory(*FindFunction("date.truncate")), "Temporal");
}

}  // namespace
}  // namespace rondo
