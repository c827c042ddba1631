#include "tools/export/layout/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tools/export/layout/box_separation.h"
#include "tools/export/layout/stress.h"

namespace rondo {
namespace {

constexpr double kAspectRatio = 1.5;  // Width to height of the whole picture.

Neighborhoods NeighborhoodsOf(size_t node_count, std::span<const LayoutEdge> edges) {
  Neighborhoods neighbors(node_count);
  for (const LayoutEdge& edge : edges) {
    if (edge.source != edge.target) {
      neighbors[edge.source].push_back(edge.target);
      neighbors[edge.target].push_back(edge.source);
    }
  }
  for (std::vector<uint32_t>& list : neighbors) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  return neighbors;
}

/// The nodes of each connected component, the largest component first.
std::vector<std::vector<uint32_t>> ComponentsOf(const Neighborhoods& neighbors) {
  std::vector<std::vector<uint32_t>> components;
  std::vector<bool> seen(neighbors.size(), false);
  for (uint32_t start = 0; start < neighbors.size(); ++start) {
    if (seen[start]) {
      continue;
    }
    std::vector<uint32_t>& component = components.emplace_back();
    component.push_back(start);
    seen[start] = true;
    for (size_t head = 0; head < component.size(); ++head) {
      for (const uint32_t neighbor : neighbors[component[head]]) {
        if (!seen[neighbor]) {
          seen[neighbor] = true;
          component.push_back(neighbor);
        }
      }
    }
  }
  std::stable_sort(components.begin(), components.end(),
                   [](const auto& left, const auto& right) { return left.size() > right.size(); });
  return components;
}

/// Turns the points so that their longest extent lies level, as screens and pages are wide.
void LayLevel(std::vector<LayoutPoint>& points) {
  LayoutPoint mean;
  for (const LayoutPoint& point : points) {
    mean.x += point.x / static_cast<double>(points.size());
    mean.y += point.y / static_cast<double>(points.size());
  }
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (const LayoutPoint& point : points) {
    xx += (point.x - mean.x) * (point.x - mean.x);
    xy += (point.x - mean.x) * (point.y - mean.y);
    yy += (point.y - mean.y) * (point.y - mean.y);
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  for (LayoutPoint& point : points) {
    const double x = point.x - mean.x;
    const double y = point.y - mean.y;
    point = {cosine * x + sine * y, cosine * y - sine * x};
  }
}

struct Component {
  std::vector<uint32_t> nodes;
  std::vector<LayoutPoint> points;  // One for each of `nodes`.
  double width = 0;
  double height = 0;
};

/// Moves the points so that the boxes around them fill [0, width] x [0, height].
void MoveToCorner(Component& component, std::span<const LayoutBox> boxes) {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
  for (size_t index = 0; index < component.nodes.size(); ++index) {
    const LayoutBox& box = boxes[component.nodes[index]];
    const LayoutPoint& point = component.points[index];
    const bool first = index == 0;
    left = first ? point.x - box.half_width : std::min(left, point.x - box.half_width);
    right = first ? point.x + box.half_width : std::max(right, point.x + box.half_width);
    top = first ? point.y - box.half_height : std::min(top, point.y - box.half_height);
    bottom = first ? point.y + box.half_height : std::max(bottom, point.y + box.half_height);
  }
  for (LayoutPoint& point : component.points) {
    point.x -= left;
    point.y -= top;
  }
  component.width = right - left;
  component.height = bottom - top;
}

Component LayOutComponent(std::vector<uint32_t> nodes, const Neighborhoods& all_neighbors,
                          std::span<const LayoutBox> boxes, const LayoutOptions& options,
                          std::vector<uint32_t>& local_index) {
  for (uint32_t index = 0; index < nodes.size(); ++index) {
    local_index[nodes[index]] = index;
  }
  Neighborhoods neighbors(nodes.size());
  std::vector<LayoutBox> own_boxes;
  for (uint32_t index = 0; index < nodes.size(); ++index) {
    own_boxes.push_back(boxes[nodes[index]]);
    for (const uint32_t neighbor : all_neighbors[nodes[index]]) {
      neighbors[index].push_back(local_index[neighbor]);
    }
  }
  Component component{.nodes = std::move(nodes), .points = MinimizeStress(neighbors)};
  LayLevel(component.points);
  for (LayoutPoint& point : component.points) {
    point.x *= options.edge_length;
    point.y *= options.edge_length;
  }
  SeparateBoxes(own_boxes, options.gap, component.points);
  MoveToCorner(component, boxes);
  return component;
}

/// Puts components in rows, the largest first, and gives the positions in the whole picture.
std::vector<LayoutPoint> Pack(std::vector<Component>& components, size_t node_count, double gap) {
  double area = 0;
  double width_max = 0;
  for (const Component& component : components) {
    area += (component.width + gap) * (component.height + gap);
    width_max = std::max(width_max, component.width);
  }
  const double row_width = std::max(width_max, std::sqrt(area * kAspectRatio));
  std::stable_sort(
      components.begin(), components.end(),
      [](const Component& left, const Component& right) { return left.height > right.height; });
  std::vector<LayoutPoint> points(node_count);
  double x = 0;
  double y = 0;
  double row_height = 0;
  for (const Component& component : components) {
    if (x > 0 && x + component.width > row_width) {
      y += row_height + gap;
      x = 0;
      row_height = 0;
    }
    for (size_t index = 0; index < component.nodes.size(); ++index) {
      points[component.nodes[index]] = {x + component.points[index].x,
                                        y + component.points[index].y};
    }
    x += component.width + gap;
    row_height = std::max(row_height, component.height);
  }
  return points;
}

}  // namespace

std::vector<LayoutPoint> ComputeLayout(std::span<const LayoutBox> boxes,
                                       std::span<const LayoutEdge> edges,
                                       const LayoutOptions& options) {
  const Neighborhoods neighbors = NeighborhoodsOf(boxes.size(), edges);
  std::vector<uint32_t> local_index(boxes.size());
  std::vector<Component> components;
  for (std::vector<uint32_t>& nodes : ComponentsOf(neighbors)) {
    components.push_back(LayOutComponent(std::move(nodes), neighbors, boxes, options, local_index));
  }
  return Pack(components, boxes.size(), 2 * options.gap);
}

}  // namespace rondo
