#include "tools/articles/rule_measures.h"

#include <charconv>

#include "graph/base/error.h"

namespace rondo::articles {
namespace {

// So many facts seen weigh as much as what the rule's author wrote.
constexpr double kPriorWeight = 5.0;

bool ReadCount(std::string_view text, uint32_t& count) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Result<void> RuleMeasures::Load(std::string_view file_name, std::string_view contents) {
  uint32_t number = 0;
  while (!contents.empty()) {
    const std::size_t newline = contents.find('\n');
    const std::string_view line = contents.substr(0, newline);
    contents.remove_prefix(newline == std::string_view::npos ? contents.size() : newline + 1);
    ++number;
    if (line.empty() || line[0] == '#') {
      continue;
    }
    Measure measure;
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos ||
        !ReadCount(line.substr(first + 1, second - first - 1), measure.right) ||
        !ReadCount(line.substr(second + 1), measure.wrong)) {
      return RuntimeError(ErrorCode::kInvalidData, "MalformedRules",
                          std::string(file_name) + " line " + std::to_string(number) +
                              ": expected `rule TAB right TAB wrong`");
    }
    measures_.insert_or_assign(std::string(line.substr(0, first)), measure);
  }
  return {};
}

double RuleMeasures::ConfidenceOf(std::string_view rule, double written) const {
  const auto found = measures_.find(rule);
  if (found == measures_.end()) {
    return written;
  }
  const auto [right, wrong] = found->second;
  return (right + kPriorWeight * written) / (right + wrong + kPriorWeight);
}

}  // namespace rondo::articles
