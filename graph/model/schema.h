#pragma once

// The football vocabulary: every node label and edge type that Rondo's own parts (article rules,
// import, export, completion, documents) speak of, in one table each. Graphs are free to use other
// labels and types; the tables describe, they do not restrict.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace rondo::schema {

enum class NodeLabel : uint8_t {
  kPlayer,
  kClub,
  kJournalist,
  kManager,
  kOfficial,
  kOutlet,
  kCompetition,
  kOrganisation,
  kPerson,
  kMatch,
  kArticle,
  kReport,
};
inline constexpr size_t kNodeLabelCount = 12;

/// A set of node labels.
class LabelSet {
 public:
  constexpr LabelSet() = default;
  constexpr LabelSet(std::initializer_list<NodeLabel> labels) {
    for (NodeLabel label : labels) {
      bits_ = static_cast<uint16_t>(bits_ | Bit(label));
    }
  }
  constexpr bool contains(NodeLabel label) const { return (bits_ & Bit(label)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(LabelSet, LabelSet) = default;

 private:
  static constexpr uint16_t Bit(NodeLabel label) {
    return static_cast<uint16_t>(1U << static_cast<unsigned>(label));
  }
  uint16_t bits_ = 0;
};

struct NodeLabelInfo {
  NodeLabel label;
  std::string_view name;           // "Player".
  std::string_view article_type;   // The entity type of article extraction ("org"), or empty.
  std::string_view wikidata_item;  // The class in Wikidata ("Q937857"), or empty.
  bool is_person;
  std::string_view description;
};

/// Whether a fact happens at a time or holds for a while.
enum class FactKind : uint8_t { kEvent, kState };

struct EdgeTypeInfo {
  std::string_view name;     // "loaned-to".
  LabelSet sources;          // The labels at the start of the edge.
  LabelSet targets;          // The labels at its end.
  bool symmetric;            // Means the same read either way; stored once.
  std::string_view inverse;  // The name of the edge read backwards ("lost-to"), or empty.
  FactKind kind;
  bool from_articles;                  // One of the relations that article reading extracts.
  std::string_view date_property;      // When an event happened or a state began, or empty.
  std::string_view until_property;     // When a state ended, or empty.
  std::string_view wikidata_property;  // Only where Wikidata's property means the same ("P54").
  std::string_view description;
};

/// All labels, in the order of NodeLabel.
std::span<const NodeLabelInfo> NodeLabels();
const NodeLabelInfo& InfoOf(NodeLabel label);
const NodeLabelInfo* FindNodeLabel(std::string_view name);
/// By the entity type of article extraction ("player", "org").
const NodeLabelInfo* FindArticleType(std::string_view article_type);

/// All edge types, those of articles first, in the order of the annotation guideline.
std::span<const EdgeTypeInfo> EdgeTypes();
const EdgeTypeInfo* FindEdgeType(std::string_view name);
/// By a name that is written backwards ("lost-to" gives beat).
const EdgeTypeInfo* FindInverseEdgeType(std::string_view inverse);

/// Whether an edge of this type may run from a node of one label to a node of the other; either way
/// round for symmetric types.
bool Accepts(const EdgeTypeInfo& type, NodeLabel source, NodeLabel target);

}  // namespace rondo::schema
