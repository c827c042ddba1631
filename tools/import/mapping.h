#pragma once

// Mapping files: JSON that says how CSV files of any layout become a graph. mappings/README.md
// describes the format; mappings/football.json is an example.

#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "tools/import/import_plan.h"

namespace rondo::import {

/// Reads the mapping text; files are looked up in `directory`. `name` is what errors call the
/// mapping. InvalidData naming the place in the mapping ("edges[2].properties.fee") for anything
/// unknown, missing or of the wrong type.
Result<ImportPlan> ReadMapping(std::string_view text, const std::string& name,
                               const std::string& directory);

}  // namespace rondo::import
