// FORMAT.md, byte by byte. A test that fails here means that older stores cannot be read any more.

#include <gtest/gtest.h>

#include <functional>

#include "storage/chunk/adjacency_chunk.h"
#include "storage/chunk/column_chunk.h"
#include "storage/chunk/edge_group_chunk.h"
#include "storage/chunk/node_group_chunk.h"
#include "storage/codec/format_version.h"
#include "storage/codec/frame.h"
#include "storage/codec/key_codec.h"
#include "storage/codec/value_codec.h"
#include "storage/index/index_key.h"
#include "storage/index/index_leaf.h"
#include "storage/root/catalog.h"
#include "storage/root/counters.h"
#include "storage/root/index_tree.h"

namespace rondo {
namespace {

std::string Hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text.push_back(kDigits[static_cast<uint8_t>(c) >> 4]);
    text.push_back(kDigits[static_cast<uint8_t>(c) & 15]);
  }
  return text;
}

std::string Base(const Chunk& chunk) {
  std::string payload;
  chunk.EncodeBase(payload);
  return payload;
}

TEST(Format, KeysAreBigEndianAfterTheirTag) {
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kFormat, 0, 0})), "01");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kCatalog, 0, 0})), "02");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kCounters, 0, 0})), "03");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kNodeGroup, 0, 0x1020304})), "1001020304");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kNodeColumn, 7, 3})), "110000000700000003");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kEdgeGroup, 0, 3})), "1800000003");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kEdgeColumn, 7, 3})), "190000000700000003");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kOutgoing, 7, 3})), "200000000700000003");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kIncoming, 7, 3})), "210000000700000003");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kIndexDirectory, 7, 0})), "3000000007");
  EXPECT_EQ(Hex(EncodeKey({KeyTag::kIndexLeaf, 7, 3})), "310000000700000003");
}

TEST(Format, KeysOfAnyOtherSizeOrTagAreRefused) {
  for (const ChunkKey& key : {ChunkKey{KeyTag::kFormat, 0, 0}, ChunkKey{KeyTag::kNodeColumn, 7, 3},
                              ChunkKey{KeyTag::kIndexLeaf, 1, 2}}) {
    const std::string bytes = EncodeKey(key);
    EXPECT_EQ(DecodeKey(bytes).value(), key);
    EXPECT_EQ(DecodeKey(bytes + "x").error().detail, "MalformedKey");
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_EQ(DecodeKey(bytes.substr(0, size)).error().detail, "MalformedKey");
    }
  }
  EXPECT_FALSE(DecodeKey("\x7f").ok());
}

TEST(Format, FramesCarryKindLengthAndChecksum) {
  std::string out;
  AppendFrame(FrameKind::kBase, "abc", out);
  EXPECT_EQ(Hex(out),
            "0103"
            "6d0c6e49"
            "616263");
  EXPECT_EQ(Hex(EncodeFormatRecord(1)),
            "0101"
            "702aec24"
            "01");
}

TEST(Format, NodeGroup) {
  NodeGroupChunk chunk;
  chunk.SetExists(0, true);
  chunk.SetExists(1, true);
  chunk.SetExists(5, true);
  chunk.SetLabel(1, LabelId(2), true);
  chunk.AddMember({KeyTag::kNodeColumn, 4});
  // Contents; lanes 0, 1, 5 as a list of gaps; label 2 on lane 1.
  EXPECT_EQ(Hex(Base(chunk)),
            "011104"
            "0103000003"
            "0102"
            "010101");
  GroupBitmap lanes;
  lanes.Set(1);
  lanes.Set(2);
  std::string delta;
  const MemberKey member{KeyTag::kOutgoing, 9};
  chunk.EncodeDelta(lanes, {&member, 1}, delta);
  EXPECT_EQ(Hex(delta),
            "012009"
            "02"
            "010202"
            "0200");
}

TEST(Format, EdgeGroup) {
  EdgeGroupChunk chunk;
  chunk.Add(0, {NodeId(3), NodeId(9), EdgeTypeId(1)});
  chunk.Add(1, {NodeId(4), NodeId(9), EdgeTypeId(1)});
  // No contents; the first two lanes; types 1, 1; sources 3, 4; targets 9, 9.
  EXPECT_EQ(Hex(Base(chunk)),
            "00"
            "0002"
            "0200"
            "060102"
            "1200");
  GroupBitmap lanes;
  lanes.Set(1);
  lanes.Set(2);
  std::string delta;
  chunk.EncodeDelta(lanes, {}, delta);
  EXPECT_EQ(Hex(delta),
            "00"
            "02"
            "01020409"
            "0200");
}

TEST(Format, Columns) {
  const auto column = [](const std::vector<Value>& values) {
    ColumnChunk chunk;
    for (Lane lane = 0; lane < values.size(); ++lane) chunk.Set(lane, values[lane]);
    return Hex(Base(chunk));
  };
  EXPECT_EQ(column({}), "000000");
  EXPECT_EQ(column({Value(true), Value(false)}),
            "010002"
            "0001"
            "01");
  EXPECT_EQ(column({Value(-1), Value(5), Value()}),
            "020002"
            "0103"
            "30");
  EXPECT_EQ(column({Value(1.5)}),
            "030001"
            "000000000000f83f");
  EXPECT_EQ(column({Value("ab"), Value("c")}),
            "040002"
            "020201"
            "616263");
  EXPECT_EQ(column({Value("ab"), Value("c"), Value("ab")}),
            "040003"
            "020201"
            "616263"
            "0001"
            "02");
  EXPECT_EQ(column({Value(Date{18291})}),
            "050001"
            "e69d0200");
  EXPECT_EQ(column({Value(1), Value("a")}),
            "060002"
            "0302"
            "050161");
  ColumnChunk chunk;
  chunk.Set(3, Value("x"));
  GroupBitmap lanes;
  lanes.Set(3);
  lanes.Set(300);
  std::string delta;
  chunk.EncodeDelta(lanes, delta);
  EXPECT_EQ(Hex(delta),
            "02"
            "03050178"
            "ac0200");
}

TEST(Format, TaggedValues) {
  const auto bytes = [](const Value& value) {
    std::string out;
    ByteWriter writer(out);
    EncodeValue(value, writer);
    return Hex(out);
  };
  EXPECT_EQ(bytes(Value()), "00");
  EXPECT_EQ(bytes(Value(false)), "01");
  EXPECT_EQ(bytes(Value(true)), "02");
  EXPECT_EQ(bytes(Value(-2)), "0303");
  EXPECT_EQ(bytes(Value(0.0)), "040000000000000000");
  EXPECT_EQ(bytes(Value("hi")), "05026869");
  EXPECT_EQ(bytes(Value(ListValue{Value(1), Value()})),
            "0602"
            "0302"
            "00");
  EXPECT_EQ(bytes(Value(MapValue({{"k", Value(true)}}))),
            "0701"
            "016b"
            "02");
  EXPECT_EQ(bytes(Value(Date{-1})), "0801");
  EXPECT_EQ(bytes(Value(LocalTime{1})), "0902");
  EXPECT_EQ(bytes(Value(ZonedTime{1, 3600})), "0a02a038");
  EXPECT_EQ(bytes(Value(LocalDateTime{1, 2})), "0b0202");
  EXPECT_EQ(bytes(Value(Duration{1, -1, 2, 3})), "0d02010403");
}

TEST(Format, Adjacency) {
  AdjacencyChunk chunk;
  chunk.Add(0, NodeId(7), EdgeId(20));
  chunk.Add(2, NodeId(5), EdgeId(21));
  chunk.Add(2, NodeId(6), EdgeId(22));
  // Three lanes of 1, 0, 2 edges; neighbors 7, 5, 6; edges 20, 21, 22.
  EXPECT_EQ(Hex(Base(chunk)),
            "03"
            "000221"
            "0a0212"
            "0114");
  chunk.Remove(2, NodeId(5), EdgeId(21));
  EXPECT_EQ(Hex(Base(chunk)),
            "03"
            "000105"
            "0c0101"
            "00"
            "280208");
  const AdjacencyChange changes[] = {{2, false, {300, 4}}, {3, true, {1, 2}}};
  std::string delta;
  AdjacencyChunk::EncodeDelta(changes, delta);
  EXPECT_EQ(Hex(delta),
            "02"
            "04ac0204"
            "070102");
}

TEST(Format, Indexes) {
  IndexLeaf leaf;
  leaf.Append("abcdefgh1");
  leaf.Append("abcdefgi2");
  EXPECT_EQ(Hex(Base(leaf)),
            "02"
            "0009616263646566676831"
            "07026932");
  std::string delta;
  IndexLeaf::EncodeDelta({{true, "x"}, {false, "yz"}}, delta);
  EXPECT_EQ(Hex(delta),
            "02"
            "010178"
            "0002797a");
  IndexDirectory directory;
  directory.next_number = 4;
  directory.Append("", std::make_shared<ChunkHandle>(ChunkKey{KeyTag::kIndexLeaf, 1, 0}));
  directory.Append("m", std::make_shared<ChunkHandle>(ChunkKey{KeyTag::kIndexLeaf, 1, 3}));
  EXPECT_EQ(Hex(UnwrapFrame(EncodeIndexDirectory(directory)).value()),
            "0402"
            "0000"
            "03016d");
}

TEST(Format, IndexKeys) {
  const auto key = [](const Value& value) { return Hex(MakeIndexKey(value)->bytes); };
  EXPECT_EQ(key(Value(true)), "1001");
  EXPECT_EQ(key(Value(1)), "20bff00000000000008000");
  EXPECT_EQ(key(Value(1.0)), key(Value(1)));
  EXPECT_EQ(key(Value((int64_t{1} << 53) + 1)), "20c3400000000000008001");
  EXPECT_EQ(key(Value(std::string("a\0b", 3))), "306100ff620001");
  EXPECT_EQ(key(Value(Date{1})), "408000000000000001");
  EXPECT_EQ(key(Value(LocalDateTime{-1, 2})), "437fffffffffffffff8000000000000002");
  EXPECT_EQ(Hex(MakeIndexEntry("k", NodeId(258))), "6b0000000000000102");
  EXPECT_EQ(Hex(MakeNameKey("ab")), "61620001");
}

TEST(Format, Counters) {
  Counters before;
  before.next_node_id = 3;
  before.node_count = 2;
  before.by_label = {2};
  Counters after = before;
  after.edge_count = after.next_edge_id = 1;
  after.by_edge_type = {0, 1};
  after.by_source.Add(EdgeTypeId(1), LabelId(0), 1);
  after.by_target.Add(EdgeTypeId(1), LabelId(2), 1);
  std::string base;
  EncodeCounters(nullptr, before, base);
  EXPECT_EQ(Hex(UnwrapFrame(base).value()),
            "03000200"
            "01"
            "000002");
  std::string delta;
  EncodeCounters(&before, after, delta);
  EXPECT_EQ(Hex(delta.substr(6)),
            "03010201"
            "03"
            "010101"
            "02010001"
            "03010201");
  EXPECT_EQ(DecodeCounters(base + delta).value(), after);
}

// Every record cut short, at any length, is refused and nothing else happens.
TEST(Format, EveryTruncationIsRefused) {
  std::vector<std::pair<ChunkKey, std::unique_ptr<Chunk>>> chunks;
  const auto add = [&](KeyTag tag) -> Chunk& {
    const ChunkKey key{tag, 1, 1};
    chunks.emplace_back(key, MakeChunk(key));
    return *chunks.back().second;
  };
  auto& nodes = static_cast<NodeGroupChunk&>(add(KeyTag::kNodeGroup));
  for (Lane lane = 0; lane < 700; lane += 3) nodes.SetExists(lane, true);
  nodes.SetLabel(3, LabelId(1), true);
  auto& edges = static_cast<EdgeGroupChunk&>(add(KeyTag::kEdgeGroup));
  edges.Add(5, {NodeId(3), NodeId(1000), EdgeTypeId(1)});
  const Value samples[] = {Value(1), Value("text"), Value(2.5), Value(ListValue{Value("a")})};
  for (const Value& sample : samples) {
    auto& column = static_cast<ColumnChunk&>(add(KeyTag::kNodeColumn));
    column.Set(0, sample);
    column.Set(9, sample);
  }
  auto& lists = static_cast<AdjacencyChunk&>(add(KeyTag::kOutgoing));
  lists.Add(0, NodeId(7), EdgeId(20));
  lists.Add(2, NodeId(5), EdgeId(9));
  static_cast<IndexLeaf&>(add(KeyTag::kIndexLeaf)).Append("abcdefghi");
  for (const auto& [key, chunk] : chunks) {
    const std::string payload = Base(*chunk);
    std::string record;
    AppendFrame(FrameKind::kBase, payload, record);
    ASSERT_TRUE(DecodeChunk(key, record).ok()) << DescribeKey(key);
    for (size_t size = 1; size < record.size(); ++size) {
      const auto decoded = DecodeChunk(key, record.substr(0, size));
      ASSERT_FALSE(decoded.ok()) << DescribeKey(key) << " cut to " << size;
      EXPECT_EQ(decoded.error().code, ErrorCode::kCorruption);
    }
    for (size_t size = 0; size < payload.size(); ++size) {
      std::string sealed;
      AppendFrame(FrameKind::kBase, payload.substr(0, size), sealed);
      EXPECT_FALSE(DecodeChunk(key, sealed).ok()) << DescribeKey(key) << " payload of " << size;
    }
    EXPECT_FALSE(DecodeChunk(key, record + "x").ok());
  }
}

TEST(Format, EveryFlippedByteIsNoticed) {
  std::string record;
  AppendFrame(FrameKind::kBase, "0123456789", record);
  for (size_t i = 0; i < record.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = record;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      EXPECT_FALSE(UnwrapFrame(damaged).ok()) << "byte " << i << " bit " << bit;
    }
  }
}

}  // namespace
}  // namespace rondo
