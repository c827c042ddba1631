#include "query/result.h"

namespace rondo {

const Value* Row::Find(std::string_view column) const {
  for (size_t index = 0; index < columns_->size(); ++index) {
    if ((*columns_)[index] == column) {
      return &values_[index];
    }
  }
  return nullptr;
}

}  // namespace rondo
