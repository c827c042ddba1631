#include "storage/rocks/append_operator.h"

#include <rocksdb/merge_operator.h>
#include <rocksdb/slice.h>

#include <deque>
#include <string>

namespace rondo {
namespace {

class AppendOperator : public rocksdb::MergeOperator {
 public:
  bool FullMergeV2(const MergeOperationInput& input, MergeOperationOutput* output) const override {
    std::string& value = output->new_value;
    size_t size = input.existing_value == nullptr ? 0 : input.existing_value->size();
    for (const rocksdb::Slice& operand : input.operand_list) size += operand.size();
    value.clear();
    value.reserve(size);
    if (input.existing_value != nullptr) {
      value.append(input.existing_value->data(), input.existing_value->size());
    }
    for (const rocksdb::Slice& operand : input.operand_list) {
      value.append(operand.data(), operand.size());
    }
    return true;
  }

  bool PartialMergeMulti(const rocksdb::Slice& /*key*/,
                         const std::deque<rocksdb::Slice>& operand_list, std::string* new_value,
                         rocksdb::Logger* /*logger*/) const override {
    new_value->clear();
    for (const rocksdb::Slice& operand : operand_list) {
      new_value->append(operand.data(), operand.size());
    }
    return true;
  }

  // Stored by RocksDB in its options: never change.
  const char* Name() const override { return "rondo.append"; }
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> MakeAppendOperator() {
  return std::make_shared<AppendOperator>();
}

}  // namespace rondo
