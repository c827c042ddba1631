#pragma once

// How often each rule was right on annotated articles (rules/measured.tsv, made by
// rules/measure_rules.py), and the confidence that follows. A rule that was seen little keeps much
// of what its author wrote. Pure data, read only once loaded.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/base/result.h"
#include "tools/articles/word_head.h"

namespace rondo::articles {

class RuleMeasures {
 public:
  /// Adds a table of `rule TAB right TAB wrong`; a rule that is there already is replaced. Empty
  /// lines and those that begin with # are skipped. InvalidData with file and line if malformed.
  Result<void> Load(std::string_view file_name, std::string_view contents);

  /// The share of right facts to expect of `rule`, for which its author wrote `written`.
  double ConfidenceOf(std::string_view rule, double written) const;

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.measures_);
  }

 private:
  struct Measure {
    uint32_t right = 0;
    uint32_t wrong = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view rule) const { return KeyOfWord(rule).hash; }
  };
  std::unordered_map<std::string, Measure, Hash, std::equal_to<>> measures_;  // By rule.
};

}  // namespace rondo::articles
