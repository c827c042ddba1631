#include "tools/shell/render/renderers.h"
#include "tools/shell/render/text_table.h"

namespace rondo::shell {
namespace {

constexpr TableStyle kTableStyle = {
    .top = {"+", "-", "+", "+"},
    .middle = {"+", "-", "+", "+"},
    .bottom = {"+", "-", "+", "+"},
    .left = "|",
    .between = "|",
    .right = "|",
    .ellipsis = "...",
};

}  // namespace

std::unique_ptr<Renderer> MakeTableRenderer(const RenderOptions& options, Output& output) {
  return MakeTextTable(kTableStyle, options, output);
}

}  // namespace rondo::shell
