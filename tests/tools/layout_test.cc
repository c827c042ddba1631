#include "tools/export/layout/graph_layout.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace rondo {
namespace {

std::vector<LayoutBox> Boxes(size_t count, double half_width = 10, double half_height = 10) {
  return std::vector<LayoutBox>(count, {half_width, half_height});
}

double Distance(LayoutPoint a, LayoutPoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool Overlap(LayoutBox box, LayoutPoint a, LayoutPoint b) {
  return std::abs(a.x - b.x) < 2 * box.half_width - 0.01 &&
         std::abs(a.y - b.y) < 2 * box.half_height - 0.01;
}

/// A binary tree with some edges across.
std::vector<LayoutEdge> TreeWithChords(uint32_t count) {
  std::vector<LayoutEdge> edges;
  for (uint32_t index = 1; index < count; ++index) {
    edges.push_back({index, (index - 1) / 2});
    if (index % 5 == 0) {
      edges.push_back({index, (index * 7 + 3) % count});
    }
  }
  return edges;
}

TEST(Layout, OfNothingIsNothing) { EXPECT_TRUE(ComputeLayout({}, {}).empty()); }

TEST(Layout, APathComesOutStraightAndLevel) {
  const std::vector<LayoutEdge> edges = {{0, 1}, {1, 2}, {2, 3}};
  const std::vector<LayoutPoint> points = ComputeLayout(Boxes(4), edges, {.edge_length = 100});
  EXPECT_NEAR(Distance(points[0], points[1]), 100, 5);
  EXPECT_NEAR(Distance(points[0], points[3]), 300, 10);
  EXPECT_NEAR(points[0].y, points[3].y, 15);
}

TEST(Layout, BoxesNeverLieOnEachOther) {
  for (const uint32_t count : {2U, 17U, 200U, 700U}) {
    const std::vector<LayoutBox> boxes = Boxes(count, 45, 14);
    const std::vector<LayoutPoint> points = ComputeLayout(boxes, TreeWithChords(count));
    for (size_t left = 0; left < count; ++left) {
      for (size_t right = left + 1; right < count; ++right) {
        ASSERT_FALSE(Overlap(boxes[0], points[left], points[right]))
            << count << " nodes: " << left << " and " << right;
      }
    }
  }
}

TEST(Layout, IsTheSameEveryTime) {
  const std::vector<LayoutPoint> first = ComputeLayout(Boxes(300), TreeWithChords(300));
  const std::vector<LayoutPoint> second = ComputeLayout(Boxes(300), TreeWithChords(300));
  for (size_t index = 0; index < first.size(); ++index) {
    EXPECT_EQ(first[index].x, second[index].x);
    EXPECT_EQ(first[index].y, second[index].y);
  }
}

TEST(Layout, ComponentsAndLoopsAndTwinEdgesAreFine) {
  const std::vector<LayoutEdge> edges = {{0, 0}, {0, 1}, {1, 0}, {2, 3}};
  const std::vector<LayoutPoint> points = ComputeLayout(Boxes(6), edges);
  for (size_t left = 0; left < points.size(); ++left) {
    EXPECT_TRUE(std::isfinite(points[left].x) && std::isfinite(points[left].y));
    for (size_t right = left + 1; right < points.size(); ++right) {
      EXPECT_FALSE(Overlap({10, 10}, points[left], points[right]));
    }
  }
}

TEST(Layout, WideBoxesDoNotTearGroupsApart) {
  constexpr uint32_t kGroupCount = 6;
  constexpr uint32_t kGroupSize = 50;
  constexpr uint32_t kCount = kGroupCount * kGroupSize;
  std::vector<LayoutEdge> edges;
  for (uint32_t index = 0; index < 3 * kCount; ++index) {
    const uint32_t source = index / 3;
    const uint32_t inside =
        source / kGroupSize * kGroupSize + (index * 31 + index / 7) % kGroupSize;
    edges.push_back({source, index % 10 == 0 ? index * 7919 % kCount : inside});
  }
  const std::vector<LayoutPoint> points =
      ComputeLayout(Boxes(kCount, 55, 16), edges, {.edge_length = 110, .gap = 10});
  double inside_sum = 0;
  double across_sum = 0;
  size_t inside_count = 0;
  size_t across_count = 0;
  for (uint32_t a = 0; a < kCount; ++a) {
    for (uint32_t b = a + 1; b < kCount; ++b) {
      const bool inside = a / kGroupSize == b / kGroupSize;
      (inside ? inside_sum : across_sum) += Distance(points[a], points[b]);
      ++(inside ? inside_count : across_count);
    }
  }
  EXPECT_LT(inside_sum / static_cast<double>(inside_count),
            0.6 * across_sum / static_cast<double>(across_count));
}

TEST(Layout, NeighboursAreNearerThanStrangersInALargeGraph) {
  constexpr uint32_t kSide = 70;  // A grid: its layout is known.
  std::vector<LayoutEdge> edges;
  for (uint32_t y = 0; y < kSide; ++y) {
    for (uint32_t x = 0; x < kSide; ++x) {
      const uint32_t node = y * kSide + x;
      if (x + 1 < kSide) {
        edges.push_back({node, node + 1});
      }
      if (y + 1 < kSide) {
        edges.push_back({node, node + kSide});
      }
    }
  }
  const std::vector<LayoutPoint> points =
      ComputeLayout(Boxes(kSide * kSide, 5, 5), edges, {.edge_length = 40, .gap = 2});
  double edge_sum = 0;
  for (const LayoutEdge& edge : edges) {
    edge_sum += Distance(points[edge.source], points[edge.target]);
  }
  const double mean_edge = edge_sum / static_cast<double>(edges.size());
  EXPECT_GT(Distance(points.front(), points.back()), 30 * mean_edge);
  EXPECT_GT(Distance(points[kSide - 1], points[kSide * (kSide - 1)]), 30 * mean_edge);
}

}  // namespace
}  // namespace rondo
