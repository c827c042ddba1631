#pragma once

// Articles with the facts that people found in them: what the model for pairs is taught by, and
// measured on. Pure data.

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/document.h"

namespace rondo::articles {

struct AnnotatedEntity {
  std::string id;
  EntityType type = EntityType::kPerson;
  std::vector<std::string> names;  // Comparable, see ComparableName; the usual one first.
};

struct AnnotatedFact {
  Relation relation = Relation::kPlaysFor;
  uint32_t subject = 0;  // Into Annotation::entities.
  uint32_t object = 0;
  Modality modality = Modality::kAsserted;
  bool over = false;                  // A state that holds no more.
  bool optional = false;              // Neither right nor wrong if it is found.
  std::vector<std::string> evidence;  // Sentences as they stand in the article ...
  std::vector<SourceSpan> spans;      // ... or where they stand in it.
};

struct Annotation {
  std::string article;
  std::vector<AnnotatedEntity> entities;
  std::vector<AnnotatedFact> facts;
};

/// A name as names are compared: lower case, accents, marks and "FC" off.
std::string ComparableName(std::string_view name);

/// Reads annotations in the schema of the guideline: all *.json files of a folder, or a file with
/// one object a line. Evidence is text, or [begin, end] pairs of bytes under "spans".
/// Errors: Io, InvalidData with the file.
Result<std::vector<Annotation>> LoadAnnotations(const std::string& path);

/// For each entity of the document the annotated one that it is; kNone for none.
std::vector<uint32_t> Align(const Document& document, const Annotation& annotation);

}  // namespace rondo::articles
