#pragma once

// Errors as text for people: code, line and column, the source line, a caret, a way out.

#include <string>
#include <string_view>

#include "graph/base/error.h"
#include "query/result.h"

namespace rondo {

/// Line and column of a byte offset, both from 1; columns count characters (code points), not
/// bytes.
struct TextPosition {
  size_t line = 1;
  size_t column = 1;
};
TextPosition PositionOf(std::string_view text, size_t offset);

/// The error over several lines, without a final newline:
///   error: unknown variable `plyer` (UndefinedVariable)
///     1 | MATCH (player:Player) RETURN plyer.name
///       |                              ^^^^^ did you mean `player`?
/// A hint that is too long for the rest of the line stands on the next one, behind ` = `.
/// `text` is the statement that the span points into; without a span only the first line is made.
/// Source lines are cut around the place to fit into `width_max` cells; control characters are made
/// visible.
std::string ErrorText(const Error& error, std::string_view text, size_t width_max = 108);

/// A notification in the same form, with `warning:` in front.
std::string NotificationText(const Notification& notification, std::string_view text,
                             size_t width_max = 108);

}  // namespace rondo
