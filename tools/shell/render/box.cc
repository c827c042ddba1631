#include "tools/shell/render/renderers.h"
#include "tools/shell/render/text_table.h"

namespace rondo::shell {
namespace {

constexpr TableStyle kBoxStyle = {
    .top = {"┌", "─", "┬", "┐"},
    .middle = {"├", "─", "┼", "┤"},
    .bottom = {"└", "─", "┴", "┘"},
    .left = "│",
    .between = "│",
    .right = "│",
    .ellipsis = "…",
};

}  // namespace

std::unique_ptr<Renderer> MakeBoxRenderer(const RenderOptions& options, Output& output) {
  return MakeTextTable(kBoxStyle, options, output);
}

}  // namespace rondo::shell
