#include "tools/export/caption.h"

#include <array>

#include "graph/model/schema.h"
#include "graph/model/value_text.h"
#include "tools/export/edge_time.h"
#include "tools/export/markup_text.h"

namespace rondo {

std::string PropertyText(const Value& value) {
  if (value.is(Value::Kind::kString)) {
    return OneLine(value.string());
  }
  return OneLine(ValueText(value, {.quote_strings = !value.is_temporal()}));
}

std::string NodeCaption(const NodeRecord& node) {
  constexpr std::array<std::string_view, 4> kNamingProperties = {"name", "title", "headline", "id"};
  for (std::string_view key : kNamingProperties) {
    if (const Value* value = node.properties.Find(key); value != nullptr) {
      if (std::string text = PropertyText(*value);
          text.find_first_not_of(' ') != std::string::npos) {
        return text;
      }
    }
  }
  const std::string_view label = MainLabel(node);
  return (label.empty() ? "#" : OneLine(label) + " #") + std::to_string(node.id.value);
}

std::string EdgeCaption(const EdgeRecord& edge) {
  std::string caption = OneLine(edge.type);
  auto first_of = [&](std::initializer_list<std::string_view> keys) {
    for (std::string_view key : keys) {
      if (const Value* value = edge.properties.Find(key); value != nullptr) {
        return PropertyText(*value);
      }
    }
    return std::string();
  };
  const std::string from = first_of({"from", "date"});
  const std::string until = first_of({"until"});
  if (!from.empty() || !until.empty()) {
    caption += ' ' + from;
  }
  if (!until.empty()) {
    caption += ".." + until;
  }
  return caption;
}

std::string_view MainLabel(const NodeRecord& node) {
  std::string_view best;
  int best_rank = -1;
  for (const std::string& label : node.labels) {
    const schema::NodeLabelInfo* info = schema::FindNodeLabel(label);
    int rank = 0;
    if (info != nullptr) {
      rank = info->label == schema::NodeLabel::kPerson ? 1 : 2;
    }
    if (rank > best_rank) {
      best = label;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace rondo
