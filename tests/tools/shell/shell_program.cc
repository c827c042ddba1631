// The shell alone as a program, for tests that drive it from outside: shell_program [STORE].

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tools/shell/shell.h"

int main(int argument_count, char** arguments) {
  const char* store = argument_count > 1 ? arguments[1] : ":memory:";
  auto database = rondo::Database::Open(store);
  if (!database.ok()) {
    std::fprintf(stderr, "%s\n", database.error().message.c_str());
    return 3;
  }
  rondo::shell::ShellOptions options;
  options.store_name = argument_count > 1 ? "test store" : store;
  options.keep_going = argument_count > 2 && std::strcmp(arguments[2], "--keep-going") == 0;
  options.environment = rondo::shell::EnvironmentFrom(
      [](const char* name) -> const char* { return std::getenv(name); });
  return rondo::shell::RunShell(*database, options);
}
