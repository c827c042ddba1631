#pragma once

// Text that came from outside made safe to print: it cannot move the cursor, change colours, write
// the clipboard or turn the reading direction of what stands around it.
// Thread rule: free functions without state.

#include <string>
#include <string_view>

namespace rondo {

enum class LineBreaks : bool { kVisible, kKept };

/// Appends `text` with every control character as its picture (U+2400 and on), and bytes that are
/// not UTF-8, the controls beyond ASCII and the marks that turn text around as U+FFFD. Joiners
/// stay, since emoji and Persian need them. With kKept newlines stay, too; a tab always becomes a
/// space.
void AppendVisibleText(std::string_view text, LineBreaks line_breaks, std::string& out);

std::string VisibleText(std::string_view text, LineBreaks line_breaks = LineBreaks::kVisible);

}  // namespace rondo
