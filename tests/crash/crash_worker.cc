// crash_worker STORE SEED ACKNOWLEDGED [HIT]: the process that crash tests kill. Runs transactions
// of the script, from where the store stands, without end. Every acknowledged number goes to the
// file ACKNOWLEDGED as 8 bytes. With HIT it kills itself at the so many-th kill point.

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "storage/kill_point.h"
#include "storage/store.h"
#include "tests/crash/crash_script.h"

namespace rondo::crash {
namespace {

std::atomic<int64_t> hits_left{-1};

void CountHit(std::string_view) {
  if (hits_left.fetch_sub(1) == 1) ::kill(::getpid(), SIGKILL);
}

int Main(int argument_count, char** argument) {
  if (argument_count < 4) return 2;
  const std::string path = argument[1];
  CrashScript script(std::strtoull(argument[2], nullptr, 10));
  const int acknowledged = ::open(argument[3], O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  if (argument_count > 4) {
    hits_left = std::strtoll(argument[4], nullptr, 10);
    SetKillPointHook(CountHit);
  }
  auto opened = Store::Open(path, {});
  if (!opened.ok()) {
    std::fprintf(stderr, "%s\n", opened.error().message.c_str());
    return 1;
  }
  const std::unique_ptr<Store> store = std::move(opened).value();
  script.SkipTo(CrashScript::LastOf(*store->OpenSnapshot()));
  while (true) {
    auto transaction = store->BeginTransaction().value();
    script.RunNext(transaction.get());
    transaction->Commit().value();
    const uint64_t number = script.transaction_count();
    if (::write(acknowledged, &number, sizeof number) != sizeof number) return 1;
    if (number % 50 == 0) store->Compact().value();
  }
}

}  // namespace
}  // namespace rondo::crash

int main(int argument_count, char** argument) {
  return rondo::crash::Main(argument_count, argument);
}
