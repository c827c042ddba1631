// Whatever ends a process or a machine: what was acknowledged is there, what was not is there whole
// or not at all, and the store is sound. RONDO_CRASH_ROUNDS and RONDO_CRASH_SEED make longer runs.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "storage/rocks/rocks_store.h"
#include "storage/store_engine.h"
#include "storage/store_folder.h"
#include "tests/crash/crash_script.h"
#include "tests/crash/unsynced_file_system.h"
#include "tests/storage/temporary_folder.h"

#include <rocksdb/env.h>

namespace rondo::crash {
namespace {

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

uint64_t Rounds(uint64_t otherwise) { return FromEnvironment("RONDO_CRASH_ROUNDS", otherwise); }
uint64_t Seed() { return FromEnvironment("RONDO_CRASH_SEED", 20200130); }

// The store at `path` shows the script after `least` or more transactions, at most `most`, whole,
// and is sound. Returns after how many.
uint64_t ExpectScript(const std::string& path, CrashScript& script, uint64_t least, uint64_t most) {
  const auto opened = Store::Open(path, {.create_if_missing = false});
  if (!opened.ok()) {
    ADD_FAILURE() << opened.error().message;
    return 0;
  }
  const Store& store = **opened;
  const auto snapshot = store.OpenSnapshot();
  const uint64_t last = CrashScript::LastOf(*snapshot);
  EXPECT_GE(last, least) << "an acknowledged transaction is lost";
  EXPECT_LE(last, most) << "a transaction appeared that was never begun";
  script.SkipTo(last);
  ExpectSameGraph(script.model(), *snapshot);
  const auto problems = store.Check();
  EXPECT_TRUE(problems.ok());
  if (problems.ok()) {
    for (const auto& problem : *problems) ADD_FAILURE() << problem.place << ": " << problem.message;
  }
  return last;
}

uint64_t SizeOf(const std::string& path) {
  std::error_code ignored;
  const uint64_t size = std::filesystem::file_size(path, ignored);
  return ignored ? 0 : size;
}

// Without the zeros that a log is filled with ahead of what is written, and without those that its
// last record may end with.
uint64_t WrittenSize(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  return bytes.find_last_not_of('\0') + 1;
}

// Waits until the worker has acknowledged a transaction, however slow the machine is.
void AwaitGrowth(const std::string& acknowledged, uint64_t before) {
  constexpr auto kPatience = std::chrono::seconds(30);
  const auto start = std::chrono::steady_clock::now();
  while (SizeOf(acknowledged) <= before && std::chrono::steady_clock::now() - start < kPatience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

// Starts the worker and returns when it is dead. `hit` 0: killed `microseconds` after its start or,
// with an odd number of them, after its first commit.
void RunWorker(const std::string& store, uint64_t seed, const std::string& acknowledged,
               uint64_t hit, uint64_t microseconds) {
  const std::string program = std::string(RONDO_BINARY_DIR) + "/tests/crash_worker";
  const std::string seed_text = std::to_string(seed);
  const std::string hit_text = std::to_string(hit);
  const uint64_t before = SizeOf(acknowledged);
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl(program.c_str(), program.c_str(), store.c_str(), seed_text.c_str(),
            acknowledged.c_str(), hit == 0 ? nullptr : hit_text.c_str(), nullptr);
    ::_exit(127);
  }
  if (hit == 0) {
    if (microseconds % 2 == 1) AwaitGrowth(acknowledged, before);
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
    ::kill(child, SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the worker ended by itself";
}

uint64_t LastAcknowledged(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  uint64_t last = 0;
  for (uint64_t number; file.read(reinterpret_cast<char*>(&number), sizeof number);) last = number;
  return last;
}

// Many rounds on one store: each begins where the last one was killed.
void RunKillRounds(uint64_t rounds, bool at_kill_points) {
  const uint64_t seed = Seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::unique_ptr<TemporaryFolder> folder;
  std::unique_ptr<CrashScript> script;
  constexpr uint64_t kRoundsPerStore = 10;
  uint64_t shown = 0;  // By the store after the last round.
  uint64_t most = 0;
  for (uint64_t round = 0; round < rounds && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    if (round % kRoundsPerStore == 0) {
      folder = std::make_unique<TemporaryFolder>();
      script = std::make_unique<CrashScript>(seed + round);
      shown = 0;
    }
    const std::string store = *folder / "db";
    const std::string acknowledged = *folder / "acknowledged";
    const uint64_t story = seed + round / kRoundsPerStore * kRoundsPerStore;
    if (at_kill_points) {
      RunWorker(store, story, acknowledged, 1 + random() % 200, 0);
    } else {
      RunWorker(store, story, acknowledged, 0, random() % 150000);
    }
    if (testing::Test::HasFatalFailure()) return;
    if (!std::filesystem::exists(store + "/data/CURRENT")) continue;  // Killed before it began.
    const uint64_t last = LastAcknowledged(acknowledged);
    if (last == 0 && !Store::Open(store, {.create_if_missing = false}).ok()) continue;
    // What a worker committed and could not say any more counts from the next round on.
    const uint64_t least = std::max(last, shown);
    shown = ExpectScript(store, *script, least, least + 1);
    most = std::max(most, shown);
  }
  EXPECT_GT(most, 0) << "no worker lived long enough to commit";
}

TEST(Crash, KilledAtARandomMomentLosesNothing) { RunKillRounds(Rounds(20), false); }

TEST(Crash, KilledAtAKillPointLosesNothing) { RunKillRounds(Rounds(20), true); }

TEST(Crash, PowerLossLosesNothingAcknowledged) {
  const uint64_t seed = Seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const uint64_t rounds = Rounds(25);
  for (uint64_t round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const TemporaryFolder folder;
    const std::string path = folder / "db";
    ASSERT_TRUE(PrepareStoreFolder(path, {}).ok());
    const auto system = std::make_shared<UnsyncedFileSystem>();
    const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(system);
    uint64_t acknowledged = 0;
    {
      auto ordered = OpenRocksStore(DataFolder(path), {.env = env.get()});
      ASSERT_TRUE(ordered.ok()) << ordered.error().message;
      const auto store = StoreEngine::Start(std::move(ordered).value(), path, {}).value();
      CrashScript script(seed + round);
      const uint64_t count = 1 + random() % 150;
      const uint64_t compact_at = random() % 200;
      for (; acknowledged < count; ++acknowledged) {
        auto transaction = store->BeginTransaction().value();
        script.RunNext(transaction.get());
        ASSERT_TRUE(transaction->Commit().ok());
        if (acknowledged == compact_at) {
          ASSERT_TRUE(store->Compact().ok());
        }
      }
      // One more is on its way when the power goes.
      auto transaction = store->BeginTransaction().value();
      script.RunNext(transaction.get());
      if (random() % 2 == 0) {
        system->StopWriting();
      } else {
        system->StopSyncing();
      }
      EXPECT_FALSE(transaction->Commit().ok());
    }
    system->LoseUnsynced(random);
    CrashScript script(seed + round);
    ExpectScript(path, script, acknowledged, acknowledged + 1);
  }
}

// What one of many writers did: transactions of two nodes with its own label and an edge of its own
// type, whose properties lie beside those of the others.
struct Writer {
  std::string name;
  uint64_t acknowledged = 0;

  // Whether the transaction was acknowledged.
  bool RunOne(Store& store) {
    auto transaction = store.BeginTransaction();
    if (!transaction.ok()) return false;
    Transaction& changes = **transaction;
    const LabelId label = changes.InternLabel(name).value();
    const Property property{changes.InternPropertyKey("number").value(),
                            Value(static_cast<int64_t>(acknowledged))};
    const NodeId first = changes.CreateNode({&label, 1}, {&property, 1}).value();
    const NodeId second = changes.CreateNode({&label, 1}, {&property, 1}).value();
    const EdgeTypeId type = changes.InternEdgeType(name).value();
    EXPECT_TRUE(changes.CreateEdge(type, first, second, {&property, 1}).ok());
    if (!changes.Commit().ok()) return false;
    ++acknowledged;
    return true;
  }

  void ExpectWhole(const Snapshot& snapshot) const {
    const auto type = snapshot.FindEdgeType(name);
    const uint64_t count = type ? snapshot.EdgeCount(*type) : 0;
    EXPECT_GE(count, acknowledged) << "an acknowledged transaction of " << name << " is lost";
    EXPECT_LE(count, acknowledged + 1);
    const auto label = snapshot.FindLabel(name);
    EXPECT_EQ(label ? snapshot.NodeCount(*label) : 0, 2 * count);
  }
};

// Commits that are written together touch the same records.
TEST(Crash, PowerLossBetweenManyWritersLosesNothingAcknowledged) {
  const uint64_t seed = Seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const uint64_t rounds = Rounds(8);
  for (uint64_t round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const TemporaryFolder folder;
    const std::string path = folder / "db";
    ASSERT_TRUE(PrepareStoreFolder(path, {}).ok());
    const auto system = std::make_shared<UnsyncedFileSystem>();
    const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(system);
    std::vector<Writer> writers(8);
    for (size_t i = 0; i < writers.size(); ++i) writers[i].name = "W" + std::to_string(i);
    {
      auto ordered = OpenRocksStore(DataFolder(path), {.env = env.get()});
      ASSERT_TRUE(ordered.ok()) << ordered.error().message;
      const auto store = StoreEngine::Start(std::move(ordered).value(), path, {}).value();
      std::atomic<int64_t> left{static_cast<int64_t>(1 + random() % 400)};
      const bool stops_writing = random() % 2 == 0;
      std::vector<std::thread> threads;
      for (Writer& writer : writers) {
        threads.emplace_back([&] {
          while (writer.RunOne(*store)) {
            if (left.fetch_sub(1) != 1) continue;
            stops_writing ? system->StopWriting() : system->StopSyncing();
          }
        });
      }
      for (std::thread& thread : threads) thread.join();
    }
    system->LoseUnsynced(random);
    const auto opened = Store::Open(path, {.create_if_missing = false});
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    for (const Writer& writer : writers) writer.ExpectWhole(*(*opened)->OpenSnapshot());
    for (const auto& problem : (*opened)->Check().value()) {
      ADD_FAILURE() << problem.place << ": " << problem.message;
    }
  }
}

// One clear error for everybody, readers go on, and what was acknowledged is there when the store
// is opened again.
TEST(Crash, AFullDiskLosesNothingAcknowledged) {
  const TemporaryFolder folder;
  const std::string path = folder / "db";
  ASSERT_TRUE(PrepareStoreFolder(path, {}).ok());
  const auto system = std::make_shared<UnsyncedFileSystem>();
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(system);
  constexpr uint64_t kCommits = 40;
  {
    auto ordered = OpenRocksStore(DataFolder(path), {.env = env.get()});
    ASSERT_TRUE(ordered.ok()) << ordered.error().message;
    const auto store = StoreEngine::Start(std::move(ordered).value(), path, {}).value();
    CrashScript script(Seed());
    for (uint64_t i = 0; i < kCommits; ++i) {
      auto transaction = store->BeginTransaction().value();
      script.RunNext(transaction.get());
      ASSERT_TRUE(transaction->Commit().ok());
    }
    const uint64_t version = store->OpenSnapshot()->version();
    const uint64_t count = store->OpenSnapshot()->NodeCount();
    system->FillDisk();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        auto transaction = store->BeginTransaction();
        if (transaction.ok()) {
          ASSERT_TRUE((*transaction)->CreateNode({}, {}).ok());
        }
        const Result<void> committed =
            transaction.ok() ? (*transaction)->Commit() : Result<void>(transaction.error());
        ASSERT_FALSE(committed.ok());
        EXPECT_EQ(committed.error().code, ErrorCode::kIo);
        EXPECT_EQ(committed.error().detail, "DiskFull");
        EXPECT_EQ(committed.error().message.find('\n'), std::string::npos);
        EXPECT_NE(committed.error().message.find("until the store is opened again"),
                  std::string::npos);
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(store->OpenSnapshot()->version(), version);
    EXPECT_EQ(store->OpenSnapshot()->NodeCount(), count);
  }
  CrashScript script(Seed());
  ExpectScript(path, script, kCommits, kCommits);
}

TEST(Crash, TooManyOpenFilesIsOneClearError) {
  const TemporaryFolder folder;
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit few = before;
  few.rlim_cur = 6;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  const auto opened = Store::Open(folder / "db", {});
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().detail, "TooManyOpenFiles") << opened.error().message;
  EXPECT_TRUE(Store::Open(folder / "db", {}).ok());
}

TEST(Crash, EveryTruncationOfTheLogIsAStateThatWas) {
  const TemporaryFolder folder;
  const std::string path = folder / "db";
  const uint64_t seed = Seed();
  std::string log;
  {
    const auto store = Store::Open(path, {}).value();
    CrashScript script(seed);
    for (int i = 0; i < 30; ++i) {
      auto transaction = store->BeginTransaction().value();
      script.RunNext(transaction.get());
      ASSERT_TRUE(transaction->Commit().ok());
    }
    // As it lies while the store is open: closing would empty the log.
    std::filesystem::copy(path, folder / "open", std::filesystem::copy_options::recursive);
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder / "open/data")) {
    if (entry.path().extension() == ".log") log = entry.path().filename().string();
  }
  ASSERT_FALSE(log.empty());
  const uint64_t whole = SizeOf(folder / ("open/data/" + log));
  const uint64_t size = WrittenSize(folder / ("open/data/" + log));
  std::mt19937_64 random(seed);
  const uint64_t cuts = Rounds(25);
  uint64_t least = 30;
  for (uint64_t i = 0; i < cuts && !HasFailure(); ++i) {
    // All of it, the last bytes one by one, then anywhere.
    const uint64_t length = i == 0         ? whole
                            : i < cuts / 2 ? size - std::min(size, i)
                                           : random() % size;
    SCOPED_TRACE("cut to " + std::to_string(length) + " of " + std::to_string(size));
    const std::string copy = folder / "cut";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(folder / "open", copy, std::filesystem::copy_options::recursive);
    std::filesystem::resize_file(copy + "/data/" + log, length);
    CrashScript script(seed);
    const uint64_t last = ExpectScript(copy, script, i == 0 ? 30 : 0, 30);
    least = std::min(least, last);
  }
  EXPECT_LT(least, 30) << "no cut reached a transaction";
}

}  // namespace
}  // namespace rondo::crash
