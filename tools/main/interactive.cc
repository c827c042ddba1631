#include "tools/main/interactive.h"

#include <cstdlib>

#include "query/database.h"
#include "tools/shell/shell.h"

namespace rondo {

ExitCode RunInteractive(const std::string& path, Console& console) {
  shell::ShellOptions options;
  options.store_name = path.empty() ? std::string(kInMemoryPath) : path;
  options.environment =
      shell::EnvironmentFrom([](const char* name) -> const char* { return std::getenv(name); });
  auto database = Database::Open(options.store_name);
  if (!database.ok()) {
    console.Fail(database.error());
    return ExitCode::kStore;
  }
  return static_cast<ExitCode>(shell::RunShell(*database, options));
}

}  // namespace rondo
