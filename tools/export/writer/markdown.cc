// Everything that a graph knows about one thing, for people: what it is, what happened when, all
// relations with their sources, and what was said in quotation marks. Holds the edges of that one
// thing in memory.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/model/calendar.h"
#include "graph/model/evidence_schema.h"
#include "graph/model/schema.h"
#include "graph/model/temporal_text.h"
#include "tools/export/caption.h"
#include "tools/export/edge_time.h"
#include "tools/export/markup_text.h"
#include "tools/export/writer/writers.h"

namespace rondo {
namespace {

/// The last day possible of a fact's time, where only a span is known.
constexpr std::string_view kDateEnd = "date_end";

/// Properties of a fact that the report shows in other places.
constexpr std::string_view kShownElsewhere[] = {evidence::kFactFrom,
                                                evidence::kFactUntil,
                                                evidence::kFactDate,
                                                evidence::kFactModality,
                                                evidence::kFactConfidence,
                                                "learned",
                                                "reports",
                                                evidence::kFactReported,
                                                "date_end"};

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : OneLine(text)) {
    if (std::string_view("\\`*_{}[]<>#|~&").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::string TextIn(const MapValue& map, std::string_view key) {
  const Value* value = map.Find(key);
  return value == nullptr || value->is_null() ? std::string() : PropertyText(*value);
}

struct Relation {
  EdgeRecord edge;
  ListValue evidence;
  NodeId other;
  bool outgoing = true;
};

/// "loaned-to" read from its start, "loaned-to of" or the inverse name read from its end.
std::string Heading(const Relation& relation) {
  const schema::EdgeTypeInfo* info = schema::FindEdgeType(relation.edge.type);
  if (relation.outgoing || (info != nullptr && info->symmetric)) {
    return relation.edge.type;
  }
  return info != nullptr && !info->inverse.empty() ? std::string(info->inverse)
                                                   : relation.edge.type + " (of it)";
}

/// A time that is known only as lying between two days: "2010", "2018-12", "2019-06-01/2019-08-31".
std::string SpanText(Date first, Date last) {
  const YearMonthDay begin = CivilFromDays(first.epoch_days);
  const YearMonthDay end = CivilFromDays(last.epoch_days);
  const std::string text = TemporalText(first);
  const bool whole_months =
      begin.year == end.year && begin.day == 1 && end.day == DaysInMonth(end.year, end.month);
  if (whole_months && begin.month == 1 && end.month == 12) {
    return text.substr(0, text.size() - 6);
  }
  if (whole_months && begin.month == end.month) {
    return text.substr(0, text.size() - 3);
  }
  return text + "/" + TemporalText(last);
}

std::string PeriodText(const EdgeRecord& edge) {
  const EdgeInterval interval = IntervalOf(edge);
  std::string from = interval.from ? TemporalText(*interval.from) : "";
  if (const auto last = DayIn(edge, kDateEnd); interval.from && last) {
    from = SpanText(*interval.from, *last);
  }
  const std::string until = interval.until ? TemporalText(*interval.until) : "";
  if (!until.empty()) {
    return from.empty() ? "until " + until : from + " to " + until;
  }
  return from;
}

class Report {
 public:
  Report(const GraphSource& source, NodeId focus, Output& output)
      : source_(source), focus_(focus), output_(output) {}

  Result<void> Write() {
    RONDO_TRY(Gather());
    if (!found_) {
      return RuntimeError(ErrorCode::kEntityNotFound, "UnknownNode",
                          "what the report should be about is not among what is exported");
    }
    WriteHead();
    WriteTimeline();
    WriteRelations();
    WriteQuotes();
    return output_.status();
  }

 private:
  Result<void> Gather() {
    RONDO_TRY(source_.ForEachEdgeWithEvidence(
        [&](const EdgeRecord& edge, const ListValue& evidence) -> Result<void> {
          if (edge.source == focus_ || edge.target == focus_) {
            const bool outgoing = edge.source == focus_;
            relations_.push_back({edge, evidence, outgoing ? edge.target : edge.source, outgoing});
            captions_.try_emplace(relations_.back().other);
          }
          return {};
        }));
    return source_.ForEachNode([&](const NodeRecord& node) -> Result<void> {
      if (node.id == focus_) {
        node_ = node;
        found_ = true;
      }
      if (const auto place = captions_.find(node.id); place != captions_.end()) {
        place->second = NodeCaption(node);
      }
      return {};
    });
  }

  std::string Caption(NodeId node) const { return Escaped(captions_.at(node)); }

  void WriteHead() {
    output_.Write("# " + Escaped(NodeCaption(node_)) + "\n\n");
    std::string labels;
    for (const std::string& label : node_.labels) {
      labels += (labels.empty() ? "" : ", ") + Escaped(label);
    }
    output_.Write(labels.empty() ? "" : labels + "\n\n");
    for (const auto& [key, value] : node_.properties) {
      if (key == "name" || key == "learned" || key == "text" || value.is_null()) {
        continue;
      }
      output_.Write("- " + Escaped(key) + ": " + Escaped(ListText(value)) + "\n");
    }
    output_.Write("- relations: " + std::to_string(relations_.size()) + "\n");
  }

  /// Lists without brackets: "Smalling, Mike".
  static std::string ListText(const Value& value) {
    if (!value.is(Value::Kind::kList)) {
      return PropertyText(value);
    }
    std::string text;
    for (const Value& element : value.list()) {
      text += (text.empty() ? "" : ", ") + PropertyText(element);
    }
    return text;
  }

  void WriteTimeline() {
    std::vector<std::tuple<int64_t, std::string>> lines;
    for (const Relation& relation : relations_) {
      const EdgeInterval interval = IntervalOf(relation.edge);
      if (!interval.from && !interval.until) {
        continue;
      }
      const Date day = interval.from ? *interval.from : *interval.until;
      lines.emplace_back(day.epoch_days, "- **" + PeriodText(relation.edge) + "** " +
                                             Escaped(Heading(relation)) + ' ' +
                                             Caption(relation.other) + Doubt(relation.edge));
    }
    if (lines.empty()) {
      return;
    }
    std::sort(lines.begin(), lines.end());
    output_.Write("\n## Timeline\n\n");
    for (const auto& line : lines) {
      output_.Write(std::get<1>(line) + "\n");
    }
  }

  /// What keeps a fact from being plain: hoped, denied, hearsay, unsure.
  static std::string Doubt(const EdgeRecord& edge) {
    const std::string modality = TextIn(edge.properties, evidence::kFactModality);
    return modality.empty() || modality == "asserted" ? std::string()
                                                      : " (" + Escaped(modality) + ")";
  }

  void WriteRelations() {
    std::map<std::string, std::vector<const Relation*>> groups;
    for (const Relation& relation : relations_) {
      groups[Heading(relation)].push_back(&relation);
    }
    output_.Write(groups.empty() ? "" : "\n## Relations\n");
    for (const auto& [heading, relations] : groups) {
      output_.Write("\n### " + Escaped(heading) + "\n\n");
      for (const Relation* relation : relations) {
        WriteRelation(*relation);
      }
    }
  }

  void WriteRelation(const Relation& relation) {
    std::string line = "- " + Caption(relation.other);
    const std::string period = PeriodText(relation.edge);
    line += period.empty() ? "" : ", " + period;
    line += Doubt(relation.edge);
    for (const auto& [key, value] : relation.edge.properties) {
      const bool elsewhere = std::find(std::begin(kShownElsewhere), std::end(kShownElsewhere),
                                       key) != std::end(kShownElsewhere);
      line += elsewhere ? "" : "; " + Escaped(key) + ": " + Escaped(ListText(value));
    }
    const Value* confidence = relation.edge.properties.Find(evidence::kFactConfidence);
    if (confidence != nullptr && confidence->is_number()) {
      line += "; sure to " + std::to_string(static_cast<int>(confidence->number() * 100)) + " %";
    }
    output_.Write(line + "\n");
    for (const Value& report : relation.evidence) {
      output_.Write("  - " + Escaped(TextIn(report.map(), "sentence")) + ' ' +
                    SourceOf(report.map()) + "\n");
    }
  }

  /// Where a report stands: "(*Title*, 2020-01-30)".
  static std::string SourceOf(const MapValue& report) {
    std::string title = TextIn(report, "title");
    if (title.empty()) {
      title = TextIn(report, "article");
    }
    const std::string date = TextIn(report, "date");
    return "(*" + Escaped(title) + "*" + (date.empty() ? "" : ", " + Escaped(date)) + ")";
  }

  void WriteQuotes() {
    std::vector<std::string> lines;
    for (const Relation& relation : relations_) {
      for (const Value& value : relation.evidence) {
        const MapValue& report = value.map();
        const std::string quote = TextIn(report, "quote");
        if (quote.empty()) {
          continue;
        }
        const std::string speaker = TextIn(report, "speaker");
        lines.push_back("> " + Escaped(quote) + "\n>\n> " +
                        (speaker.empty() ? "" : Escaped(speaker) + ", ") + SourceOf(report) + "\n");
      }
    }
    // One quotation may vouch for several facts.
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    output_.Write(lines.empty() ? "" : "\n## Quotes\n");
    for (const std::string& line : lines) {
      output_.Write("\n" + line);
    }
  }

  const GraphSource& source_;
  NodeId focus_;
  Output& output_;
  bool found_ = false;
  NodeRecord node_;
  std::vector<Relation> relations_;
  std::map<NodeId, std::string> captions_;
};

}  // namespace

Result<void> WriteMarkdown(const GraphSource& source, const WriterOptions& options,
                           Output& output) {
  if (options.focus.empty()) {
    return RuntimeError(ErrorCode::kArgument, "NoFocus",
                        "a Markdown report is about one thing: choose it with --around NAME");
  }
  for (size_t index = 0; index < options.focus.size(); ++index) {
    output.Write(index == 0 ? "" : "\n");
    RONDO_TRY(Report(source, options.focus[index], output).Write());
  }
  return {};
}

}  // namespace rondo
