// Writes a document in the schema of the annotation guideline.

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

#include "graph/model/value_json.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/pipeline.h"

namespace rondo::articles {
namespace {

// Enough for most, so that the text need not grow step by step.
constexpr std::size_t kBytesForDocument = 1024;
constexpr std::size_t kBytesForEntity = 128;
constexpr std::size_t kBytesForFact = 640;
constexpr std::size_t kBytesForId = 24;

/// Appends the parts one behind the other: JSON as it stands, or plain letters (an id, a date, a
/// name of ours).
template <typename... Parts>
[[gnu::always_inline]] inline void Append(std::string& out, const Parts&... parts) {
  (out.append(std::string_view(parts)), ...);
}

void AppendNumber(std::string& out, uint64_t number) {
  std::array<char, 20> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

/// Of 0 to 1, with three digits behind the point.
void AppendShare(std::string& out, double share) {
  const double thousandths = share * 1000;
  const double rounded = std::nearbyint(thousandths);
  // Halfway between two, the last bits of the number decide which is nearer.
  constexpr double kCertain = 0.499999;
  if (std::abs(thousandths - rounded) < kCertain && rounded >= 0 && rounded < 1000) {
    const auto number = static_cast<unsigned>(rounded);
    out += "0.";
    for (const unsigned digit : {number / 100, number / 10 % 10, number % 10}) {
      out += static_cast<char>('0' + digit);
    }
    return;
  }
  std::array<char, 32> digits;
  const auto end =
      std::to_chars(digits.begin(), digits.end(), share, std::chars_format::fixed, 3).ptr;
  out.append(digits.data(), end);
}

/// What entities are called in the document: "Chris Smalling" is "chris-smalling". No two have the
/// same.
class EntityIds {
 public:
  explicit EntityIds(const Document& document)
      : slots_(std::bit_ceil(document.entities.size() * 2 + 1)) {
    ends_.reserve(document.entities.size() + 1);
    ends_.push_back(0);
    letters_.reserve(document.entities.size() * kBytesForId);
    for (const Entity& entity : document.entities) {
      Add(entity.name);
    }
  }

  std::string_view operator[](EntityIndex entity) const {
    return std::string_view(letters_).substr(ends_[entity], ends_[entity + 1] - ends_[entity]);
  }

 private:
  void Add(std::string_view name) {
    const std::size_t begin = letters_.size();
    AppendFolded(name, letters_);
    std::size_t size = begin;
    for (std::size_t at = begin; at < letters_.size(); ++at) {
      const char letter = letters_[at];
      const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      if (plain) {
        letters_[size++] = letter;
      } else if (size != begin && letters_[size - 1] != '-') {
        letters_[size++] = '-';
      }
    }
    size -= size != begin && letters_[size - 1] == '-' ? 1 : 0;
    letters_.resize(size);
    if (size == begin) {
      letters_ += "entity";
    }
    const std::size_t base_end = letters_.size();
    for (int number = 2; !Take(begin); ++number) {
      letters_.resize(base_end);
      letters_ += "-" + std::to_string(number);
    }
    ends_.push_back(static_cast<uint32_t>(letters_.size()));
  }

  /// Gives the letters from `begin` on to the next entity; false if another has them.
  bool Take(std::size_t begin) {
    const std::string_view id = std::string_view(letters_).substr(begin);
    const auto next = static_cast<EntityIndex>(ends_.size() - 1);
    std::size_t slot = KeyOfWord(id).hash % slots_.size();
    for (; slots_[slot] != 0; slot = (slot + 1) % slots_.size()) {
      if ((*this)[slots_[slot] - 1] == id) {
        return false;
      }
    }
    slots_[slot] = next + 1;
    return true;
  }

  std::string letters_;          // Of all of them, one behind the other.
  std::vector<uint32_t> ends_;   // Where each begins and the one before it ends.
  std::vector<uint32_t> slots_;  // Open addressing, by hash: 1 + the entity; 0 is free.
};

void AppendEntity(const Entity& entity, std::string_view id, std::string& out) {
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

void AppendFact(const Document& document, const Fact& fact, const EntityIds& ids,
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
  const EntityIds ids(document);
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
    AppendEntity(document.entities[index], ids[static_cast<EntityIndex>(index)], out);
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
