#include "storage/root/counters.h"

#include "storage/codec/byte_io.h"
#include "storage/codec/frame.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

/// On disk: never change or reuse a number.
enum class CounterKind : uint8_t { kLabel = 0, kEdgeType = 1 };

// Ids are dense, so a larger one is damage.
constexpr uint64_t kCounterIdMax = uint64_t{1} << 24;

struct Change {
  CounterKind kind;
  uint32_t id;
  uint64_t value;
};

void Collect(CounterKind kind, const std::vector<uint64_t>* before,
             const std::vector<uint64_t>& after, std::vector<Change>& changes) {
  for (uint32_t id = 0; id < after.size(); ++id) {
    if ((before == nullptr ? 0 : CounterAt(*before, id)) != after[id]) {
      changes.push_back({kind, id, after[id]});
    }
  }
}

Error Malformed() { return CorruptionError("MalformedCounters", "the counters are malformed"); }

}  // namespace

void EncodeCounters(const Counters* before, const Counters& after, std::string& out) {
  std::vector<Change> changes;
  Collect(CounterKind::kLabel, before == nullptr ? nullptr : &before->by_label, after.by_label,
          changes);
  Collect(CounterKind::kEdgeType, before == nullptr ? nullptr : &before->by_edge_type,
          after.by_edge_type, changes);
  std::string payload;
  ByteWriter writer(payload);
  writer.Varint(after.next_node_id);
  writer.Varint(after.next_edge_id);
  writer.Varint(after.node_count);
  writer.Varint(after.edge_count);
  writer.Varint(changes.size());
  for (const Change& change : changes) {
    writer.U8(static_cast<uint8_t>(change.kind));
    writer.Varint(change.id);
    writer.Varint(change.value);
  }
  AppendFrame(before == nullptr ? FrameKind::kBase : FrameKind::kDelta, payload, out);
}

Result<Counters> DecodeCounters(std::string_view record) {
  Counters counters;
  FrameReader frames(record);
  while (true) {
    RONDO_TRY_ASSIGN(const std::optional<Frame> frame, frames.Next());
    if (!frame) return counters;
    ByteReader reader(frame->payload);
    counters.next_node_id = reader.Varint();
    counters.next_edge_id = reader.Varint();
    counters.node_count = reader.Varint();
    counters.edge_count = reader.Varint();
    const uint64_t count = reader.BoundedVarint(reader.remaining());
    for (uint64_t i = 0; i < count && reader.ok(); ++i) {
      const auto kind = static_cast<CounterKind>(reader.BoundedVarint(1));
      const auto id = static_cast<uint32_t>(reader.BoundedVarint(kCounterIdMax));
      const uint64_t value = reader.Varint();
      if (!reader.ok()) break;
      CounterAt(kind == CounterKind::kLabel ? counters.by_label : counters.by_edge_type, id) =
          value;
    }
    if (!reader.Finished()) return Malformed();
  }
}

}  // namespace rondo
