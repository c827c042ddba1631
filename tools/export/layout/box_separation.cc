#include "tools/export/layout/box_separation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace rondo {
namespace {

constexpr int kRounds = 300;
/// Every so many rounds the whole picture grows a little, which makes room in crowds.
constexpr int kRoundsPerGrowth = 12;
constexpr double kGrowth = 1.06;
/// The part of a picture that boxes may cover before it is spread.
constexpr double kCoveredShareMax = 0.4;
constexpr double kSpreadMax = 6;
constexpr double kPi = 3.14159265358979323846;

struct Overlap {
  double x = 0;
  double y = 0;
  bool any() const { return x > 0 && y > 0; }
};

Overlap OverlapOf(const LayoutBox& left, const LayoutBox& right, LayoutPoint a, LayoutPoint b,
                  double gap) {
  return {left.half_width + right.half_width + gap - std::abs(a.x - b.x),
          left.half_height + right.half_height + gap - std::abs(a.y - b.y)};
}

/// Moves both points half the way along the axis on which less is needed.
void PushApart(Overlap overlap, LayoutPoint& a, LayoutPoint& b) {
  if (overlap.x < overlap.y) {
    const double move = (a.x < b.x ? -0.5 : 0.5) * overlap.x;
    a.x += move;
    b.x -= move;
  } else {
    const double move = (a.y < b.y ? -0.5 : 0.5) * overlap.y;
    a.y += move;
    b.y -= move;
  }
}

/// Spreads the points so far that the boxes would cover a part of the picture only. Pushing alone
/// would squeeze crowds out along the shorter sides of their boxes and lose their shape.
void SpreadToFit(std::span<const LayoutBox> boxes, double gap, std::vector<LayoutPoint>& points) {
  double needed = 0;
  LayoutPoint mean;
  for (size_t index = 0; index < points.size(); ++index) {
    needed += (2 * boxes[index].half_width + gap) * (2 * boxes[index].half_height + gap);
    mean.x += points[index].x / static_cast<double>(points.size());
    mean.y += points[index].y / static_cast<double>(points.size());
  }
  double variance_x = 0;
  double variance_y = 0;
  for (const LayoutPoint& point : points) {
    variance_x += (point.x - mean.x) * (point.x - mean.x) / static_cast<double>(points.size());
    variance_y += (point.y - mean.y) * (point.y - mean.y) / static_cast<double>(points.size());
  }
  // An even disk reaches twice its deviation to either side.
  const double area = kPi * 4 * std::sqrt(variance_x * variance_y);
  if (area <= 0 || needed <= area * kCoveredShareMax) {
    return;
  }
  const double factor = std::min(std::sqrt(needed / (area * kCoveredShareMax)), kSpreadMax);
  for (LayoutPoint& point : points) {
    point = {mean.x + (point.x - mean.x) * factor, mean.y + (point.y - mean.y) * factor};
  }
}

}  // namespace

void SeparateBoxes(std::span<const LayoutBox> boxes, double gap, std::vector<LayoutPoint>& points) {
  SpreadToFit(boxes, gap, points);
  double half_width_max = 0;
  for (const LayoutBox& box : boxes) {
    half_width_max = std::max(half_width_max, box.half_width);
  }
  // Sweeping from left to right, only boxes that begin before this distance can meet.
  std::vector<uint32_t> order(boxes.size());
  std::iota(order.begin(), order.end(), 0);
  for (int round = 1; round <= kRounds; ++round) {
    std::sort(order.begin(), order.end(), [&](uint32_t left, uint32_t right) {
      return points[left].x != points[right].x ? points[left].x < points[right].x : left < right;
    });
    bool moved = false;
    for (size_t first = 0; first < order.size(); ++first) {
      const uint32_t left = order[first];
      const double reach = boxes[left].half_width + half_width_max + gap;
      for (size_t second = first + 1; second < order.size(); ++second) {
        const uint32_t right = order[second];
        if (points[right].x - points[left].x > reach) {
          break;
        }
        const Overlap overlap =
            OverlapOf(boxes[left], boxes[right], points[left], points[right], gap);
        if (overlap.any()) {
          PushApart(overlap, points[left], points[right]);
          moved = true;
        }
      }
    }
    if (!moved) {
      return;
    }
    if (round % kRoundsPerGrowth == 0) {
      for (LayoutPoint& point : points) {
        point.x *= kGrowth;
        point.y *= kGrowth;
      }
    }
  }
}

}  // namespace rondo
