#include "storage/id_stretch.h"

#include "storage/transaction/write_transaction.h"

namespace rondo {
namespace {

WriteTransaction& Writer(Transaction& transaction) {
  // Store::BeginTransaction makes nothing else.
  return static_cast<WriteTransaction&>(transaction);
}

}  // namespace

Result<NodeId> CreateNodeIn(IdStretch& stretch, Transaction& transaction,
                            std::span<const LabelId> labels, std::span<const Property> properties) {
  return Writer(transaction).CreateNodeIn(stretch, labels, properties);
}

Result<EdgeId> CreateEdgeIn(IdStretch& stretch, Transaction& transaction, EdgeTypeId type,
                            NodeId source, NodeId target, std::span<const Property> properties) {
  return Writer(transaction).CreateEdgeIn(stretch, type, source, target, properties);
}

}  // namespace rondo
