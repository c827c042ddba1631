#include "tools/articles/load/graph_names.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/model/calendar.h"
#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "tools/articles/graph/fact_vocabulary.h"

namespace rondo::articles {
namespace {

constexpr size_t kBatchSize = 1024;
constexpr std::array<std::string_view, 4> kCareerTypes = {"plays-for", "manages", "works-for",
                                                          "writes-for"};
constexpr std::string_view kPlaysForType = kCareerTypes[0];
constexpr std::string_view kBirthYear = "birth_year";
constexpr std::string_view kCountry = "country";
constexpr std::string_view kCity = "city";
constexpr std::string_view kNicknames = "nicknames";
constexpr size_t kNameSizeMin = 3;

/// One node as the register is going to know it.
struct GraphName {
  RegisterEntry entry;
  std::vector<std::string> aliases;
  std::vector<std::string> nicknames;

  auto Order() const {
    return std::tie(entry.type, entry.name, entry.birth_year, entry.affiliations, aliases);
  }
};

std::string TextOf(const Value& value) {
  return value.is(Value::Kind::kString) ? std::string(value.string()) : std::string();
}

std::vector<std::string> TextsOf(const Value& value) {
  std::vector<std::string> texts;
  if (value.is(Value::Kind::kList)) {
    for (const Value& element : value.list()) {
      if (element.is(Value::Kind::kString)) {
        texts.emplace_back(element.string());
      }
    }
  }
  return texts;
}

int16_t YearOf(const Value& value) {
  constexpr int64_t kYearMax = std::numeric_limits<int16_t>::max();
  int64_t year = 0;
  if (value.is(Value::Kind::kInteger)) {
    year = value.integer();
  } else if (value.is(Value::Kind::kDate)) {
    year = CivilFromDays(value.date().epoch_days).year;
  }
  return year > 0 && year <= kYearMax ? static_cast<int16_t>(year) : int16_t{0};
}

/// Reads the nodes of one label, batch by batch.
class LabelReader {
 public:
  LabelReader(const GraphView& view, LabelId label, EntityType type, std::vector<GraphName>& out)
      : view_(view), label_(label), type_(type), out_(out) {
    for (std::string_view name : kCareerTypes) {
      if (const auto id = view_.FindEdgeType(name); id.has_value()) {
        career_types_.push_back(*id);
      }
    }
  }

  Result<void> Read() {
    ScanPosition position;
    std::vector<NodeId> nodes(kBatchSize);
    while (!position.at_end) {
      RONDO_TRY_ASSIGN(const size_t count, view_.ScanNodesWithLabel(label_, position, nodes));
      if (count == 0) {
        break;
      }
      RONDO_TRY(ReadBatch(std::span(nodes).first(count)));
    }
    return {};
  }

 private:
  Result<std::vector<Value>> Column(std::string_view property, std::span<const NodeId> nodes) {
    std::vector<Value> values(nodes.size());
    if (const auto key = view_.FindPropertyKey(property); key.has_value()) {
      RONDO_TRY(view_.GatherNodeProperty(*key, nodes, values));
    }
    return values;
  }

  Result<void> ReadBatch(std::span<const NodeId> nodes) {
    RONDO_TRY_ASSIGN(const auto names, Column(kEntityName, nodes));
    RONDO_TRY_ASSIGN(const auto aliases, Column(kEntityAliases, nodes));
    RONDO_TRY_ASSIGN(const auto nicknames, Column(kNicknames, nodes));
    RONDO_TRY_ASSIGN(const auto countries,
                     Column(IsHuman(type_) ? kEntityNationality : kCountry, nodes));
    RONDO_TRY_ASSIGN(const auto cities, Column(kCity, nodes));
    RONDO_TRY_ASSIGN(const auto births, Column(kBirthYear, nodes));
    RONDO_TRY_ASSIGN(const auto learned, Column(kLearned, nodes));
    RONDO_TRY_ASSIGN(const auto support, SupportOf(nodes));
    const size_t first = out_.size();
    std::vector<NodeId> kept;
    for (size_t index = 0; index < nodes.size(); ++index) {
      const bool from_articles = !learned[index].is_null();
      if (!names[index].is(Value::Kind::kString) ||
          (from_articles && support[index] < kLearnedSupportMin)) {
        continue;
      }
      GraphName name;
      name.entry.type = type_;
      name.entry.name = TextOf(names[index]);
      name.entry.country = TextOf(countries[index]);
      name.entry.city = TextOf(cities[index]);
      name.entry.birth_year = YearOf(births[index]);
      if (!from_articles) {
        name.aliases = TextsOf(aliases[index]);
        name.nicknames = TextsOf(nicknames[index]);
      }
      out_.push_back(std::move(name));
      kept.push_back(nodes[index]);
    }
    return IsHuman(type_) ? ReadCareers(kept, std::span(out_).subspan(first)) : Result<void>();
  }

  /// How many articles mention each node.
  Result<std::vector<uint64_t>> SupportOf(std::span<const NodeId> nodes) {
    std::vector<uint64_t> counts(nodes.size(), 0);
    if (const auto type = view_.FindEdgeType(kMentionsType); type.has_value()) {
      RONDO_TRY(view_.GatherDegrees({.direction = Direction::kIncoming, .types = {&*type, 1}},
                                    nodes, counts));
    }
    return counts;
  }

  Result<std::vector<Value>> EdgeColumn(std::string_view property, std::span<const EdgeId> edges) {
    std::vector<Value> values(edges.size());
    if (const auto key = view_.FindPropertyKey(property); key.has_value()) {
      RONDO_TRY(view_.GatherEdgeProperty(*key, edges, values));
    }
    return values;
  }

  /// Where and when people played, managed, worked: it tells namesakes apart.
  Result<void> ReadCareers(std::span<const NodeId> people, std::span<GraphName> names) {
    if (career_types_.empty() || people.empty()) {
      return {};
    }
    AdjacencyBatch adjacency;
    RONDO_TRY(view_.Expand({.types = career_types_}, people, adjacency));
    RONDO_TRY_ASSIGN(const auto clubs, Column(kEntityName, adjacency.neighbors));
    RONDO_TRY_ASSIGN(const auto from, EdgeColumn(evidence::kFactFrom, adjacency.edges));
    RONDO_TRY_ASSIGN(const auto until, EdgeColumn(evidence::kFactUntil, adjacency.edges));
    for (size_t person = 0; person < people.size(); ++person) {
      std::vector<std::tuple<std::string, int16_t, int16_t>> spells;
      for (uint32_t at = adjacency.offsets[person]; at < adjacency.offsets[person + 1]; ++at) {
        if (clubs[at].is(Value::Kind::kString)) {
          spells.emplace_back(TextOf(clubs[at]), YearOf(from[at]), YearOf(until[at]));
        }
      }
      std::sort(spells.begin(), spells.end());
      spells.erase(std::unique(spells.begin(), spells.end()), spells.end());
      for (auto& [club, begin, end] : spells) {
        names[person].entry.affiliations.push_back(club);
        names[person].entry.years.push_back({begin, end});
      }
      names[person].entry.prominence = static_cast<uint32_t>(spells.size());
    }
    return {};
  }

  const GraphView& view_;
  LabelId label_;
  EntityType type_;
  std::vector<GraphName>& out_;
  std::vector<EdgeTypeId> career_types_;
};

bool HasSeveralWords(std::string_view name) { return name.find(' ') != std::string_view::npos; }

/// Whether a name says enough to find somebody or something by it.
bool Tells(const NameRegister& names, EntityType type, const std::string& text) {
  return text.size() >= kNameSizeMin &&
         (HasSeveralWords(text) || (!IsHuman(type) && !names.IsEverydayWord(text)));
}

void AddName(GraphName name, NameRegister& names) {
  const EntityType type = name.entry.type;
  const uint32_t index = names.AddEntry(std::move(name.entry));
  for (const auto& [list, use] : {std::pair(&name.aliases, NameUse::kAlias),
                                  std::pair(&name.nicknames, NameUse::kNickname)}) {
    for (const std::string& text : *list) {
      if (Tells(names, type, text) && !names.Find(text).has_value()) {
        names.AddName(text, index, use);
      }
    }
  }
}

}  // namespace

Result<uint64_t> AddGraphNames(const GraphView& view, NameRegister& names) {
  std::vector<GraphName> found;
  for (const schema::NodeLabelInfo& info : schema::NodeLabels()) {
    const auto type = EntityTypeByName(info.article_type);
    const auto label = view.FindLabel(info.name);
    if (type.has_value() && label.has_value()) {
      RONDO_TRY(LabelReader(view, *label, *type, found).Read());
    }
  }
  // By what they say, so that the ids that a graph happened to give do not matter.
  std::stable_sort(found.begin(), found.end(), [](const GraphName& left, const GraphName& right) {
    return left.Order() < right.Order();
  });
  // All are judged before the first is added: namesakes of the graph come in together.
  std::erase_if(found, [&](const GraphName& name) {
    return !Tells(names, name.entry.type, name.entry.name) ||
           names.Find(name.entry.name).has_value();
  });
  for (GraphName& name : found) {
    AddName(std::move(name), names);
  }
  return found.size();
}

}  // namespace rondo::articles
