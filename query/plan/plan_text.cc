#include "query/plan/plan_text.h"

#include <cmath>
#include <functional>

namespace rondo {

namespace {

std::string Joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    text += text.empty() ? part : std::string(separator) + part;
  }
  return text;
}

class PlanPrinter {
 public:
  PlanPrinter(const Plan& plan, std::string_view text, const PlanProfile* profile)
      : text_(text), profile_(profile) {
    CollectNames(plan);
  }

  std::string Print(const Plan& plan) {
    if (plan.root == nullptr) {
      return "Command\n";
    }
    PrintChain(*plan.root, "");
    for (const auto& [expression, subquery] : plan.subqueries) {
      out_ += "Subquery " + OneLine(Source(expression->span)) + "\n";
      PrintChain(*subquery.root, "  ");
    }
    return std::move(out_);
  }

 private:
  // ---- Names of slots.
  void CollectNames(const Plan& plan) {
    for (const BoundQueryPart& part : plan.statement.query.parts) {
      for (const BoundClausePtr& clause : part.clauses) {
        CollectNames(*clause);
      }
    }
  }

  void CollectNames(const BoundClause& clause) {
    if (clause.kind == ClauseKind::kMatch) {
      CollectNames(clause.As<BoundMatch>().pattern);
    } else if (clause.kind == ClauseKind::kCreate) {
      CollectNames(clause.As<BoundCreate>().pattern);
    } else if (clause.kind == ClauseKind::kMerge) {
      CollectNames(clause.As<BoundMerge>().pattern);
    } else if (clause.kind == ClauseKind::kProjection) {
      for (const auto& item : clause.As<BoundProjection>().items) {
        names_[item.slot] = item.name;
      }
      for (const auto& group : clause.As<BoundProjection>().groups) {
        names_[group.slot] = group.name;
      }
    }
  }

  void CollectNames(const BoundPattern& pattern) {
    for (const BoundNodePattern& node : pattern.nodes) {
      names_[node.slot] = node.name;
    }
    for (const BoundEdgePattern& edge : pattern.edges) {
      names_[edge.slot] = edge.name;
    }
    for (const BoundPathPattern& path : pattern.paths) {
      names_[path.slot] = path.name;
    }
  }

  std::string Name(SlotIndex slot) const {
    auto position = names_.find(slot);
    bool is_named = position != names_.end() && !position->second.empty();
    return is_named ? OneLine(position->second) : "_" + std::to_string(slot);
  }

  std::string Names(const std::vector<SlotIndex>& slots) const {
    std::vector<std::string> names;
    for (SlotIndex slot : slots) {
      names.push_back(Name(slot));
    }
    return Joined(names, ", ");
  }

  // ---- Expressions.
  std::string_view Source(SourceSpan span) const {
    return span.end <= text_.size() && span.begin <= span.end
               ? text_.substr(span.begin, span.end - span.begin)
               : std::string_view();
  }

  static std::string OneLine(std::string_view text) {
    std::string line;
    for (char c : text) {
      bool is_space = c == '\n' || c == '\t' || c == '\r' || c == ' ';
      if (!is_space) {
        line += c;
      } else if (!line.empty() && line.back() != ' ') {
        line += ' ';
      }
    }
    constexpr size_t kSizeMax = 80;
    return line.size() <= kSizeMax ? line : line.substr(0, kSizeMax - 3) + "...";
  }

  std::string Text(const BoundExpression* expression) const {
    if (expression == nullptr) {
      return "";
    }
    switch (expression->kind) {
      case ExpressionKind::kSlot:
        return Name(expression->As<BoundSlot>().slot);
      case ExpressionKind::kProperty:
        return Text(expression->As<BoundProperty>().base.get()) + "." +
               expression->As<BoundProperty>().key;
      case ExpressionKind::kHasLabels:
        return Text(expression->As<BoundHasLabels>().operand.get()) + ":" +
               Labels(expression->As<BoundHasLabels>().names);
      case ExpressionKind::kComparison:
        return Comparison(expression->As<BoundComparison>());
      default:
        return OneLine(Source(expression->span));
    }
  }

  std::string Comparison(const BoundComparison& comparison) const {
    static constexpr std::string_view kSigns[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
    std::string text = Text(comparison.operands[0].get());
    for (size_t index = 0; index < comparison.operators.size(); ++index) {
      text += kSigns[static_cast<size_t>(comparison.operators[index])];
      text += Text(comparison.operands[index + 1].get());
    }
    return text;
  }

  static std::string Labels(const NameExpression& names) {
    using Kind = NameExpression::Kind;
    std::vector<std::string> parts;
    for (const NameExpression& operand : names.operands) {
      parts.push_back(Labels(operand));
    }
    switch (names.kind) {
      case Kind::kName:
        return names.name;
      case Kind::kAny:
        return "%";
      case Kind::kNot:
        return "!" + parts[0];
      case Kind::kAnd:
        return "(" + Joined(parts, "&") + ")";
      case Kind::kOr:
        return "(" + Joined(parts, "|") + ")";
    }
    return "";
  }

  // ---- Steps.
  std::string Step(const EdgeStep& step, const std::string& length) const {
    std::string types =
        step.type_expression != nullptr ? Labels(*step.type_expression) : Joined(step.types, "|");
    std::string edge = "[" + Name(step.edge) + (types.empty() ? "" : ":" + types) + length + "]";
    std::string left = step.direction == Direction::kIncoming ? "<-" : "-";
    std::string right = step.direction == Direction::kOutgoing ? "->" : "-";
    return "(" + Name(step.from) + ")" + left + edge + right + "(" + Name(step.to) + ")" +
           (step.to_is_bound ? " between bound nodes" : "") + Time(step.time);
  }

  std::string Time(const BoundTimeRestriction* time) const {
    std::string text;
    if (time != nullptr && time->valid_at != nullptr) {
      text += " valid at " + Text(time->valid_at.get());
    }
    if (time != nullptr && time->reported_at != nullptr) {
      text += " reported at " + Text(time->reported_at.get());
    }
    return text;
  }

  static std::string Length(const PatternLength& length) {
    return "*" + std::to_string(length.min) + ".." +
           (length.max ? std::to_string(*length.max) : "");
  }

  std::string Describe(const PlanNode& plan) const {
    switch (plan.kind) {
      case PlanKind::kArgument:
        return "Argument";
      case PlanKind::kNodeScan: {
        const auto& scan = plan.As<NodeScanPlan>();
        return "NodeScan " + Name(scan.slot) + (scan.label.empty() ? "" : ":" + scan.label);
      }
      case PlanKind::kNodeSeek: {
        const auto& seek = plan.As<NodeSeekPlan>();
        std::string text = "NodeSeek " + Name(seek.slot) + ":" + seek.label + " " + seek.key +
                           (seek.any_of ? " IN " : " = ") + Text(seek.value);
        for (const auto& [key, value] : seek.others) {
          text += ", " + key + " = " + Text(value);
        }
        return text;
      }
      case PlanKind::kNodeRangeSeek: {
        const auto& seek = plan.As<NodeRangeSeekPlan>();
        std::string text = "NodeRangeSeek " + Name(seek.slot) + ":" + seek.label + " " + seek.key;
        if (seek.is_prefix) {
          return text + " STARTS WITH " + Text(seek.low);
        }
        text += seek.low == nullptr ? "" : " from " + Text(seek.low);
        return text + (seek.high == nullptr ? "" : " to " + Text(seek.high));
      }
      case PlanKind::kIdSeek: {
        const auto& seek = plan.As<IdSeekPlan>();
        return "IdSeek " + Name(seek.slot) + (seek.any_of ? " IN " : " = ") + Text(seek.id);
      }
      case PlanKind::kEdgeScan:
        return "EdgeScan " + Step(plan.As<EdgeScanPlan>().step, "");
      case PlanKind::kStoredCount: {
        const auto& count = plan.As<StoredCountPlan>();
        return count.step ? "StoredCount " + Step(*count.step, "")
                          : "StoredCount " + Name(count.node) +
                                (count.label.empty() ? "" : ":" + count.label);
      }
      case PlanKind::kExpand:
        return "Expand " + Step(plan.As<ExpandPlan>().step, "") +
               (plan.As<ExpandPlan>().only_new ? ", each node once" : "");
      case PlanKind::kDegree:
        return "CountEdges " + Step(plan.As<DegreePlan>().step, "") +
               (plan.As<DegreePlan>().labels.empty() ? "" : " to :") +
               Joined(plan.As<DegreePlan>().labels, ":");
      case PlanKind::kVariableExpand:
        return "VariableExpand " + Step(plan.As<VariableExpandPlan>().step,
                                        Length(plan.As<VariableExpandPlan>().length));
      case PlanKind::kShortestPath:
        return "ShortestPath " +
               Step(plan.As<ShortestPathPlan>().step, Length(plan.As<ShortestPathPlan>().length));
      case PlanKind::kIntersect: {
        std::vector<std::string> steps;
        for (const EdgeStep& step : plan.As<IntersectPlan>().steps) {
          steps.push_back(Step(step, ""));
        }
        return "Intersect " + Joined(steps, ", ");
      }
      default:
        return plan.kind < PlanKind::kFilter ? DescribePath(plan) : DescribeRows(plan);
    }
  }

  std::string DescribePath(const PlanNode& plan) const {
    switch (plan.kind) {
      case PlanKind::kQuantifiedExpand: {
        const auto& expand = plan.As<QuantifiedExpandPlan>();
        return "QuantifiedExpand (" + Name(expand.from) + ")" + Length(expand.length) + "(" +
               Name(expand.to) + ")";
      }
      case PlanKind::kPathSelection:
        return "PathSelection from " + Name(plan.As<PathSelectionPlan>().first_node) + " to " +
               Name(plan.As<PathSelectionPlan>().last_node);
      case PlanKind::kPath:
        return "Path " + Name(plan.As<PathPlan>().slot);
      default:
        return "PathModeFilter";
    }
  }

  std::string DescribeRows(const PlanNode& plan) const {
    switch (plan.kind) {
      case PlanKind::kFilter: {
        std::vector<std::string> conditions;
        for (const BoundExpression* condition : plan.As<FilterPlan>().conditions) {
          conditions.push_back(Text(condition));
        }
        return "Filter " + Joined(conditions, " AND ");
      }
      case PlanKind::kOptional:
        return "Optional";
      case PlanKind::kUnwind:
        return "Unwind " + Text(plan.As<UnwindPlan>().list);
      case PlanKind::kProject:
        return "Project " + Items(plan.As<ProjectPlan>().items);
      case PlanKind::kAggregate: {
        std::vector<std::string> aggregates;
        for (const BoundAggregate* aggregate : plan.As<AggregatePlan>().aggregates) {
          aggregates.push_back(OneLine(Source(aggregate->span)));
        }
        std::string groups = Items(plan.As<AggregatePlan>().groups);
        return "Aggregate " + Joined(aggregates, ", ") + (groups.empty() ? "" : " by " + groups) +
               (plan.As<AggregatePlan>().shared_scan == nullptr ? "" : ", in parallel");
      }
      case PlanKind::kDistinctNodes:
        return "DistinctNodes " + Name(plan.As<DistinctNodesPlan>().slot);
      case PlanKind::kDistinct:
        return "Distinct " + Names(plan.As<DistinctPlan>().slots);
      case PlanKind::kSort: {
        std::vector<std::string> keys;
        for (const SortPlan::Key& key : plan.As<SortPlan>().keys) {
          keys.push_back(Text(key.expression) + (key.ascending ? "" : " DESC"));
        }
        return (plan.As<SortPlan>().limit != nullptr ? "Top " : "Sort ") + Joined(keys, ", ");
      }
      case PlanKind::kSkip:
        return "Skip " + Text(plan.As<SkipPlan>().count);
      case PlanKind::kLimit:
        return "Limit " + Text(plan.As<LimitPlan>().count);
      case PlanKind::kUnion:
        return "Union";
      case PlanKind::kEager:
        return "Eager";
      default:
        return DescribeCall(plan);
    }
  }

  std::string DescribeCall(const PlanNode& plan) const {
    switch (plan.kind) {
      case PlanKind::kCallSubquery:
        return "CallSubquery";
      case PlanKind::kCallProcedure:
        return "CallProcedure " + plan.As<CallProcedurePlan>().call->procedure->name;
      case PlanKind::kLoadCsv:
        return "LoadCsv";
      case PlanKind::kCreate:
        return "Create";
      case PlanKind::kMerge:
        return "Merge";
      case PlanKind::kSet:
        return "Set";
      case PlanKind::kRemove:
        return "Remove";
      case PlanKind::kDelete:
        return plan.As<DeletePlan>().detach ? "DetachDelete" : "Delete";
      default:
        return "Foreach";
    }
  }

  std::string Items(const std::vector<ProjectPlan::Item>& items) const {
    std::vector<std::string> texts;
    for (const ProjectPlan::Item& item : items) {
      texts.push_back(Text(item.expression));
    }
    return Joined(texts, ", ");
  }

  // ---- The tree.
  void PrintChain(const PlanNode& last, const std::string& indent) {
    for (const PlanNode* plan = &last; plan != nullptr; plan = plan->input.get()) {
      std::string line = indent + Describe(*plan);
      constexpr size_t kColumn = 72;
      line.resize(std::max(line.size() + 2, kColumn), ' ');
      line += "~" + std::to_string(static_cast<uint64_t>(std::llround(plan->estimated_rows)));
      AppendProfile(*plan, line);
      out_ += line + "\n";
      PrintInner(*plan, indent + "  ");
    }
  }

  void AppendProfile(const PlanNode& plan, std::string& line) const {
    if (profile_ == nullptr) {
      return;
    }
    auto position = profile_->find(&plan);
    StepProfile step = position == profile_->end() ? StepProfile() : position->second;
    line += "  " + std::to_string(step.row_count) + " rows  " +
            std::to_string(step.elapsed_ns / 1000) + " us";
  }

  void PrintInner(const PlanNode& plan, const std::string& indent) {
    switch (plan.kind) {
      case PlanKind::kUnion:
        for (const PlanNodePtr& part : plan.As<UnionPlan>().parts) {
          PrintChain(*part, indent);
        }
        break;
      case PlanKind::kOptional:
        PrintChain(*plan.As<OptionalPlan>().inner, indent);
        break;
      case PlanKind::kQuantifiedExpand:
        PrintChain(*plan.As<QuantifiedExpandPlan>().inner, indent);
        break;
      case PlanKind::kPathSelection:
        PrintChain(*plan.As<PathSelectionPlan>().inner, indent);
        break;
      case PlanKind::kCallSubquery:
        PrintChain(*plan.As<CallSubqueryPlan>().inner, indent);
        break;
      case PlanKind::kMerge:
        PrintChain(*plan.As<MergePlan>().match, indent);
        break;
      case PlanKind::kForeach:
        PrintChain(*plan.As<ForeachPlan>().inner, indent);
        break;
      default:
        break;
    }
  }

  std::string_view text_;
  const PlanProfile* profile_;
  std::map<SlotIndex, std::string> names_;
  std::string out_;
};

}  // namespace

std::string PlanText(const Plan& plan, std::string_view text, const PlanProfile* profile) {
  return PlanPrinter(plan, text, profile).Print(plan);
}

}  // namespace rondo
