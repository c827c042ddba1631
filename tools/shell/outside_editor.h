#pragma once

// Text in the person's own editor.
// Thread rule: belongs to the main thread.

#include <string>

#include "graph/base/result.h"

namespace rondo::shell {

class Session;

/// Opens the file in the editor, waits, and returns what it then holds, without white space at its
/// end. Argument("NoEditor") where none is known.
Result<std::string> EditFile(Session& session, const std::string& path);

/// The same for a text that is in no file.
Result<std::string> EditText(Session& session, const std::string& text);

}  // namespace rondo::shell
