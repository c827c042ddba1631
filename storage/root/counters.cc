#include "storage/root/counters.h"

#include <algorithm>
#include <utility>

#include "storage/codec/byte_io.h"
#include "storage/codec/frame.h"
#include "storage/storage_error.h"

namespace rondo {
namespace {

/// On disk: never change or reuse a number.
enum class CounterKind : uint8_t { kLabel = 0, kEdgeType = 1, kSource = 2, kTarget = 3 };

// Ids are dense, so a larger one is damage.
constexpr uint64_t kCounterIdMax = uint64_t{1} << 24;

struct Change {
  CounterKind kind;
  uint32_t id = 0;
  uint32_t label = 0;  // kSource and kTarget only.
  uint64_t value = 0;
};

bool HasLabelOfEnd(CounterKind kind) {
  return kind == CounterKind::kSource || kind == CounterKind::kTarget;
}

void Collect(CounterKind kind, const std::vector<uint64_t>* before,
             const std::vector<uint64_t>& after, std::vector<Change>& changes) {
  for (uint32_t id = 0; id < after.size(); ++id) {
    if ((before == nullptr ? 0 : CounterAt(*before, id)) != after[id]) {
      changes.push_back({.kind = kind, .id = id, .value = after[id]});
    }
  }
}

void Collect(CounterKind kind, const EndCounters* before, const EndCounters& after,
             std::vector<Change>& changes) {
  // What was counted once stays, so `before` is found on the way.
  static const std::vector<EndCounters::Entry> none;
  const std::vector<EndCounters::Entry>& old = before == nullptr ? none : before->entries();
  auto at = old.begin();
  for (const auto& [type, label, count] : after.entries()) {
    uint64_t old_count = 0;
    if (at != old.end() && at->type == type && at->label == label) old_count = (at++)->count;
    if (old_count != count) changes.push_back({kind, type.value, label.value, count});
  }
}

void Apply(const Change& change, Counters& counters) {
  switch (change.kind) {
    case CounterKind::kLabel:
      CounterAt(counters.by_label, change.id) = change.value;
      break;
    case CounterKind::kEdgeType:
      CounterAt(counters.by_edge_type, change.id) = change.value;
      break;
    case CounterKind::kSource:
      counters.by_source.Set(EdgeTypeId(change.id), LabelId(change.label), change.value);
      break;
    case CounterKind::kTarget:
      counters.by_target.Set(EdgeTypeId(change.id), LabelId(change.label), change.value);
      break;
  }
}

Error Malformed() { return CorruptionError("MalformedCounters", "the counters are malformed"); }

}  // namespace

// ---------------------------------------------------------------- ends

std::vector<EndCounters::Entry>::const_iterator EndCounters::PlaceOf(EdgeTypeId type,
                                                                     LabelId label) const {
  return std::ranges::lower_bound(entries_, std::pair(type, label), {}, [](const Entry& entry) {
    return std::pair(entry.type, entry.label);
  });
}

uint64_t& EndCounters::Find(EdgeTypeId type, LabelId label) {
  const auto place = PlaceOf(type, label);
  const auto at = entries_.begin() + (place - entries_.cbegin());
  if (IsAt(place, type, label)) return at->count;
  return entries_.insert(at, {type, label, 0})->count;
}

uint64_t EndCounters::At(EdgeTypeId type, LabelId label) const {
  const auto place = PlaceOf(type, label);
  return IsAt(place, type, label) ? place->count : 0;
}

void EndCounters::Add(EdgeTypeId type, LabelId label, uint64_t difference) {
  Find(type, label) += difference;
}

void EndCounters::Set(EdgeTypeId type, LabelId label, uint64_t count) { Find(type, label) = count; }

// ---------------------------------------------------------------- records

void EncodeCounters(const Counters* before, const Counters& after, std::string& out) {
  // Enough for a small commit.
  constexpr size_t kChangesMin = 16;
  constexpr size_t kPayloadMin = 128;
  std::vector<Change> changes;
  changes.reserve(kChangesMin);
  const auto collect = [&](CounterKind kind, auto member) {
    Collect(kind, before == nullptr ? nullptr : &(before->*member), after.*member, changes);
  };
  collect(CounterKind::kLabel, &Counters::by_label);
  collect(CounterKind::kEdgeType, &Counters::by_edge_type);
  collect(CounterKind::kSource, &Counters::by_source);
  collect(CounterKind::kTarget, &Counters::by_target);
  std::string payload;
  payload.reserve(kPayloadMin);
  ByteWriter writer(payload);
  writer.Varint(after.next_node_id);
  writer.Varint(after.next_edge_id);
  writer.Varint(after.node_count);
  writer.Varint(after.edge_count);
  writer.Varint(changes.size());
  for (const Change& change : changes) {
    writer.U8(static_cast<uint8_t>(change.kind));
    writer.Varint(change.id);
    if (HasLabelOfEnd(change.kind)) writer.Varint(change.label);
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
      Change change{static_cast<CounterKind>(reader.BoundedVarint(3))};
      change.id = static_cast<uint32_t>(reader.BoundedVarint(kCounterIdMax));
      if (HasLabelOfEnd(change.kind)) {
        change.label = static_cast<uint32_t>(reader.BoundedVarint(kCounterIdMax));
      }
      change.value = reader.Varint();
      if (reader.ok()) Apply(change, counters);
    }
    if (!reader.Finished()) return Malformed();
  }
}

}  // namespace rondo
