#include <array>

#include "tools/main/command.h"

namespace rondo {

std::span<const Command> Commands() {
  static const std::array kCommands = {
      kQueryCommand,   kLoadCommand,   kExtractCommand, kRetractCommand, kReviewCommand,
      kRulesCommand,   kImportCommand, kExportCommand,  kCheckCommand,   kStatsCommand,
      kCompactCommand, kBackupCommand, kRestoreCommand,
  };
  return kCommands;
}

}  // namespace rondo
