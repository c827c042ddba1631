// MERGE: what the pattern matches, or else the pattern made anew. Row by row, since each row must
// find what those before it have made.

#include <utility>

#include "query/execute/expression/evaluator.h"
#include "query/execute/operator/operator.h"
#include "query/execute/operator/pattern_creator.h"
#include "query/execute/operator/property_update.h"

namespace rondo {

namespace {

class MergeOperator final : public ChainedOperator {
 public:
  MergeOperator(ExecutionState& state, const MergePlan& plan, OperatorPtr input, InnerPlan match)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        match_(std::move(match)),
        creator_(state, plan.merge->pattern),
        on_create_(state, plan.merge->on_create),
        on_match_(state, plan.merge->on_match),
        rows_(state.plan().slot_count),
        row_(state.plan().slot_count),
        found_(state.plan().slot_count),
        buffer_(state),
        narrowed_(state.plan().slot_count) {}

  Result<void> Open() override {
    rows_.Clear();
    found_.Clear();
    lane_ = 0;
    buffer_.Clear();
    buffer_index_ = 0;
    pending_ = nullptr;
    stage_ = Stage::kNextRow;
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    out.Clear();
    RONDO_TRY(state().CheckInterrupt());
    while (true) {
      RONDO_TRY_ASSIGN(bool has_rows, NextRows());
      if (!has_rows) {
        return {};
      }
      if (out.lane_count() + pending_->lane_count() > state().batch_capacity()) {
        return {};  // They wait for the next call.
      }
      std::span<const uint32_t> lanes = AllLanes(pending_->lane_count(), lanes_);
      if (out.empty()) {
        out.ResetToLanes(*pending_, lanes, plan_.live);
      } else {
        narrowed_.ResetToLanes(*pending_, lanes, plan_.live);
        out.AppendLanes(narrowed_, lanes);
      }
      pending_ = nullptr;
    }
  }

 private:
  enum class Stage : uint8_t {
    kNextRow,   // The row before is dealt with.
    kMatching,  // Its matches are handed on as they are found.
    kBuffered,  // Its matches were changed and are handed on from the buffer.
    kAtEnd,
  };

  /// Makes `pending_` the next rows to hand on, unless it is that already; false at the end.
  Result<bool> NextRows() {
    while (pending_ == nullptr) {
      switch (stage_) {
        case Stage::kNextRow: {
          RONDO_TRY_ASSIGN(bool has_row, BeginRow());
          if (!has_row) {
            stage_ = Stage::kAtEnd;
          }
          break;
        }
        case Stage::kMatching:
          RONDO_TRY(match_.Next(found_));
          if (found_.empty()) {
            stage_ = Stage::kNextRow;
          } else {
            pending_ = &found_;
          }
          break;
        case Stage::kBuffered:
          if (buffer_index_ == buffer_.batches().size()) {
            stage_ = Stage::kNextRow;
          } else {
            pending_ = &buffer_.batches()[buffer_index_++];
          }
          break;
        case Stage::kAtEnd:
          return false;
      }
    }
    return true;
  }

  /// Takes up the next row of the input: either its matches follow, or `pending_` is the row in
  /// which the pattern was created. False at the end.
  Result<bool> BeginRow() {
    if (lane_ == rows_.lane_count()) {
      RONDO_TRY(state().CheckInterrupt());
      RONDO_TRY(input().Next(rows_));
      lane_ = 0;
      if (rows_.empty()) {
        return false;
      }
      if (plan_.values.empty()) {
        RONDO_TRY(CheckProperties(rows_));
      }
    }
    auto lane = static_cast<uint32_t>(lane_++);
    row_.ResetToLanes(rows_, {&lane, 1});
    if (!plan_.values.empty()) {
      for (const ProjectPlan::Item& value : plan_.values) {
        RONDO_TRY(Evaluate(*value.expression, context(), row_, row_.Set(value.slot)));
      }
      RONDO_TRY(CheckProperties(row_));
    }
    RONDO_TRY(match_.Open(row_));
    RONDO_TRY(match_.Next(found_));
    if (found_.empty()) {
      RONDO_TRY(creator_.Create(row_));
      RONDO_TRY(on_create_.Apply(row_));
      pending_ = &row_;
      stage_ = Stage::kNextRow;
      return true;
    }
    if (on_match_.empty()) {
      pending_ = &found_;
      stage_ = Stage::kMatching;
      return true;
    }
    RONDO_TRY(UpdateMatches());
    stage_ = Stage::kBuffered;
    return true;
  }

  /// All matches are found before the first is changed: the changes must not end the search early.
  Result<void> UpdateMatches() {
    buffer_.Clear();
    buffer_index_ = 0;
    while (!found_.empty()) {
      RONDO_TRY(buffer_.Add(found_));
      RONDO_TRY(match_.Next(found_));
    }
    for (const Batch& matches : buffer_.batches()) {
      RONDO_TRY(on_match_.Apply(matches));
    }
    return {};
  }

  /// SemanticError("MergeReadOwnWrites") where a property is null: nothing equals null, so what is
  /// created could never be found again.
  Result<void> CheckProperties(const Batch& rows) {
    for (const BoundNodePattern& node : plan_.merge->pattern.nodes) {
      RONDO_TRY(CheckProperties(node.properties, rows));
    }
    for (const BoundEdgePattern& edge : plan_.merge->pattern.edges) {
      RONDO_TRY(CheckProperties(edge.properties, rows));
    }
    return {};
  }

  Result<void> CheckProperties(const BoundPatternProperties& properties, const Batch& rows) {
    for (const auto& [name, expression] : properties.entries) {
      RONDO_TRY_ASSIGN(const Vector* column,
                       EvaluateOrBorrow(*expression, context(), rows, scratch_));
      for (size_t lane = 0; lane < column->size(); ++lane) {
        if (column->IsNull(lane)) {
          Error error = RuntimeError(ErrorCode::kSemantic, "MergeReadOwnWrites",
                                     "MERGE cannot use a null for the property `" + name +
                                         "`: it would never find what it made",
                                     expression->span);
          error.hint = "leave such rows out with WHERE, or set the property with ON CREATE SET";
          return error;
        }
      }
    }
    return {};
  }

  const MergePlan& plan_;
  InnerPlan match_;
  PatternCreator creator_;
  PropertyUpdate on_create_;
  PropertyUpdate on_match_;

  Stage stage_ = Stage::kNextRow;
  Batch rows_;  // Of the input.
  size_t lane_ = 0;
  Batch row_;    // One of rows_, with what was created for it.
  Batch found_;  // What `match_` gave last.
  RowBuffer buffer_;
  size_t buffer_index_ = 0;
  const Batch* pending_ = nullptr;  // row_, found_ or a batch of buffer_.
  Batch narrowed_;
  Vector scratch_;
  std::vector<uint32_t> lanes_;
};

}  // namespace

OperatorPtr MakeMerge(ExecutionState& state, const MergePlan& plan, OperatorPtr input,
                      InnerPlan match) {
  return std::make_unique<MergeOperator>(state, plan, std::move(input), std::move(match));
}

}  // namespace rondo
