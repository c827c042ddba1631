// Writes a document in the schema of the annotation guideline.

#include <fmt/format.h>

#include <unordered_set>

#include "graph/model/value_json.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/pipeline.h"

namespace rondo::articles {
namespace {

// Enough for most, so that the text need not grow step by step.
constexpr std::size_t kBytesForDocument = 4096;
constexpr std::size_t kBytesForFact = 640;

/// REQUIRES: `key` is plain letters.
void AppendField(std::string_view key, std::string_view value, std::string& out) {
  out += '"';
  out += key;
  out += "\":";
  AppendJsonString(value, out);
}

/// The same of a value that is plain letters, too: an id, a date, a name of ours.
void AppendPlainField(std::string_view key, std::string_view value, std::string& out) {
  out += '"';
  out += key;
  out += "\":\"";
  out += value;
  out += '"';
}

/// "Chris Smalling" gives "chris-smalling"; unique within the document.
std::vector<std::string> EntityIds(const Document& document) {
  std::vector<std::string> ids;
  ids.reserve(document.entities.size());
  std::unordered_set<std::string_view> taken(document.entities.size());  // Of `ids`, which stay
                                                                         // where they are.
  std::string folded;
  for (const Entity& entity : document.entities) {
    std::string id;
    folded.clear();
    AppendFolded(entity.name, folded);
    for (const char letter : folded) {
      const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      if (plain) {
        id += letter;
      } else if (!id.empty() && id.back() != '-') {
        id += '-';
      }
    }
    while (!id.empty() && id.back() == '-') {
      id.pop_back();
    }
    if (id.empty()) {
      id = "entity";
    }
    if (taken.contains(id)) {
      const std::string base = id;
      for (int number = 2; taken.contains(id); ++number) {
        id = fmt::format("{}-{}", base, number);
      }
    }
    taken.insert(ids.emplace_back(std::move(id)));
  }
  return ids;
}

void AppendEntity(const Entity& entity, const std::string& id, std::string& out) {
  out += '{';
  AppendPlainField("id", id, out);
  out += ',';
  AppendPlainField("type", NameOf(entity.type), out);
  out += ',';
  AppendField("name", entity.name, out);
  out += ",\"aliases\":[";
  for (std::size_t index = 0; index < entity.aliases.size(); ++index) {
    out += index == 0 ? "" : ",";
    AppendJsonString(entity.aliases[index], out);
  }
  out += "]}";
}

void AppendFact(const Document& document, const Fact& fact, const std::vector<std::string>& ids,
                std::string& out) {
  out += '{';
  AppendPlainField("rel", InfoOf(fact.relation).name, out);
  out += ',';
  AppendPlainField("subj", ids[fact.subject], out);
  out += ',';
  AppendPlainField("obj", ids[fact.object], out);
  if (!fact.date.text.empty()) {
    out += ',';
    AppendPlainField("date", fact.date.text, out);
  }
  out += ',';
  AppendPlainField("modality", NameOf(fact.modality), out);
  if (fact.speaker_unnamed || fact.speaker != kNone) {
    out += ',';
    AppendPlainField("speaker",
                     fact.speaker_unnamed ? "unnamed" : std::string_view(ids[fact.speaker]), out);
  }
  out += ",\"evidence\":";
  out += fact.evidence.size() == 1 ? "" : "[";
  for (std::size_t index = 0; index < fact.evidence.size(); ++index) {
    out += index == 0 ? "" : ",";
    AppendJsonString(document.TextOf(document.sentences[fact.evidence[index]]), out);
  }
  out += fact.evidence.size() == 1 ? "" : "]";
  if (!fact.attributes.empty()) {
    out += ",\"attrs\":{";
    for (std::size_t index = 0; index < fact.attributes.size(); ++index) {
      out += index == 0 ? "" : ",";
      AppendJsonString(fact.attributes[index].first, out);
      out += ':';
      AppendJsonString(fact.attributes[index].second, out);
    }
    out += '}';
  }
  fmt::format_to(std::back_inserter(out), ",\"conf\":{:.3f},\"span\":[{},{}]", fact.confidence,
                 document.offsets.ToOriginal(fact.span.begin),
                 document.offsets.ToOriginal(fact.span.end));
  if (!fact.rule.empty()) {
    out += ',';
    AppendField("rule", fact.rule, out);
  }
  out += '}';
}

}  // namespace

std::string ToJson(const Document& document) {
  const std::vector<std::string> ids = EntityIds(document);
  std::string out;
  out.reserve(kBytesForDocument + document.facts.size() * kBytesForFact);
  out += '{';
  AppendField("doc", document.id, out);
  out += ",\"date\":";
  if (document.date) {
    AppendJsonString(IsoDay(*document.date), out);
  } else {
    out += "null";
  }
  out += ",\"entities\":[";
  for (std::size_t index = 0; index < document.entities.size(); ++index) {
    out += index == 0 ? "" : ",";
    AppendEntity(document.entities[index], ids[index], out);
  }
  out += "],\"facts\":[";
  for (std::size_t index = 0; index < document.facts.size(); ++index) {
    out += index == 0 ? "" : ",";
    AppendFact(document, document.facts[index], ids, out);
  }
  out += "]}";
  return out;
}

}  // namespace rondo::articles
