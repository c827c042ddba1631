// What a document looks like in the schema of the annotation guideline.

#include <gtest/gtest.h>

#include "tools/articles/pipeline.h"

namespace rondo::articles {
namespace {

Document TwoOfOneName() {
  Document document;
  document.id = "a \"b\"";
  document.text = "Silva met Silva.";
  document.sentences.push_back({.tokens = {}, .span = {0, 16}, .paragraph = 0, .headline = false});
  document.entities.resize(2);
  document.entities[0].name = "Silva";
  document.entities[0].aliases = {"The Ten", "\"S\""};
  document.entities[1].name = "Silva";
  return document;
}

TEST(DocumentJson, GivesEachEntityAnIdOfItsOwn) {
  EXPECT_EQ(ToJson(TwoOfOneName()),
            R"({"doc":"a \"b\"","date":null,"entities":[)"
            R"({"id":"silva","type":"person","name":"Silva","aliases":["The Ten","\"S\""]},)"
            R"({"id":"silva-2","type":"person","name":"Silva","aliases":[]}],"facts":[]})");
}

TEST(DocumentJson, GivesOfAFactWhatIsKnown) {
  Document document = TwoOfOneName();
  document.entities.resize(1);
  Fact fact;
  fact.relation = Relation::kPraisedBy;
  fact.subject = 0;
  fact.object = 0;
  fact.evidence = {0};
  fact.span = {6, 9};
  fact.confidence = 0.98765;
  document.facts.push_back(fact);
  fact.date.text = "2020-01";
  fact.speaker = 0;
  fact.evidence = {0, 0};
  fact.attributes = {{"role", "\"ten\""}, {"fee", "1"}};
  fact.rule = "judge/praises";
  fact.confidence = 1.0;
  document.facts.push_back(fact);
  document.facts.push_back(fact);
  document.facts.back().speaker_unnamed = true;
  const std::string json = ToJson(document);
  EXPECT_NE(json.find(R"({"rel":"praised-by","subj":"silva","obj":"silva","modality":"asserted",)"
                      R"("evidence":"Silva met Silva.","conf":0.988,"span":[6,9]},)"
                      R"({"rel":"praised-by","subj":"silva","obj":"silva","date":"2020-01",)"
                      R"("modality":"asserted","speaker":"silva",)"
                      R"("evidence":["Silva met Silva.","Silva met Silva."],)"
                      R"("attrs":{"role":"\"ten\"","fee":"1"},"conf":1.000,"span":[6,9],)"
                      R"("rule":"judge/praises"},)"),
            std::string::npos)
      << json;
  EXPECT_NE(json.find(R"("speaker":"unnamed","evidence")"), std::string::npos) << json;
}

}  // namespace
}  // namespace rondo::articles
