#include <array>

#include "tools/main/command.h"

namespace rondo {

std::span<const Command> Commands() {
  static const std::array kCommands = {
#ifdef RONDO_HAS_QUERY
      kQueryCommand,
#endif
      kLoadCommand,    kExtractCommand, kRetractCommand, kReviewCommand,  kRulesCommand,
#ifdef RONDO_HAS_IMPORT
      kImportCommand,
#endif
      kExportCommand,  kCheckCommand,   kStatsCommand,   kCompactCommand, kBackupCommand,
      kRestoreCommand,
  };
  return kCommands;
}

}  // namespace rondo
