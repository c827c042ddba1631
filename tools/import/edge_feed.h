#pragma once

// EdgeFeed: hands batches of edges to a loader on a thread of its own, so that the next rows are
// read and parsed meanwhile. What the loader has to say comes back with a later call, at the latest
// with Drain.
//
// Thread rule: one thread calls; between the first Add and Drain the loader is the feed's.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "graph/base/result.h"
#include "storage/bulk_loader.h"
#include "tools/import/row_batch.h"

namespace rondo::import {

class EdgeFeed {
 public:
  explicit EdgeFeed(BulkLoader& loader);
  /// Gives up what is still waiting.
  ~EdgeFeed();
  EdgeFeed(const EdgeFeed&) = delete;
  EdgeFeed& operator=(const EdgeFeed&) = delete;

  /// Passes the batch on. Waits while much is waiting. The error of an earlier batch, if any.
  Result<void> Add(std::string type, std::unique_ptr<EdgeBatch> batch);
  /// Tells the loader that no more edges of the type will come.
  Result<void> End(std::string type);
  /// Waits until nothing is waiting.
  Result<void> Drain();
  /// A batch for rows of these columns, empty; one that was passed on and is done with, if
  /// possible.
  std::unique_ptr<EdgeBatch> TakeEmpty(const std::vector<PropertySource>& sources);

 private:
  struct Job {
    std::string type;
    std::unique_ptr<EdgeBatch> batch;  // Null: the type ends.
  };
  Result<void> Push(Job job);
  void Work();
  Result<void> Run(Job& job);

  BulkLoader& loader_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  bool working_ = false;
  bool over_ = false;
  std::optional<Error> failure_;
  std::vector<std::unique_ptr<EdgeBatch>> used_;
  std::thread thread_;  // The last member: it uses the others.
};

}  // namespace rondo::import
