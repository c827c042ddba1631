// What the property test cannot reach: errors, messages, versions, opening.

#include "storage/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numeric>
#include <string>
#include <thread>

#include "storage/chunk/epoch.h"
#include "storage/codec/format_version.h"
#include "storage/codec/key_codec.h"
#include "storage/id_stretch.h"
#include "storage/rocks/rocks_store.h"
#include "storage/root/counters.h"
#include "storage/root/group_table.h"
#include "tests/storage/temporary_folder.h"

namespace rondo {
namespace {

std::unique_ptr<Store> OpenInMemory() {
  return Store::Open(std::string(kInMemoryPath), {}).value();
}

NodeId AddPerson(Transaction& transaction, const std::string& name) {
  const LabelId label = transaction.InternLabel("Person").value();
  const Property property{transaction.InternPropertyKey("name").value(), Value(name)};
  return transaction.CreateNode({&label, 1}, {&property, 1}).value();
}

TEST(Store, EmptyStoreHasNothing) {
  const auto store = OpenInMemory();
  const auto snapshot = store->OpenSnapshot();
  EXPECT_EQ(snapshot->NodeCount(), 0);
  EXPECT_EQ(snapshot->EdgeCount(), 0);
  EXPECT_EQ(snapshot->FindLabel("Person"), std::nullopt);
  ScanPosition position;
  std::vector<NodeId> ids(4);
  EXPECT_EQ(snapshot->ScanNodes(position, ids).value(), 0);
  EXPECT_TRUE(position.at_end);
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(Store, SnapshotKeepsItsStateWhateverCommitsLater) {
  const auto store = OpenInMemory();
  auto first = store->BeginTransaction().value();
  const NodeId ada = AddPerson(*first, "Ada");
  ASSERT_TRUE(first->Commit().ok());
  const auto before = store->OpenSnapshot();

  auto second = store->BeginTransaction().value();
  ASSERT_TRUE(second->DeleteNode(ada).ok());
  AddPerson(*second, "Grace");
  AddPerson(*second, "Hedy");
  ASSERT_TRUE(second->Commit().ok());

  const auto after = store->OpenSnapshot();
  EXPECT_LT(before->version(), after->version());
  EXPECT_EQ(before->NodeCount(), 1);
  EXPECT_EQ(after->NodeCount(), 2);
  std::vector<NodeId> found;
  ASSERT_TRUE(before->FindNodesByName("ada", found).ok());
  EXPECT_EQ(found, std::vector<NodeId>{ada});
  found.clear();
  ASSERT_TRUE(after->FindNodesByName("ada", found).ok());
  EXPECT_TRUE(found.empty());
}

TEST(Store, DestroyedTransactionLeavesNoTrace) {
  const auto store = OpenInMemory();
  AddPerson(*store->BeginTransaction().value(), "Ada");
  EXPECT_EQ(store->OpenSnapshot()->NodeCount(), 0);
  auto next = store->BeginTransaction().value();
  EXPECT_GT(AddPerson(*next, "Grace").value, 0) << "an id was given out twice";
}

TEST(Store, NamesAreFoundWithoutCaseAndAccents) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  const NodeId odegaard = AddPerson(*transaction, "Martin Ødegaard");
  const NodeId mkhitaryan = AddPerson(*transaction, "Henrikh Mkhitaryan");
  const Value aliases(ListValue{Value("Micki"), Value("Հենրիխ")});
  ASSERT_TRUE(
      transaction
          ->SetNodeProperty(mkhitaryan, transaction->InternPropertyKey("aliases").value(), aliases)
          .ok());
  ASSERT_TRUE(transaction->Commit().ok());
  const auto snapshot = store->OpenSnapshot();
  const auto find = [&](std::string_view name) {
    std::vector<NodeId> found;
    EXPECT_TRUE(snapshot->FindNodesByName(name, found).ok());
    return found;
  };
  EXPECT_EQ(find("martin odegaard"), std::vector{odegaard});
  EXPECT_EQ(find("MARTIN ØDEGAARD"), std::vector{odegaard});
  EXPECT_EQ(find("micki"), std::vector{mkhitaryan});
  EXPECT_EQ(find("ՀԵՆՐԻԽ"), std::vector{mkhitaryan});
  EXPECT_TRUE(find("martin").empty());
  std::vector<NodeId> found;
  ASSERT_TRUE(snapshot->FindNodesByNamePrefix("m", 10, found).ok());
  EXPECT_EQ(found, (std::vector{odegaard, mkhitaryan}));
  found.clear();
  ASSERT_TRUE(snapshot->FindNodesByNamePrefix("M", 1, found).ok());
  EXPECT_EQ(found, std::vector{odegaard});
}

TEST(Store, LongNamesAreToldApart) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  const std::string stem(300, 'x');
  const NodeId first = AddPerson(*transaction, stem + "a");
  const NodeId second = AddPerson(*transaction, stem + "b");
  const NodeId third = AddPerson(*transaction, stem + "ba");
  const auto by_name = [&](const std::string& name) {
    std::vector<NodeId> found;
    EXPECT_TRUE(transaction->FindNodesByName(name, found).ok());
    return found;
  };
  const auto by_prefix = [&](const std::string& prefix) {
    std::vector<NodeId> found;
    EXPECT_TRUE(transaction->FindNodesByNamePrefix(prefix, 10, found).ok());
    std::sort(found.begin(), found.end());
    return found;
  };
  EXPECT_EQ(by_name(stem + "B"), std::vector{second});
  EXPECT_TRUE(by_name(stem).empty());
  EXPECT_EQ(by_prefix(stem), (std::vector{first, second, third}));
  EXPECT_EQ(by_prefix(stem + "b"), (std::vector{second, third}));
}

TEST(Store, UniqueConstraintIsKeptAtOnce) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  const NodeId ada = AddPerson(*transaction, "Ada");
  const NodeId grace = AddPerson(*transaction, "Grace");
  ASSERT_TRUE(
      transaction->CreateIndex({"unique_name", "Person", "name", ConstraintKind::kUnique}).ok());
  const PropertyKeyId name = *transaction->FindPropertyKey("name");
  const LabelId person = *transaction->FindLabel("Person");
  const Property property{name, Value("Ada")};
  const Result<NodeId> twin = transaction->CreateNode({&person, 1}, {&property, 1});
  ASSERT_FALSE(twin.ok());
  EXPECT_EQ(twin.error().code, ErrorCode::kConstraint);
  EXPECT_EQ(twin.error().detail, "ConstraintValidationFailed");
  EXPECT_EQ(twin.error().message,
            "node 0 with label `Person` already has `name` = 'Ada' (constraint `unique_name`)");
  EXPECT_FALSE(transaction->SetNodeProperty(grace, name, Value("Ada")).ok());
  EXPECT_TRUE(transaction->SetNodeProperty(ada, name, Value("Ada")).ok());
  EXPECT_EQ(transaction->NodeCount(), 2);
  const NodeId stranger = transaction->CreateNode({}, {&property, 1}).value();
  EXPECT_FALSE(transaction->AddLabel(stranger, person).ok());
  ASSERT_TRUE(transaction->DeleteNode(ada).ok());
  EXPECT_TRUE(transaction->AddLabel(stranger, person).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(Store, UniqueConstraintIsNotMadeOverDuplicates) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  AddPerson(*transaction, "Ada");
  AddPerson(*transaction, "Ada");
  const Result<void> created =
      transaction->CreateIndex({"u", "Person", "name", ConstraintKind::kUnique});
  ASSERT_FALSE(created.ok());
  EXPECT_EQ(created.error().code, ErrorCode::kConstraint);
  EXPECT_TRUE(transaction->CreateIndex({"i", "Person", "name", std::nullopt}).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(store->ListIndexes().size(), 1);
}

TEST(Store, ExistenceConstraintIsKeptAtCommit) {
  const auto store = OpenInMemory();
  auto schema = store->BeginTransaction().value();
  ASSERT_TRUE(schema->CreateIndex({"e", "Person", "name", ConstraintKind::kExists}).ok());
  ASSERT_TRUE(schema->Commit().ok());
  auto good = store->BeginTransaction().value();
  const LabelId person = *good->FindLabel("Person");
  const NodeId node = good->CreateNode({&person, 1}, {}).value();
  ASSERT_TRUE(good->SetNodeProperty(node, *good->FindPropertyKey("name"), Value("Ada")).ok());
  ASSERT_TRUE(good->Commit().ok());
  auto bad = store->BeginTransaction().value();
  ASSERT_TRUE(bad->SetNodeProperty(node, *bad->FindPropertyKey("name"), Value()).ok());
  const Result<void> committed = bad->Commit();
  ASSERT_FALSE(committed.ok());
  EXPECT_EQ(committed.error().code, ErrorCode::kConstraint);
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(Store, NodeWithEdgesIsNotDeletedAlone) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  const NodeId ada = AddPerson(*transaction, "Ada");
  const EdgeId loop =
      transaction->CreateEdge(transaction->InternEdgeType("knows").value(), ada, ada, {}).value();
  ASSERT_TRUE(transaction->Commit().ok());

  auto bad = store->BeginTransaction().value();
  ASSERT_TRUE(bad->DeleteNode(ada).ok());
  const Result<void> committed = bad->Commit();
  ASSERT_FALSE(committed.ok());
  EXPECT_EQ(committed.error().code, ErrorCode::kConstraint);
  EXPECT_EQ(committed.error().detail, "DeleteConnectedNode");
  EXPECT_EQ(store->OpenSnapshot()->NodeCount(), 1);

  auto good = store->BeginTransaction().value();
  ASSERT_TRUE(good->DeleteNode(ada).ok());
  ASSERT_TRUE(good->DeleteEdge(loop).ok());
  ASSERT_TRUE(good->Commit().ok());
  EXPECT_EQ(store->OpenSnapshot()->NodeCount(), 0);
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(Store, AbsentEntitiesAreRefused) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  const NodeId ada = AddPerson(*transaction, "Ada");
  const PropertyKeyId key = *transaction->FindPropertyKey("name");
  const EdgeTypeId type = transaction->InternEdgeType("knows").value();
  const NodeId absent(77);
  EXPECT_EQ(transaction->SetNodeProperty(absent, key, Value(1)).error().code,
            ErrorCode::kEntityNotFound);
  EXPECT_EQ(transaction->SetNodeProperty(NodeId(), key, Value(1)).error().code,
            ErrorCode::kEntityNotFound);
  EXPECT_EQ(transaction->AddLabel(absent, *transaction->FindLabel("Person")).error().code,
            ErrorCode::kEntityNotFound);
  EXPECT_EQ(transaction->CreateEdge(type, ada, absent, {}).error().code,
            ErrorCode::kEntityNotFound);
  EXPECT_EQ(transaction->SetEdgeProperty(EdgeId(5), key, Value(1)).error().code,
            ErrorCode::kEntityNotFound);
  EXPECT_TRUE(transaction->DeleteNode(absent).ok());
  EXPECT_TRUE(transaction->DeleteEdge(EdgeId(5)).ok());
}

TEST(Store, GraphElementsCannotBeProperties) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  const NodeId ada = AddPerson(*transaction, "Ada");
  const PropertyKeyId key = *transaction->FindPropertyKey("name");
  const Result<void> set =
      transaction->SetNodeProperty(ada, key, Value(ListValue{Value(1), Value(ada)}));
  ASSERT_FALSE(set.ok());
  EXPECT_EQ(set.error().code, ErrorCode::kType);
  EXPECT_EQ(set.error().detail, "InvalidPropertyType");
}

TEST(Store, WritersQueue) {
  const auto store = OpenInMemory();
  constexpr int kThreadCount = 8;
  constexpr int kCommitsPerThread = 50;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreadCount; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < kCommitsPerThread; ++k) {
        auto transaction = store->BeginTransaction().value();
        AddPerson(*transaction, "Ada");
        ASSERT_TRUE(transaction->Commit().ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store->OpenSnapshot()->NodeCount(), kThreadCount * kCommitsPerThread);
  EXPECT_TRUE(store->Check().value().empty());
}

// Sixteen writers share syncs while others read: what a reader has opened never changes, what it
// opens next is not older, and everything that was acknowledged is there again later.
TEST(Store, WritersOnDiskBesideReaders) {
  const TemporaryFolder folder;
  constexpr uint64_t kThreadCount = 16;
  constexpr uint64_t kCommitsPerThread = 20;
  {
    const auto store = Store::Open(folder / "db", {}).value();
    std::atomic<uint64_t> writing{kThreadCount};
    std::vector<std::thread> threads;
    for (uint64_t i = 0; i < kThreadCount; ++i) {
      threads.emplace_back([&] {
        for (uint64_t k = 0; k < kCommitsPerThread; ++k) {
          auto transaction = store->BeginTransaction().value();
          const NodeId person = AddPerson(*transaction, "Ada");
          const EdgeTypeId knows = transaction->InternEdgeType("KNOWS").value();
          ASSERT_TRUE(transaction->CreateEdge(knows, person, NodeId(0), {}).ok());
          if (k % 7 == 3) continue;  // Rolled back.
          ASSERT_TRUE(transaction->Commit().ok());
          ASSERT_GT(store->OpenSnapshot()->NodeCount(), 0u);
        }
        --writing;
      });
    }
    for (int i = 0; i < 2; ++i) {
      threads.emplace_back([&] {
        uint64_t seen = 0;
        while (writing > 0) {
          const auto snapshot = store->OpenSnapshot();
          const uint64_t count = snapshot->NodeCount();
          ASSERT_GE(count, seen);
          seen = count;
          if (count == 0) continue;
          const NodeId first(0);
          uint64_t degree = 0;
          const ExpandOptions incoming{.direction = Direction::kIncoming};
          ASSERT_TRUE(snapshot->GatherDegrees(incoming, {&first, 1}, {&degree, 1}).ok());
          ASSERT_EQ(degree, count);
          std::this_thread::yield();
          ASSERT_EQ(snapshot->NodeCount(), count);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  const auto store = Store::Open(folder / "db", {.create_if_missing = false}).value();
  uint64_t rolled_back = 0;
  for (uint64_t k = 0; k < kCommitsPerThread; ++k) rolled_back += k % 7 == 3 ? 1 : 0;
  EXPECT_EQ(store->OpenSnapshot()->NodeCount(), kThreadCount * (kCommitsPerThread - rolled_back));
  EXPECT_TRUE(store->Check().value().empty());
}

// With no room in the cache everything that was read goes at once, and with enough of that the
// directories of groups go too.
TEST(Store, WhatIsForgottenIsReadAgain) {
  constexpr size_t kGroupCount = 40;
  constexpr int64_t kRoundCount = 100;
  const TemporaryFolder folder;
  const auto store = Store::Open(folder / "db", {.cache_size = 1}).value();
  IdStretch stretch{.per_group = 1};
  std::vector<NodeId> nodes;
  auto first = store->BeginTransaction().value();
  const LabelId label = first->InternLabel("Club").value();
  const EdgeTypeId rival_of = first->InternEdgeType("rival-of").value();
  const PropertyKeyId points = first->InternPropertyKey("points").value();
  const Property none{points, Value(int64_t{0})};
  for (size_t i = 0; i < kGroupCount; ++i) {
    nodes.push_back(CreateNodeIn(stretch, *first, {&label, 1}, {&none, 1}).value());
    ASSERT_TRUE(first->CreateEdge(rival_of, nodes.back(), nodes.front(), {&none, 1}).ok());
  }
  ASSERT_TRUE(first->Commit().ok());
  const auto sum = [&](const Snapshot& snapshot) {
    std::vector<Value> values(nodes.size());
    EXPECT_TRUE(snapshot.GatherNodeProperty(points, nodes, values).ok());
    std::vector<uint64_t> degrees(nodes.size());
    EXPECT_TRUE(snapshot.GatherDegrees({}, nodes, degrees).ok());
    EXPECT_EQ(std::accumulate(degrees.begin(), degrees.end(), uint64_t{0}), kGroupCount);
    int64_t total = 0;
    for (const Value& value : values) total += value.integer();
    return total;
  };
  const auto before = store->OpenSnapshot();
  std::atomic<bool> over = false;
  std::thread reader([&] {
    while (!over) EXPECT_EQ(sum(*before), 0);
  });
  for (int64_t round = 1; round <= kRoundCount; ++round) {
    auto transaction = store->BeginTransaction().value();
    const NodeId node = nodes[static_cast<size_t>(round) % kGroupCount];
    Value old;
    ASSERT_TRUE(transaction->GatherNodeProperty(points, {&node, 1}, {&old, 1}).ok());
    ASSERT_TRUE(transaction->SetNodeProperty(node, points, Value(old.integer() + int64_t{1})).ok());
    ASSERT_TRUE(transaction->Commit().ok());
    ASSERT_EQ(sum(*store->OpenSnapshot()), round);
  }
  over = true;
  reader.join();
  EXPECT_TRUE(store->Check().value().empty());
}

// What a batch of reads goes past it does not hold, so that batches may be longer than the cache.
TEST(Epochs, ALongBatchLetsGoOfWhatIsBehindIt) {
  constexpr size_t kObjectCount = 1000;
  EpochDomain epochs;
  const auto alive = std::make_shared<int>(0);
  const auto retire_all = [&](EpochGuard& guard, bool breathes) {
    long alive_count_max = 0;
    for (size_t i = 0; i < kObjectCount; ++i) {
      epochs.Retire(std::make_shared<std::shared_ptr<int>>(alive));
      epochs.Collect();
      if (breathes) guard.Breathe();
      alive_count_max = std::max(alive_count_max, alive.use_count() - 1);
    }
    return alive_count_max;
  };
  {
    EpochGuard guard(epochs);
    EXPECT_LE(retire_all(guard, true), 64);
    // Under another guard it must not.
    const EpochGuard other(epochs);
    EXPECT_GE(retire_all(guard, true), static_cast<long>(kObjectCount));
  }
  epochs.Collect();
  EXPECT_EQ(alive.use_count(), 1);
  EpochGuard guard(epochs);
  EXPECT_EQ(retire_all(guard, false), static_cast<long>(kObjectCount));
}

TEST(Store, ATransactionIsLargeThatCopiesMuchOfTheCache) {
  constexpr int kNodeCount = 4000;
  const TemporaryFolder folder;
  const auto store = Store::Open(folder / "db", {.cache_size = 1 << 20}).value();
  auto first = store->BeginTransaction().value();
  const LabelId label = first->InternLabel("Club").value();
  const PropertyKeyId motto = first->InternPropertyKey("motto").value();
  for (int i = 0; i < kNodeCount; ++i) {
    const Property text{motto, Value(std::to_string(i) + std::string(300, 'x'))};
    ASSERT_TRUE(first->CreateNode({&label, 1}, {&text, 1}).ok());
  }
  ASSERT_TRUE(first->Commit().ok());
  auto second = store->BeginTransaction().value();
  EXPECT_FALSE(second->IsLarge());
  for (const NodeId node : {NodeId(0), NodeId(kNodeCount - 1)}) {
    ASSERT_TRUE(second->SetNodeProperty(node, motto, Value(std::string("y"))).ok());
  }
  EXPECT_TRUE(second->IsLarge());
  second->Rollback();
  EXPECT_FALSE(store->BeginTransaction().value()->IsLarge());
}

TEST(GroupTable, ForgetsGroupsOfWhichNothingIsInMemory) {
  constexpr uint64_t kOwner = 7;
  const auto directory_of = [kOwner](GroupNumber number, bool loaded) {
    const ChunkKey key{KeyTag::kNodeGroup, 0, number};
    auto directory = std::make_unique<GroupDirectory>();
    directory->header = loaded ? std::make_shared<ChunkHandle>(key, MakeChunk(key), kOwner)
                               : std::make_shared<ChunkHandle>(key);
    return directory;
  };
  GroupTable table = GroupTable::Stored(KeyTag::kNodeGroup, 4);
  table.Find(0)->Install(directory_of(0, false));
  table.Find(1)->Install(directory_of(1, true));
  // Only its column is in memory.
  auto third = directory_of(2, false);
  const MemberKey column{KeyTag::kNodeColumn, 5};
  const ChunkKey column_key{column.tag, column.owner, 2};
  third->members.push_back(
      {column, std::make_shared<ChunkHandle>(column_key, MakeChunk(column_key), kOwner)});
  table.Find(2)->Install(std::move(third));
  table.Find(3)->Install(std::make_unique<GroupDirectory>());  // Never written.
  EpochDomain epochs;
  const GroupTable copy = table;
  const GroupDirectory* forgotten = table.Find(0)->directory();
  const auto guard = std::make_unique<EpochGuard>(epochs);
  table.ForgetIdle(epochs);
  epochs.Collect();
  EXPECT_EQ(forgotten->header->key().number, 0U);  // For who was reading it.
  EXPECT_EQ(table.Find(0)->directory(), nullptr);
  EXPECT_NE(table.Find(1)->directory(), nullptr);
  EXPECT_NE(table.Find(2)->directory(), nullptr);
  EXPECT_NE(table.Find(3)->directory(), nullptr);
  EXPECT_EQ(copy.Find(0)->directory(), nullptr);
}

TEST(StoreOpening, RefusesWhatIsNoStore) {
  const TemporaryFolder folder;
  const auto message = [&](const std::string& path, const StoreOptions& options) {
    const auto opened = Store::Open(path, options);
    EXPECT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, ErrorCode::kUnavailable);
    return opened.error().message;
  };
  const std::string missing = folder / "missing";
  EXPECT_EQ(message(missing, {.create_if_missing = false}),
            "there is no store at `" + missing + "`");
  const std::string deep = folder / "no/such";
  EXPECT_EQ(message(deep, {}),
            "cannot create `" + deep + "`: the folder `" + (folder / "no") + "` does not exist");
  const std::string file = folder / "file";
  std::ofstream(file) << "text";
  EXPECT_EQ(message(file, {}), "`" + file + "` is a file, not the folder of a store");
  EXPECT_EQ(message(folder.path(), {}),
            "`" + folder.path() + "` is not a store; name another folder, or one that is empty");
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(StoreOpening, TakesAFolderWhoseMakingWasBrokenOff) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "db");
  std::ofstream(folder / "db/RONDO.new") << "rondo st";
  EXPECT_TRUE(Store::Open(folder / "db", {}).ok());
  EXPECT_FALSE(std::filesystem::exists(folder / "db/RONDO.new"));
  EXPECT_TRUE(Store::Open(folder / "db", {.create_if_missing = false}).ok());
}

TEST(StoreOpening, RefusesANewerFormat) {
  const TemporaryFolder folder;
  const std::string path = folder / "store";
  ASSERT_TRUE(Store::Open(path, {}).ok());
  std::ofstream(path + "/RONDO") << "rondo store, format 99\n";
  const auto opened = Store::Open(path, {});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().detail, "NewerFormat");
  EXPECT_EQ(opened.error().message,
            "`" + path +
                "` was written by a newer Rondo (format 99, this program knows 2); use that "
                "version");
}

// Format 1 did not count edges by the labels at their ends.
TEST(StoreOpening, CountsEndsInAStoreOfFormat1) {
  const TemporaryFolder folder;
  const std::string path = folder / "store";
  {
    const auto store = Store::Open(path, {}).value();
    auto transaction = store->BeginTransaction().value();
    const NodeId ada = AddPerson(*transaction, "Ada");
    const NodeId bob = AddPerson(*transaction, "Bob");
    const EdgeTypeId knows = transaction->InternEdgeType("knows").value();
    ASSERT_TRUE(transaction->CreateEdge(knows, ada, bob, {}).ok());
    ASSERT_TRUE(transaction->RemoveLabel(bob, transaction->InternLabel("Person").value()).ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }
  {
    const auto raw = OpenRocksStore(path + "/data", {}).value();
    const std::string key = EncodeKey({KeyTag::kCounters, 0, 0});
    Counters counters = DecodeCounters(raw->Get(key, nullptr).value().value()).value();
    counters.by_source = {};
    counters.by_target = {};
    std::string record;
    EncodeCounters(nullptr, counters, record);
    OrderedBatch batch;
    batch.Put(key, record);
    batch.Put(EncodeKey({KeyTag::kFormat, 0, 0}), EncodeFormatRecord(1));
    const OrderedBatch* const batches[] = {&batch};
    ASSERT_TRUE(raw->Write(batches, true).ok());
  }
  for (const bool read_only : {true, false, true}) {
    const auto store = Store::Open(path, {.read_only = read_only}).value();
    const auto snapshot = store->OpenSnapshot();
    const EdgeTypeId knows = snapshot->FindEdgeType("knows").value();
    const LabelId person = snapshot->FindLabel("Person").value();
    EXPECT_EQ(snapshot->EdgeCountFrom(knows, person), 1);
    EXPECT_EQ(snapshot->EdgeCountTo(knows, person), 0);
    EXPECT_TRUE(store->Check().value().empty());
  }
  const auto raw = OpenRocksStore(path + "/data", {}).value();
  EXPECT_EQ(
      DecodeFormatRecord(*raw->Get(EncodeKey({KeyTag::kFormat, 0, 0}), nullptr).value()).value(),
      2);
}

TEST(StoreOpening, NamesWhoHoldsTheLock) {
  const TemporaryFolder folder;
  const std::string path = folder / "store";
  const auto store = Store::Open(path, {}).value();
  const auto second = Store::Open(path, {});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(second.error().message, "`" + path + "` is already open for writing in this process");
}

TEST(StoreOpening, ReadsBesideAWriter) {
  const TemporaryFolder folder;
  const std::string path = folder / "store";
  const auto store = Store::Open(path, {}).value();
  auto transaction = store->BeginTransaction().value();
  AddPerson(*transaction, "Ada");
  ASSERT_TRUE(transaction->Commit().ok());
  const auto reader = Store::Open(path, {.read_only = true});
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  EXPECT_EQ((*reader)->OpenSnapshot()->NodeCount(), 1);
  const auto refused = (*reader)->BeginTransaction();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
}

TEST(StoreCare, BackupIsAStoreAndRestores) {
  const TemporaryFolder folder;
  for (const std::string& path : {folder / "store", std::string(kInMemoryPath)}) {
    const bool in_memory = path == kInMemoryPath;
    const auto store = Store::Open(path, {}).value();
    auto transaction = store->BeginTransaction().value();
    AddPerson(*transaction, "Ada");
    ASSERT_TRUE(transaction->Commit().ok());
    const std::string backup = folder / (in_memory ? "memory-backup" : "backup");
    const Result<void> backed_up = store->Backup(backup);
    ASSERT_TRUE(backed_up.ok()) << backed_up.error().message;
    EXPECT_FALSE(store->Backup(backup).ok()) << "an existing folder was overwritten";
    auto later = store->BeginTransaction().value();
    AddPerson(*later, "Grace");
    ASSERT_TRUE(later->Commit().ok());
    const std::string restored = backup + "-restored";
    ASSERT_TRUE(Store::Restore(backup, restored).ok());
    EXPECT_FALSE(Store::Restore(backup, restored).ok());
    const auto copy = Store::Open(restored, {}).value();
    EXPECT_EQ(copy->OpenSnapshot()->NodeCount(), 1);
    EXPECT_TRUE(copy->Check().value().empty());
  }
}

TEST(StoreCare, DeletedThingsGiveTheirSpaceBack) {
  const TemporaryFolder folder;
  const auto store = Store::Open(folder / "db", {.durability = Durability::kNormal}).value();
  std::vector<NodeId> nodes;
  auto transaction = store->BeginTransaction().value();
  for (int i = 0; i < 20000; ++i) {
    // Texts that do not compress to nothing.
    nodes.push_back(AddPerson(*transaction, std::to_string(i * 7919 % 20011 * 104729ll)));
  }
  ASSERT_TRUE(transaction->Commit().ok());
  ASSERT_TRUE(store->Compact().ok());
  const uint64_t full = store->Statistics().value().disk_size;
  transaction = store->BeginTransaction().value();
  for (const NodeId node : nodes) ASSERT_TRUE(transaction->DeleteNode(node).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  transaction.reset();
  ASSERT_TRUE(store->Compact().ok());
  EXPECT_LT(store->Statistics().value().disk_size, full / 3);
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(StoreCare, UpdatesDoNotGrowTheStoreWithoutBound) {
  const TemporaryFolder folder;
  const auto store = Store::Open(folder / "db", {.durability = Durability::kNormal}).value();
  auto transaction = store->BeginTransaction().value();
  const NodeId node = AddPerson(*transaction, "Ada");
  ASSERT_TRUE(transaction->Commit().ok());
  transaction.reset();
  const auto update = [&](int count) {
    for (int i = 0; i < count; ++i) {
      auto next = store->BeginTransaction().value();
      const PropertyKeyId key = next->InternPropertyKey("name").value();
      ASSERT_TRUE(next->SetNodeProperty(node, key, Value("Ada " + std::to_string(i))).ok());
      ASSERT_TRUE(next->Commit().ok());
    }
  };
  update(12000);
  const uint64_t early = store->Statistics().value().disk_size;
  update(12000);
  EXPECT_LT(store->Statistics().value().disk_size, early + (uint64_t{4} << 20));
  EXPECT_TRUE(store->Check().value().empty());
}

TEST(StoreOpening, LeavesNoFilesBehindHoweverOften) {
  const TemporaryFolder folder;
  const std::string path = folder / "store";
  const auto count_files = [&] {
    const std::filesystem::recursive_directory_iterator files(path);
    return std::distance(begin(files), end(files));
  };
  {
    const auto store = Store::Open(path, {}).value();
    auto transaction = store->BeginTransaction().value();
    AddPerson(*transaction, "Ada");
    ASSERT_TRUE(transaction->Commit().ok());
  }
  std::vector<std::ptrdiff_t> counts;
  for (int opening = 0; opening < 6; ++opening) {
    EXPECT_EQ(Store::Open(path, {}).value()->OpenSnapshot()->NodeCount(), 1U);
    counts.push_back(count_files());
  }
  EXPECT_EQ(counts[2], counts[5]);
  EXPECT_LT(counts[5], 14) << "files of a small store";
}

TEST(StoreOpening, SaysWhereAStoreCannotBeMade) {
  // No folder can be made there, not even by root.
  const auto opened = Store::Open("/proc/rondo-test", {});
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().message.find("/proc/rondo-test"), std::string::npos);
  EXPECT_EQ(opened.error().message.find('\n'), std::string::npos);
}

TEST(StoreOpening, SaysThatAFolderIsReadOnly) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const TemporaryFolder folder;
  std::filesystem::permissions(
      folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const auto opened = Store::Open(folder / "db", {});
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().detail, "NoPermission");
}

TEST(StoreCare, StatisticsCount) {
  const auto store = OpenInMemory();
  auto transaction = store->BeginTransaction().value();
  const NodeId ada = AddPerson(*transaction, "Ada");
  ASSERT_TRUE(
      transaction->CreateEdge(transaction->InternEdgeType("knows").value(), ada, ada, {}).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  const StoreStatistics statistics = store->Statistics().value();
  EXPECT_EQ(statistics.node_count, 1);
  EXPECT_EQ(statistics.edge_count, 1);
  ASSERT_EQ(statistics.labels.size(), 1);
  EXPECT_EQ(statistics.labels[0].name, "Person");
  EXPECT_EQ(statistics.labels[0].count, 1);
  ASSERT_EQ(statistics.edge_types.size(), 1);
  EXPECT_EQ(statistics.edge_types[0].count, 1);
}

}  // namespace
}  // namespace rondo
