// LOAD CSV: one row for each record of a local file.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "query/execute/expression/arithmetic.h"
#include "query/execute/expression/evaluator.h"
#include "query/execute/operator/csv_reader.h"
#include "query/execute/operator/made_rows.h"
#include "query/execute/operator/operator.h"

namespace rondo {

namespace {

int HexDigit(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Text with `%20` and the like resolved; what is no such escape stays.
std::string PercentDecoded(std::string_view text) {
  std::string decoded;
  for (size_t index = 0; index < text.size(); ++index) {
    if (text[index] == '%' && index + 2 < text.size()) {
      int high = HexDigit(text[index + 1]);
      int low = HexDigit(text[index + 2]);
      if (high >= 0 && low >= 0) {
        decoded.push_back(static_cast<char>(high * 16 + low));
        index += 2;
        continue;
      }
    }
    decoded.push_back(text[index]);
  }
  return decoded;
}

/// The path that a location names: itself, or that of a file:// URL. Argument("InvalidLocation")
/// for other URLs and other hosts.
Result<std::string> LocalPath(std::string_view location, SourceSpan span) {
  constexpr std::string_view kFileScheme = "file://";
  size_t scheme_end = location.find("://");
  if (scheme_end == std::string_view::npos) {
    return std::string(location);
  }
  std::string_view rest = location.substr(scheme_end + 3);
  if (rest.starts_with("localhost/")) {
    rest.remove_prefix(std::string_view("localhost").size());
  }
  if (location.starts_with(kFileScheme) && rest.starts_with('/')) {
    return PercentDecoded(rest);
  }
  Error error = RuntimeError(ErrorCode::kArgument, "InvalidLocation",
                             "LOAD CSV reads local files, not " + std::string(location), span);
  error.hint = "give a path, or a URL such as file:///home/me/clubs.csv";
  return error;
}

/// An unquoted nothing is a missing value.
Value FieldValue(const CsvField& field) {
  return field.text.empty() && !field.quoted ? Value() : Value(field.text);
}

class LoadCsvOperator final : public ChainedOperator {
 public:
  LoadCsvOperator(ExecutionState& state, const LoadCsvPlan& plan, OperatorPtr input)
      : ChainedOperator(state, std::move(input)),
        plan_(plan),
        load_(*plan.load),
        rows_(state.plan().slot_count),
        made_({load_.slot}) {}

  Result<void> Open() override {
    rows_.Clear();
    lane_ = 0;
    reader_.reset();
    made_.Clear();
    return ChainedOperator::Open();
  }

  Result<void> Next(Batch& out) override {
    RONDO_TRY(state().CheckInterrupt());
    while (made_.size() < state().batch_capacity()) {
      if (!reader_) {
        RONDO_TRY_ASSIGN(bool has_row, OpenNextFile());
        if (!has_row) {
          break;
        }
      }
      RONDO_TRY_ASSIGN(bool has_record, At(reader_->Next(fields_), load_.location->span));
      if (has_record) {
        Value record = load_.with_headers ? RecordAsMap() : RecordAsList();
        made_.Add(static_cast<uint32_t>(lane_), {&record, 1});
      } else {
        reader_.reset();
        ++lane_;
      }
    }
    if (made_.empty()) {
      out.Clear();
    } else {
      made_.MoveTo(rows_, plan_.live, out);
    }
    return {};
  }

 private:
  /// Opens the file of the next input row; false where what was made must be handed on first, or
  /// the input ends.
  Result<bool> OpenNextFile() {
    if (lane_ == rows_.lane_count()) {
      if (!made_.empty()) {
        return false;
      }
      RONDO_TRY(input().Next(rows_));
      lane_ = 0;
      if (rows_.empty()) {
        return false;
      }
    }
    SourceSpan span = load_.location->span;
    RONDO_TRY_ASSIGN(Value location,
                     EvaluateLane(*load_.location, context(), RowView(rows_, lane_)));
    if (!location.is(Value::Kind::kString)) {
      return RuntimeError(ErrorCode::kType, "InvalidArgumentType",
                          "LOAD CSV needs a path, not " + std::string(KindName(location.kind())),
                          span);
    }
    RONDO_TRY_ASSIGN(std::string path, LocalPath(location.string(), span));
    RONDO_TRY_ASSIGN(CsvReader reader,
                     At(CsvReader::Open(path, load_.field_terminator.front()), span));
    reader_.emplace(std::move(reader));
    headers_.clear();
    if (load_.with_headers) {
      RONDO_TRY_ASSIGN(bool has_headers, At(reader_->Next(fields_), span));
      for (const CsvField& field : has_headers ? fields_ : std::vector<CsvField>()) {
        headers_.emplace_back(field.text);
      }
    }
    return true;
  }

  /// Fields beyond the headers are left out; where there are fewer, the rest is null.
  Value RecordAsMap() const {
    std::vector<MapValue::Entry> entries;
    entries.reserve(headers_.size());
    for (size_t index = 0; index < headers_.size(); ++index) {
      entries.emplace_back(headers_[index],
                           index < fields_.size() ? FieldValue(fields_[index]) : Value());
    }
    return Value(MapValue(std::move(entries)));
  }

  Value RecordAsList() const {
    ListValue list;
    list.reserve(fields_.size());
    for (const CsvField& field : fields_) {
      list.push_back(FieldValue(field));
    }
    return Value(std::move(list));
  }

  const LoadCsvPlan& plan_;
  const BoundLoadCsv& load_;
  Batch rows_;       // Of the input.
  size_t lane_ = 0;  // Whose file is read.
  std::optional<CsvReader> reader_;
  std::vector<CsvField> fields_;
  std::vector<std::string> headers_;
  MadeRows made_;
};

}  // namespace

OperatorPtr MakeLoadCsv(ExecutionState& state, const LoadCsvPlan& plan, OperatorPtr input) {
  return std::make_unique<LoadCsvOperator>(state, plan, std::move(input));
}

}  // namespace rondo
