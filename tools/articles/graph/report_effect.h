#pragma once

// ReportEffect: what one report more, or one less, makes of the summary of a fact, found out from
// as few of the other reports as it takes. A popular fact has thousands, and one more seldom tells
// anything new; where it might, a single other report can often prove that it does not: an earlier
// one with the same attribute, say, keeps it from deciding that attribute. The result is what
// Summarise makes of all reports, or `certain` stays false and Summarise has to be asked.
// Pure: knows nothing of the graph. Lives on the stack.

#include <string_view>
#include <vector>

#include "graph/model/schema.h"
#include "tools/articles/graph/fact_summary.h"

namespace rondo::articles {

/// What is wanted of reports: every property that is not read is a column less to load.
struct ReportFields {
  bool reported = true;
  bool place = true;  // Article and offset.
  bool date = true;
  bool modality = true;
  bool confidence = true;
  bool attributes = true;
};

class ReportEffect {
 public:
  enum class Kind : uint8_t { kAdded, kRemoved };

  /// `known` is what the edge says now. Of its attributes those are needed whose names the report
  /// has, and "duration"; of its period, events need all and states nothing. The `until` of a state
  /// may be one that a later move gave it. REQUIRES: `type` and `report` outlive this.
  ReportEffect(const schema::EdgeTypeInfo& type, FactSummary known, const Report& report,
               Kind kind);

  /// Whether after() is right, whatever the reports say that were not seen.
  bool certain() const { return settled() && !needs_confidences_; }
  /// Whether all but the confidence is.
  bool settled() const;
  /// Whether the confidences of all reports are needed: while a fact is not yet as sure as can be,
  /// which few reports make it, each of them counts.
  bool needs_confidences() const { return needs_confidences_; }
  /// Whether nothing but Summarise can tell.
  bool needs_all() const { return needs_all_; }
  /// What the other reports have to tell of themselves before all but the confidence is settled. Of
  /// most that is enough to know that they do not decide.
  ReportFields fields() const;
  /// Whether it takes the date of another report, too, of which fields() were read.
  bool WantsReported(const Report& other) const;
  /// Whether it takes its place and what stands there, too, now that its date was read.
  bool WantsPlace(const Report& other) const;
  /// Those of all reports that there are now.
  void SeeConfidences(std::vector<double> confidences);
  /// One of the other reports, of which all these were read.
  void See(const Report& other);

  /// REQUIRES: certain(). `until` is as it was, which is as good as what Summarise would say: it is
  /// that, or no report tells of an end and the later move still stands.
  const FactSummary& after() const { return known_; }
  /// Whether the time or the modality changed: what ends others and is ended by them.
  bool changes_career() const { return changes_career_; }

 private:
  void Add();
  void Remove();
  void AddToEvent();
  void AddToState();
  void AddConfidence();
  void RemoveFromState();
  void NeedLaterReport();
  void AddAttributes();
  void RemoveAttributes();
  bool CoversLast(const Report& other, const FactPeriod& period) const;
  bool DecidesIfEarlier(const Report& other, const FactPeriod& period) const;
  bool is_state() const { return type_.kind == schema::FactKind::kState; }

  const schema::EdgeTypeInfo& type_;
  const Report& report_;
  const FactPeriod period_;  // Of the report.
  FactSummary known_;
  bool changes_career_ = false;

  // What must be seen before after() is certain.
  bool needs_all_ = false;
  bool needs_confidences_ = false;
  bool needs_confidence_ = false;  // Some that are together as sure as can be.
  bool needs_modality_ = false;
  bool needs_reported_ = false;
  bool needs_from_ = false;    // Another one with the first day.
  bool needs_last_ = false;    // One with a last day that hides this one's.
  bool needs_period_ = false;  // An earlier one that dates the event as exactly.
  std::vector<std::string_view> needed_attributes_;  // Of an earlier one, whatever their values.
  double all_wrong_ = 1.0;                           // That all reports seen are wrong.
};

}  // namespace rondo::articles
