#pragma once

// Tables for people: columns as wide as their content, made narrower where the terminal is; what
// the box and table modes share.
// Thread rule: belongs to one thread.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tools/output/output.h"
#include "tools/shell/render/renderer.h"

namespace rondo::shell {

/// A line across the table: its ends and what stands where columns meet.
struct TableRule {
  std::string_view left;
  std::string_view line;
  std::string_view crossing;
  std::string_view right;
};

/// What a table is drawn with.
struct TableStyle {
  TableRule top;
  TableRule middle;
  TableRule bottom;
  std::string_view left;
  std::string_view between;
  std::string_view right;
  std::string_view ellipsis;  // Stands for columns that had no room.
};

std::unique_ptr<Renderer> MakeTextTable(const TableStyle& style, const RenderOptions& options,
                                        Output& output);

}  // namespace rondo::shell
