#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/model/evidence_schema.h"
#include "graph/model/value_text.h"
#include "tools/output/visible_text.h"
#include "tools/shell/render/renderers.h"

namespace rondo::shell {
namespace {

/// The part of a date that people read: "2019-08" of "2019-08-30".
std::string MonthOf(const Value* day) {
  constexpr size_t kMonthSize = 7;
  if (day == nullptr || day->is_null()) {
    return {};
  }
  const std::string text = ValueText(*day, {.quote_strings = false});
  const bool is_date = text.size() > kMonthSize && text[4] == '-' && text[kMonthSize] == '-';
  return is_date ? text.substr(0, kMonthSize) : text;
}

/// " 2019-08..2020-06", " 2020-01-30", or "" for an edge without time.
std::string TimeText(const MapValue& properties) {
  const std::string from = MonthOf(properties.Find(evidence::kFactFrom));
  const std::string until = MonthOf(properties.Find(evidence::kFactUntil));
  if (!from.empty() || !until.empty()) {
    return " " + from + ".." + until;
  }
  const Value* date = properties.Find(evidence::kFactDate);
  return date == nullptr || date->is_null() ? std::string()
                                            : " " + ValueText(*date, {.quote_strings = false});
}

/// The name of a node by its properties, or "".
std::string NameOf(const NodeRecord& node) {
  for (std::string_view key : {"name", "title"}) {
    const Value* name = node.properties.Find(key);
    if (name != nullptr && name->is(Value::Kind::kString)) {
      return std::string(name->string());
    }
  }
  return {};
}

/// One line an edge, each edge once, in the order in which they come; nodes without edges stand
/// alone behind them. Rows without nodes and edges show nothing.
class GraphRenderer final : public Renderer {
 public:
  GraphRenderer(const RenderOptions& options, Output& output)
      : options_(options), output_(output) {}

  void Begin(std::span<const std::string>) override {}

  void AddRow(std::span<const Value> values) override {
    for (const Value& value : values) {
      Collect(value);
    }
  }

  void Finish(const ExecutionSummary&) override {
    std::unordered_set<uint64_t> drawn;
    for (const Value& value : edges_) {
      const EdgeRecord* edge = value.edge_record();
      drawn.insert(edge->source.value);
      drawn.insert(edge->target.value);
      WriteLine([&] {
        return NodeText(edge->source) + "-[" +
               VisibleText(edge->type + TimeText(edge->properties)) + "]->" +
               NodeText(edge->target);
      });
    }
    for (NodeId node : nodes_) {
      if (!drawn.contains(node.value)) {
        WriteLine([&] { return NodeText(node); });
      }
    }
  }

  std::string remark() const override {
    return total_count_ == 0 ? "the result holds no nodes or edges; another :mode shows its rows"
                             : std::string();
  }
  uint64_t shown_count() const override { return shown_count_; }
  uint64_t total_count() const override { return total_count_; }
  std::string_view counted() const override { return "line"; }

 private:
  template <typename MakeText>
  void WriteLine(MakeText make_text) {
    if (total_count_++ < options_.row_count_max) {
      ++shown_count_;
      output_.Write(make_text() + "\n");
    }
  }

  void Collect(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::kNode:
        if (const NodeRecord* record = value.node_record(); record != nullptr) {
          if (names_.emplace(record->id.value, NameOf(*record)).second) {
            nodes_.push_back(record->id);
          }
        }
        return;
      case Value::Kind::kEdge:
        if (value.edge_record() != nullptr && edge_ids_.insert(value.edge().value).second) {
          edges_.push_back(value);
        }
        return;
      case Value::Kind::kPath:
        std::ranges::for_each(value.path().nodes, [this](const Value& node) { Collect(node); });
        std::ranges::for_each(value.path().edges, [this](const Value& edge) { Collect(edge); });
        return;
      case Value::Kind::kList:
        std::ranges::for_each(value.list(), [this](const Value& element) { Collect(element); });
        return;
      case Value::Kind::kMap:
        for (const auto& [key, element] : value.map()) {
          Collect(element);
        }
        return;
      default:
        return;
    }
  }

  std::string NodeText(NodeId node) {
    auto [position, is_new] = names_.try_emplace(node.value);
    if (is_new && options_.node_name) {
      position->second = options_.node_name(node);
    }
    return "(" +
           (position->second.empty() ? "#" + std::to_string(node.value)
                                     : VisibleText(position->second)) +
           ")";
  }

  RenderOptions options_;
  Output& output_;
  std::vector<Value> edges_;  // With records.
  std::vector<NodeId> nodes_;
  std::unordered_set<uint64_t> edge_ids_;
  std::unordered_map<uint64_t, std::string> names_;  // By node; "" where it has none.
  uint64_t shown_count_ = 0;
  uint64_t total_count_ = 0;
};

}  // namespace

std::unique_ptr<Renderer> MakeGraphRenderer(const RenderOptions& options, Output& output) {
  return std::make_unique<GraphRenderer>(options, output);
}

}  // namespace rondo::shell
