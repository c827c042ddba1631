#include "tests/bench/storage_figures.h"

#include <atomic>
#include <numeric>
#include <random>
#include <thread>

namespace rondo::bench {
namespace {

// The names of the workload's graph and the few calls that questions are made of.
class Reads {
 public:
  Reads(const GraphView& view, const Workload& workload)
      : view_(view),
        workload_(workload),
        player_(view.FindLabel("Player").value()),
        club_(view.FindLabel("Club").value()),
        id_(view.FindPropertyKey("id").value()),
        name_(view.FindPropertyKey("name").value()),
        plays_for_(view.FindEdgeType("plays_for").value()),
        loaned_to_(view.FindEdgeType("loaned_to").value()),
        praised_by_(view.FindEdgeType("praised_by").value()),
        rival_of_(view.FindEdgeType("rival_of").value()) {
    for (const int64_t id : workload.player_ids) players_.push_back(Find(player_, id));
    for (const int64_t id : workload.club_ids) clubs_.push_back(Find(club_, id));
  }

  NodeId Find(LabelId label, int64_t id) {
    found_.clear();
    view_.FindNodes(label, id_, Value(id), found_).value();
    return found_.at(0);
  }

  // Without the edges, which no count needs.
  void Expand(std::span<const NodeId> ids, EdgeTypeId type, Direction direction,
              AdjacencyBatch& out) {
    view_.Expand({.direction = direction, .types = {&type, 1}, .with_edges = false}, ids, out)
        .value();
  }

  int64_t SumDegrees(std::span<const NodeId> ids, EdgeTypeId type, Direction direction) {
    degrees_.resize(ids.size());
    view_.GatherDegrees({.direction = direction, .types = {&type, 1}}, ids, degrees_).value();
    return static_cast<int64_t>(std::accumulate(degrees_.begin(), degrees_.end(), uint64_t{0}));
  }

  int64_t CountClubs(NodeId player) {
    Expand({&player, 1}, plays_for_, Direction::kOutgoing, first_);
    return static_cast<int64_t>(first_.neighbors.size());
  }

  int64_t GatherClubNames(NodeId player) {
    const int64_t count = CountClubs(player);
    values_.resize(first_.neighbors.size());
    view_.GatherNodeProperty(name_, first_.neighbors, values_).value();
    return count;
  }

  // The team-mates of a player into second_, the player among them.
  void FindTeamMates(NodeId player) {
    Expand({&player, 1}, plays_for_, Direction::kOutgoing, first_);
    Expand(first_.neighbors, plays_for_, Direction::kIncoming, second_);
    std::erase(second_.neighbors, player);
  }

  void Run(Figures& figures) {
    RunLookups(figures);
    RunHops(figures);
    RunScans(figures);
  }

 private:
  NodeId Player(size_t i) const { return players_[i % players_.size()]; }
  NodeId Club(size_t i) const { return clubs_[i % clubs_.size()]; }

  void RunLookups(Figures& figures) {
    figures.Measure("s_find_id", {0, 200000, 1}, [&](size_t i) {
      return static_cast<int64_t>(
          Find(player_, workload_.player_ids[i % workload_.player_ids.size()]).value);
    });
    std::vector<Value> names;
    for (const std::string& name : workload_.player_names) names.emplace_back(name);
    figures.Measure("s_find_name", {50, 200000, 1}, [&](size_t i) {
      found_.clear();
      view_.FindNodes(player_, name_, names[i % names.size()], found_).value();
      return static_cast<int64_t>(found_.size());
    });
  }

  void RunHops(Figures& figures) {
    figures.Measure("s_1hop", {200, 200000, 1}, [&](size_t i) { return CountClubs(Player(i)); });
    figures.Measure("s_1hop_names", {200, 200000, 1},
                    [&](size_t i) { return GatherClubNames(Player(i)); });
    figures.Measure("s_2hop", {50, 200000, 1}, [&](size_t i) {
      const NodeId club = Club(i);
      Expand({&club, 1}, rival_of_, Direction::kBoth, first_);
      return SumDegrees(first_.neighbors, loaned_to_, Direction::kIncoming);
    });
    figures.Measure("s_2hop_lists", {50, 200000, 1}, [&](size_t i) {
      const NodeId club = Club(i);
      Expand({&club, 1}, rival_of_, Direction::kBoth, first_);
      Expand(first_.neighbors, loaned_to_, Direction::kIncoming, second_);
      return static_cast<int64_t>(second_.neighbors.size());
    });
    figures.Measure("s_3hop", {20, 5000, 2}, [&](size_t i) {
      FindTeamMates(Player(i));
      return SumDegrees(second_.neighbors, praised_by_, Direction::kOutgoing);
    });
    figures.Measure("s_3hop_lists", {20, 5000, 2}, [&](size_t i) {
      FindTeamMates(Player(i));
      Expand(second_.neighbors, praised_by_, Direction::kOutgoing, third_);
      return static_cast<int64_t>(third_.neighbors.size());
    });
    std::mt19937_64 random(3);
    std::vector<NodeId> thousand;
    for (size_t i = 0; i < 1000; ++i) thousand.push_back(NodeId(random() % view_.NodeCount()));
    for (const auto& [key, name] :
         {std::pair{"s_expand1000", false}, {"s_expand1000_names", true}}) {
      figures.Measure(key, {0, 5000, 2}, [&, with_names = name](size_t) {
        Expand(thousand, praised_by_, Direction::kOutgoing, first_);
        values_.resize(first_.neighbors.size());
        view_.GatherNodeProperty(with_names ? name_ : id_, first_.neighbors, values_).value();
        return static_cast<int64_t>(first_.neighbors.size());
      });
    }
  }

  void RunScans(Figures& figures) {
    constexpr size_t kBatchSize = 2048;
    figures.Measure("s_scan_nodes", {1, 1000, 1}, [&](size_t) {
      std::vector<NodeId> ids(kBatchSize);
      ScanPosition position;
      int64_t count = 0;
      while (!position.at_end) {
        count += static_cast<int64_t>(view_.ScanNodesWithLabel(player_, position, ids).value());
      }
      return count;
    });
    figures.Measure("s_sum_fees", {1, 1000, 2}, [&](size_t) {
      const PropertyKeyId fee = view_.FindPropertyKey("fee").value();
      std::vector<EdgeId> ids(kBatchSize);
      std::vector<Value> fees(kBatchSize);
      ScanPosition position;
      int64_t sum = 0;
      while (!position.at_end) {
        const size_t count = view_.ScanEdgesWithType(loaned_to_, position, ids).value();
        view_.GatherEdgeProperty(fee, std::span(ids).first(count), std::span(fees).first(count))
            .value();
        for (size_t i = 0; i < count; ++i) sum += fees[i].integer();
      }
      return sum;
    });
  }

  const GraphView& view_;
  const Workload& workload_;
  const LabelId player_;
  const LabelId club_;
  const PropertyKeyId id_;
  const PropertyKeyId name_;
  const EdgeTypeId plays_for_;
  const EdgeTypeId loaned_to_;
  const EdgeTypeId praised_by_;
  const EdgeTypeId rival_of_;
  std::vector<NodeId> players_;
  std::vector<NodeId> clubs_;
  // Reused from call to call.
  AdjacencyBatch first_;
  AdjacencyBatch second_;
  AdjacencyBatch third_;
  std::vector<Value> values_;
  std::vector<uint64_t> degrees_;
  std::vector<NodeId> found_;
};

class Writes {
 public:
  Writes(Store& store, const Workload& workload) : store_(store), workload_(workload) {}

  // `count` praises between players and journalists of the workload. Their ids are looked up before
  // the transaction begins: others wait only while something changes.
  void AddPraises(size_t begin, size_t count) {
    const std::vector<Ends> praises = FindEnds(begin, count);
    const auto transaction = store_.BeginTransaction().value();
    const EdgeTypeId type = transaction->InternEdgeType("praised_by").value();
    const Property properties[] = {
        {transaction->InternPropertyKey("date_").value(), Value(Date{20454})},
        {transaction->InternPropertyKey("quote").value(), Value("new")}};
    for (const Ends& ends : praises) {
      transaction->CreateEdge(type, ends.player, ends.journalist, properties).value();
    }
    transaction->Commit().value();
  }

  double CommitsPerSecond(size_t thread_count, double seconds) {
    std::atomic<size_t> next{0};
    const Clock::time_point start = Clock::now();
    std::vector<std::thread> threads;
    for (size_t i = 0; i < thread_count; ++i) {
      threads.emplace_back([&] {
        while (SecondsSince(start) < seconds) AddPraises(20000 + next.fetch_add(1), 1);
      });
    }
    for (std::thread& thread : threads) thread.join();
    return static_cast<double>(next.load()) / SecondsSince(start);
  }

 private:
  struct Ends {
    NodeId player;
    NodeId journalist;
  };

  std::vector<Ends> FindEnds(size_t begin, size_t count) const {
    const auto snapshot = store_.OpenSnapshot();
    std::vector<Ends> ends(count);
    for (size_t i = 0; i < count; ++i) {
      const auto& [player, journalist] =
          workload_.insertions[(begin + i) % workload_.insertions.size()];
      ends[i] = {Find(*snapshot, "Player", player), Find(*snapshot, "Journalist", journalist)};
    }
    return ends;
  }

  static NodeId Find(const GraphView& view, std::string_view label, int64_t id) {
    std::vector<NodeId> found;
    view.FindNodes(view.FindLabel(label).value(), view.FindPropertyKey("id").value(), Value(id),
                   found)
        .value();
    return found.at(0);
  }

  Store& store_;
  const Workload& workload_;
};

}  // namespace

void MeasureReads(const Store& store, const Workload& workload, Figures& figures) {
  const auto snapshot = store.OpenSnapshot();
  Reads(*snapshot, workload).Run(figures);
  figures.Measure("s_snapshot", {0, 200000, 1},
                  [&](size_t) { return static_cast<int64_t>(store.OpenSnapshot()->version()); });
}

void MeasureWrites(Store& store, const Workload& workload, Figures& figures) {
  Writes writes(store, workload);
  figures.Measure("s_commit", {0, 3000, 4}, [&](size_t i) {
    writes.AddPraises(i, 1);
    return int64_t{0};
  });
  figures.Measure("s_commit1000", {0, 20, 4}, [&](size_t i) {
    writes.AddPraises(i * 1000, 1000);
    return int64_t{0};
  });
  if (figures.Wants("s_commit_threads")) {
    figures.Report("s_commit_threads1", writes.CommitsPerSecond(1, 2), "1/s");
    figures.Report("s_commit_threads16", writes.CommitsPerSecond(16, 2), "1/s");
  }
}

void CommitMany(Store& store, const Workload& workload, size_t count) {
  Writes writes(store, workload);
  for (size_t i = 0; i < count; ++i) writes.AddPraises(i, 1);
}

int64_t CountFirstClubs(const Store& store, const Workload& workload) {
  const auto snapshot = store.OpenSnapshot();
  std::vector<NodeId> found;
  snapshot
      ->FindNodes(snapshot->FindLabel("Player").value(), snapshot->FindPropertyKey("id").value(),
                  Value(workload.player_ids.at(0)), found)
      .value();
  AdjacencyBatch clubs;
  const EdgeTypeId type = snapshot->FindEdgeType("plays_for").value();
  snapshot->Expand({.types = {&type, 1}}, found, clubs).value();
  return static_cast<int64_t>(clubs.neighbors.size());
}

}  // namespace rondo::bench
