#include "query/execute/expression/regular_expression.h"

#include <re2/re2.h>

#include <utility>

namespace rondo {

namespace {

/// More patterns than this come from data; then the old ones are dropped.
constexpr size_t kPatternCountMax = 256;

}  // namespace

RegularExpressionCache::RegularExpressionCache() = default;
RegularExpressionCache::~RegularExpressionCache() = default;
RegularExpressionCache::RegularExpressionCache(RegularExpressionCache&&) noexcept = default;
RegularExpressionCache& RegularExpressionCache::operator=(RegularExpressionCache&&) noexcept =
    default;

Result<bool> RegularExpressionCache::Matches(std::string_view text, const std::string& pattern) {
  auto position = compiled_.find(pattern);
  if (position == compiled_.end()) {
    RE2::Options options;
    options.set_log_errors(false);
    auto expression = std::make_unique<RE2>(pattern, options);
    if (!expression->ok()) {
      return RuntimeError(ErrorCode::kArgument, "InvalidRegularExpression",
                          "invalid regular expression: " + expression->error());
    }
    if (compiled_.size() >= kPatternCountMax) {
      compiled_.clear();
    }
    position = compiled_.emplace(pattern, std::move(expression)).first;
  }
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *position->second);
}

}  // namespace rondo
