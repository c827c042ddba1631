#include "tools/articles/graph/report_effect.h"

#include <algorithm>
#include <utility>

namespace rondo::articles {
namespace {

/// Whether `other` is the one that the earliest day `known` may come from as well.
bool Supports(const std::optional<Date>& other, const std::optional<Date>& known) {
  return other.has_value() && other == known;
}

/// Whether `other` tells the time of an event no less exactly.
bool IsAsExact(const FactPeriod& other, const FactPeriod& period) {
  return other.known() && Vagueness(other) <= Vagueness(period);
}

/// Whether nothing earlier than `day` is known.
bool MayDecide(const std::optional<Date>& day, const std::optional<Date>& known) {
  return day.has_value() && (!known.has_value() || *day <= *known);
}

}  // namespace

ReportEffect::ReportEffect(const schema::EdgeTypeInfo& type, FactSummary known,
                           const Report& report, Kind kind)
    : type_(type),
      report_(report),
      period_(ParseFactPeriod(report.date_text)),
      known_(std::move(known)) {
  if (kind == Kind::kAdded) {
    Add();
  } else {
    Remove();
  }
}

bool ReportEffect::settled() const {
  return !needs_all_ && !needs_confidence_ && !needs_modality_ && !needs_reported_ &&
         !needs_from_ && !needs_last_ && !needs_period_ && needed_attributes_.empty();
}

ReportFields ReportEffect::fields() const {
  return {.reported = needs_reported_,
          .place = false,
          .date = needs_from_ || needs_last_ || needs_period_,
          .modality = needs_modality_,
          .confidence = needs_confidence_,
          .attributes = !needed_attributes_.empty()};
}

bool ReportEffect::WantsReported(const Report& other) const {
  const FactPeriod period = ParseFactPeriod(other.date_text);
  const bool same_last = needs_last_ && period.last == period_.last && TellsEnd(report_, period_);
  return !needs_reported_ && (same_last || DecidesIfEarlier(other, period));
}

bool ReportEffect::WantsPlace(const Report& other) const {
  // See Precedes.
  return other.reported == report_.reported &&
         DecidesIfEarlier(other, ParseFactPeriod(other.date_text));
}

void ReportEffect::SeeConfidences(std::vector<double> confidences) {
  known_.confidence = JoinConfidences(std::move(confidences));
  needs_confidences_ = false;
}

void ReportEffect::See(const Report& other) {
  const FactPeriod period = ParseFactPeriod(other.date_text);
  all_wrong_ *= 1.0 - other.confidence;
  needs_confidence_ = needs_confidence_ && 1.0 - all_wrong_ < kFactConfidenceMax;
  needs_modality_ = needs_modality_ && other.modality > known_.modality;
  needs_reported_ = needs_reported_ && !Supports(other.reported, known_.reported);
  needs_from_ = needs_from_ && !Supports(period.first, known_.from);
  needs_last_ = needs_last_ && !CoversLast(other, period);
  if (DecidesIfEarlier(other, period) && Precedes(other, report_)) {
    needs_period_ = needs_period_ && !IsAsExact(period, period_);
    std::erase_if(needed_attributes_, [&](std::string_view name) {
      return FindAttribute(other.attributes, name) != nullptr;
    });
  }
}

void ReportEffect::Add() {
  ++known_.report_count;
  AddConfidence();
  if (report_.modality < known_.modality) {
    known_.modality = report_.modality;
    changes_career_ = true;
  }
  if (report_.reported.has_value() &&
      (!known_.reported.has_value() || *report_.reported < *known_.reported)) {
    known_.reported = report_.reported;
  }
  if (is_state()) {
    AddToState();
  } else {
    AddToEvent();
  }
  AddAttributes();
}

/// The joint confidence is known but for its rounding, which mostly leaves one possible sum.
void ReportEffect::AddConfidence() {
  const std::optional<double> joined = JoinRounded(known_.confidence, report_.confidence);
  needs_confidences_ = !joined.has_value();
  known_.confidence = joined.value_or(known_.confidence);
}

void ReportEffect::AddToEvent() {
  if (period_ == known_.period || !period_.known()) {
    return;
  }
  const int64_t vagueness = Vagueness(period_);
  const int64_t known_vagueness = Vagueness(known_.period);
  if (!known_.period.known() || vagueness < known_vagueness) {
    // More exact than all before. What a loan says of its end may depend on all.
    needs_all_ = !type_.until_property.empty();
    known_.period = {period_.first, period_.last.has_value() ? period_.last : period_.first};
    known_.from = period_.first;
    changes_career_ = true;
  } else if (vagueness == known_vagueness) {
    needs_period_ = true;
  }
}

void ReportEffect::AddToState() {
  if (period_.first.has_value() && (!known_.from.has_value() || *period_.first < *known_.from)) {
    known_.from = period_.first;
    changes_career_ = true;
  }
  if (!period_.last.has_value()) {
    return;
  }
  // A day before the end leaves the end as it is. While no end is known, only an interval that was
  // over can tell of one.
  const bool before_end = !known_.until.has_value() || *period_.last < *known_.until;
  if (TellsEnd(report_, period_) || !before_end) {
    needs_last_ = true;
  } else {
    NeedLaterReport();
  }
}

/// A loan for the season ends with the season of its last day.
void ReportEffect::NeedLaterReport() {
  needs_last_ = needs_last_ || FindAttribute(known_.attributes, kDurationAttribute) != nullptr;
}

void ReportEffect::AddAttributes() {
  for (const auto& [name, value] : report_.attributes) {
    if (name == kFromAttribute || FindAttribute(report_.attributes, name) != &value) {
      continue;  // The first of a name counts.
    }
    if (name == kUntilAttribute) {
      if (!type_.until_property.empty()) {
        needed_attributes_.push_back(name);
      }
      continue;
    }
    const std::string* known = FindAttribute(known_.attributes, name);
    if (known == nullptr && name == kDurationAttribute && !type_.until_property.empty()) {
      needs_all_ = true;  // It may tell of an end.
    } else if (known == nullptr) {
      known_.attributes.emplace_back(name, value);
    } else if (*known != value) {
      needed_attributes_.push_back(name);
    }
  }
}

void ReportEffect::Remove() {
  known_.report_count -= std::min<uint64_t>(known_.report_count, 1);
  needs_all_ = known_.report_count == 0;
  needs_confidences_ = known_.confidence < kFactConfidenceMax;
  needs_confidence_ = !needs_confidences_;
  needs_modality_ = report_.modality <= known_.modality;
  needs_reported_ = MayDecide(report_.reported, known_.reported);
  if (is_state()) {
    RemoveFromState();
  } else {
    // An edge does not tell an event with an open end from one of its first day.
    const FactPeriod stored{period_.first, period_.last.has_value() ? period_.last : period_.first};
    needs_period_ = period_.known() && stored == known_.period;
  }
  RemoveAttributes();
}

void ReportEffect::RemoveFromState() {
  needs_from_ = MayDecide(period_.first, known_.from);
  needs_last_ = period_.last.has_value();
}

void ReportEffect::RemoveAttributes() {
  for (const auto& [name, value] : report_.attributes) {
    const std::string* known = FindAttribute(known_.attributes, name);
    const bool may_decide = name == kUntilAttribute ? !type_.until_property.empty()
                                                    : known == nullptr || *known == value;
    if (may_decide && name != kFromAttribute) {
      needed_attributes_.push_back(name);
    }
  }
}

/// Whether the other takes something from the report if it precedes it: of the most exact periods,
/// and of the attributes of a name, the first counts.
bool ReportEffect::DecidesIfEarlier(const Report& other, const FactPeriod& period) const {
  return (needs_period_ && IsAsExact(period, period_)) ||
         std::any_of(needed_attributes_.begin(), needed_attributes_.end(),
                     [&](std::string_view name) {
                       return FindAttribute(other.attributes, name) != nullptr;
                     });
}

/// Whether the last day of the report, and the end that it may tell of, do not matter beside the
/// other's.
bool ReportEffect::CoversLast(const Report& other, const FactPeriod& period) const {
  if (!period.last.has_value()) {
    return false;
  }
  return *period.last > *period_.last || (*period.last == *period_.last &&
                                          (!TellsEnd(report_, period_) || TellsEnd(other, period)));
}

}  // namespace rondo::articles
