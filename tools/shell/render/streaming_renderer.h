#pragma once

// What the modes for programs share: every row is written as it comes, as one piece of text.
// Thread rule: belongs to one thread.

#include <string>

#include "tools/output/visible_text.h"
#include "tools/shell/render/renderer.h"

namespace rondo::shell {

class StreamingRenderer : public Renderer {
 public:
  StreamingRenderer(const RenderOptions& options, Output& output)
      : to_terminal_(options.to_terminal), output_(output) {}

  uint64_t shown_count() const override { return row_count_; }
  uint64_t total_count() const override { return row_count_; }

 protected:
  void CountRow() { ++row_count_; }

  /// Writes `text`, made safe where a terminal reads it.
  void Write(std::string_view text) {
    if (to_terminal_) {
      output_.Write(VisibleText(text, LineBreaks::kKept));
    } else {
      output_.Write(text);
    }
  }

 private:
  bool to_terminal_;
  Output& output_;
  uint64_t row_count_ = 0;
};

}  // namespace rondo::shell
