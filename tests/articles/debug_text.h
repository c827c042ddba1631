#pragma once

// A document as text for people: sentence by sentence with every mention, title and quotation
// marked.

#include <string>

#include "tools/articles/pipeline.h"

namespace rondo::articles {

std::string DebugText(const Document& document, const Knowledge& knowledge);

}  // namespace rondo::articles
