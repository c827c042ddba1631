// Writes a document in the schema of the annotation guideline.

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include "graph/model/value_json.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/pipeline.h"

namespace rondo::articles {
namespace {

// Enough for most, so that the text need not grow step by step.
constexpr std::size_t kBytesForDocument = 1024;
constexpr std::size_t kBytesForEntity = 128;
constexpr std::size_t kBytesForFact = 640;

/// Appends the parts one behind the other: JSON as it stands, or plain letters (an id, a date, a
/// name of ours).
template <typename... Parts>
void Append(std::string& out, const Parts&... parts) {
  std::size_t at = out.size();
  out.resize(at + (std::string_view(parts).size() + ...));
  const auto add = [&](std::string_view part) {
    std::copy(part.begin(), part.end(), out.data() + at);
    at += part.size();
  };
  (add(parts), ...);
}

void AppendNumber(std::string& out, uint64_t number) {
  std::array<char, 20> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

/// Of 0 to 1, with three digits behind the point.
void AppendShare(std::string& out, double share) {
  std::array<char, 32> digits;
  const auto end =
      std::to_chars(digits.begin(), digits.end(), share, std::chars_format::fixed, 3).ptr;
  out.append(digits.data(), end);
}

/// "Chris Smalling" gives "chris-smalling"; unique within the document.
std::vector<std::string> EntityIds(const Document& document) {
  std::vector<std::string> ids;
  ids.reserve(document.entities.size());
  std::unordered_set<std::string_view> taken(document.entities.size());  // Of `ids`, which stay
                                                                         // where they are.
  std::string folded;
  for (const Entity& entity : document.entities) {
    folded.clear();
    AppendFolded(entity.name, folded);
    std::string& id = ids.emplace_back(folded.size(), '-');
    std::size_t size = 0;
    for (const char letter : folded) {
      const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      if (plain) {
        id[size++] = letter;
      } else if (size != 0 && id[size - 1] != '-') {
        id[size++] = '-';
      }
    }
    size -= size != 0 && id[size - 1] == '-' ? 1 : 0;
    id.resize(size);
    if (id.empty()) {
      id = "entity";
    }
    if (!taken.insert(id).second) {
      const std::string base = id;
      for (int number = 2; taken.contains(id); ++number) {
        id = base + "-" + std::to_string(number);
      }
      taken.insert(id);
    }
  }
  return ids;
}

void AppendEntity(const Entity& entity, const std::string& id, std::string& out) {
  Append(out, R"({"id":")", id, R"(","type":")", NameOf(entity.type), R"(","name":)");
  AppendJsonString(entity.name, out);
  Append(out, R"(,"aliases":[)");
  for (std::size_t index = 0; index < entity.aliases.size(); ++index) {
    Append(out, index == 0 ? "" : ",");
    AppendJsonString(entity.aliases[index], out);
  }
  Append(out, "]}");
}

void AppendEvidence(const Document& document, const Fact& fact, std::string& out) {
  const bool one = fact.evidence.size() == 1;
  Append(out, R"(,"evidence":)", one ? "" : "[");
  for (std::size_t index = 0; index < fact.evidence.size(); ++index) {
    Append(out, index == 0 ? "" : ",");
    AppendJsonString(document.TextOf(document.sentences[fact.evidence[index]]), out);
  }
  Append(out, one ? "" : "]");
}

void AppendAttributes(const Fact& fact, std::string& out) {
  if (fact.attributes.empty()) {
    return;
  }
  Append(out, R"(,"attrs":{)");
  for (std::size_t index = 0; index < fact.attributes.size(); ++index) {
    Append(out, index == 0 ? "" : ",");
    AppendJsonString(fact.attributes[index].first, out);
    Append(out, ":");
    AppendJsonString(fact.attributes[index].second, out);
  }
  Append(out, "}");
}

void AppendFact(const Document& document, const Fact& fact, const std::vector<std::string>& ids,
                std::string& out) {
  Append(out, R"({"rel":")", InfoOf(fact.relation).name, R"(","subj":")", ids[fact.subject],
         R"(","obj":")", ids[fact.object]);
  if (!fact.date.text.empty()) {
    Append(out, R"(","date":")", fact.date.text);
  }
  Append(out, R"(","modality":")", NameOf(fact.modality));
  if (fact.speaker_unnamed) {
    Append(out, R"(","speaker":"unnamed)");
  } else if (fact.speaker != kNone) {
    Append(out, R"(","speaker":")", ids[fact.speaker]);
  }
  Append(out, "\"");
  AppendEvidence(document, fact, out);
  AppendAttributes(fact, out);
  Append(out, R"(,"conf":)");
  AppendShare(out, fact.confidence);
  Append(out, R"(,"span":[)");
  AppendNumber(out, document.offsets.ToOriginal(fact.span.begin));
  Append(out, ",");
  AppendNumber(out, document.offsets.ToOriginal(fact.span.end));
  Append(out, "]");
  if (!fact.rule.empty()) {
    Append(out, R"(,"rule":)");
    AppendJsonString(fact.rule, out);
  }
  Append(out, "}");
}

}  // namespace

std::string ToJson(const Document& document) {
  const std::vector<std::string> ids = EntityIds(document);
  std::string out;
  out.reserve(kBytesForDocument + document.entities.size() * kBytesForEntity +
              document.facts.size() * kBytesForFact);
  Append(out, R"({"doc":)");
  AppendJsonString(document.id, out);
  Append(out, R"(,"date":)");
  if (document.date) {
    AppendJsonString(IsoDay(*document.date), out);
  } else {
    Append(out, "null");
  }
  Append(out, R"(,"entities":[)");
  for (std::size_t index = 0; index < document.entities.size(); ++index) {
    Append(out, index == 0 ? "" : ",");
    AppendEntity(document.entities[index], ids[index], out);
  }
  Append(out, R"(],"facts":[)");
  for (std::size_t index = 0; index < document.facts.size(); ++index) {
    Append(out, index == 0 ? "" : ",");
    AppendFact(document, document.facts[index], ids, out);
  }
  Append(out, "]}");
  return out;
}

}  // namespace rondo::articles
