#include "tools/shell/paged_output.h"

#include <algorithm>
#include <utility>

#include "tools/output/text_width.h"

namespace rondo::shell {
namespace {

/// Rows that the text takes on a terminal of that width.
size_t RowCount(std::string_view text, size_t width) {
  size_t count = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    // Bytes are never fewer than cells, so only long lines need measuring.
    const size_t cells = end <= width ? end : TextWidth(text.substr(0, end));
    count += std::max<size_t>(1, (cells + width - 1) / width);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return count;
}

}  // namespace

PagedOutput::PagedOutput(PagerOptions options)
    : options_(std::move(options)),
      output_([this](std::string_view bytes) { return Take(bytes); }) {}

Result<void> PagedOutput::Take(std::string_view bytes) {
  if (pager_) {
    return DescriptorTarget(pager_->input(), "the pager")(bytes);
  }
  if (options_.command.empty()) {
    return DescriptorTarget(options_.descriptor, "standard output")(bytes);
  }
  held_ += bytes;
  line_count_ += RowCount(bytes, options_.width);
  if (line_count_ <= options_.line_count_max) {
    return {};
  }
  if (options_.before_start) {
    options_.before_start();
  }
  RONDO_TRY_ASSIGN(PipedProgram pager, PipedProgram::Start(options_.command));
  pager_.emplace(std::move(pager));
  used_pager_ = true;
  return DescriptorTarget(pager_->input(), "the pager")(std::exchange(held_, {}));
}

Result<void> PagedOutput::Finish() {
  Result<void> written = output_.Flush();
  if (written.ok() && !held_.empty()) {
    written = DescriptorTarget(options_.descriptor, "standard output")(held_);
  }
  held_.clear();
  pager_.reset();
  return written;
}

}  // namespace rondo::shell
