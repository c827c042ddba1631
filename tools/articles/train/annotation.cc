#include "tools/articles/train/annotation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tools/articles/vocabulary.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

using Json = nlohmann::json;

// Of a club's name only the rest counts.
constexpr WordList kAffixes = {"fc", "afc", "cf",  "ac",  "as",  "ssc", "sc", "ss", "us",
                               "rc", "sv",  "vfb", "vfl", "tsg", "cd",  "ud", "sd", "the"};

Error BadAnnotation(const std::string& file, std::string_view what) {
  return RuntimeError(ErrorCode::kInvalidData, "MalformedAnnotation",
                      fmt::format("{}: {}", file, what));
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char letter : text) {
    if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
      word += letter;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

Result<AnnotatedEntity> ReadEntity(const std::string& file, const Json& object) {
  AnnotatedEntity entity;
  entity.id = object.value("id", "");
  const auto type = EntityTypeByName(object.value("type", ""));
  if (!type) {
    return BadAnnotation(file, "an entity of no known type");
  }
  entity.type = *type;
  entity.names.push_back(ComparableName(object.value("name", "")));
  if (const auto aliases = object.find("aliases"); aliases != object.end()) {
    for (const Json& alias : *aliases) {
      entity.names.push_back(ComparableName(alias.get<std::string>()));
    }
  }
  return entity;
}

Result<AnnotatedFact> ReadFact(const std::string& file, const Json& object,
                               const std::vector<AnnotatedEntity>& entities) {
  AnnotatedFact fact;
  const auto relation = RelationByName(object.value("rel", ""));
  const auto modality = ModalityByName(object.value("modality", ""));
  const auto entity = [&](const char* key) {
    const std::string id = object.value(key, "");
    return static_cast<uint32_t>(
        std::find_if(entities.begin(), entities.end(),
                     [&](const AnnotatedEntity& known) { return known.id == id; }) -
        entities.begin());
  };
  fact.subject = entity("subj");
  fact.object = entity("obj");
  if (!relation || !modality || fact.subject == entities.size() || fact.object == entities.size()) {
    return BadAnnotation(file, fmt::format("not a fact: {}", object.dump()));
  }
  fact.relation = *relation;
  fact.modality = *modality;
  fact.over = object.value("date", "").starts_with('/');
  fact.optional = object.value("optional", false);
  if (const auto evidence = object.find("evidence"); evidence != object.end()) {
    fact.evidence = evidence->is_string() ? std::vector<std::string>{evidence->get<std::string>()}
                                          : evidence->get<std::vector<std::string>>();
  }
  if (const auto spans = object.find("spans"); spans != object.end()) {
    for (const Json& span : *spans) {
      fact.spans.push_back({span.at(0).get<uint32_t>(), span.at(1).get<uint32_t>()});
    }
  }
  return fact;
}

Result<Annotation> ReadAnnotation(const std::string& file, const std::string& text) {
  const Json object = Json::parse(text, nullptr, false);
  if (!object.is_object()) {
    return BadAnnotation(file, "no JSON object");
  }
  Annotation annotation;
  annotation.article = object.value("doc", "");
  for (const Json& entity : object.value("entities", Json::array())) {
    RONDO_TRY_ASSIGN(AnnotatedEntity known, ReadEntity(file, entity));
    annotation.entities.push_back(std::move(known));
  }
  for (const Json& fact : object.value("facts", Json::array())) {
    RONDO_TRY_ASSIGN(AnnotatedFact known, ReadFact(file, fact, annotation.entities));
    annotation.facts.push_back(std::move(known));
  }
  return annotation;
}

/// How well a name of the document fits the annotated entity.
int Fit(const Entity& entity, const AnnotatedEntity& annotated) {
  const std::string name = ComparableName(entity.name);
  const std::vector<std::string>& names = annotated.names;
  int fit = 0;
  if (name == names.front()) {
    fit = 8;
  } else if (std::find(names.begin(), names.end(), name) != names.end()) {
    fit = 6;
  } else if (std::any_of(entity.aliases.begin(), entity.aliases.end(), [&](const auto& alias) {
               return ComparableName(alias) == names.front();
             })) {
    fit = 4;
  }
  return fit == 0 ? 0 : fit + (entity.type == annotated.type ? 1 : 0);
}

}  // namespace

std::string ComparableName(std::string_view name) {
  std::string folded = Fold(name);
  for (std::size_t at = folded.find("'s"); at != std::string::npos; at = folded.find("'s", at)) {
    const bool ends = at + 2 == folded.size() || folded[at + 2] == ' ';
    if (ends) {
      folded.erase(at, 2);
    } else {
      at += 2;
    }
  }
  const std::vector<std::string> all = Words(folded);
  auto begin = all.begin();
  auto end = all.end();
  while (end - begin > 1 && kAffixes.Has(*begin)) {
    ++begin;
  }
  while (end - begin > 1 && kAffixes.Has(*(end - 1))) {
    --end;
  }
  std::string joined;
  for (; begin != end; ++begin) {
    joined += joined.empty() ? *begin : " " + *begin;
  }
  return joined;
}

Result<std::vector<Annotation>> LoadAnnotations(const std::string& path) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) {
    for (const auto& entry : std::filesystem::directory_iterator(path, failure)) {
      if (entry.path().extension() == ".json") {
        files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
  } else {
    files.emplace_back(path);
  }
  std::vector<Annotation> annotations;
  for (const std::filesystem::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
      return RuntimeError(ErrorCode::kIo, "CannotReadFile", "cannot read " + file.string());
    }
    std::string text;
    if (file.extension() == ".json") {
      text.assign(std::istreambuf_iterator<char>(stream), {});
      RONDO_TRY_ASSIGN(Annotation annotation, ReadAnnotation(file.string(), text));
      annotations.push_back(std::move(annotation));
    } else {
      while (std::getline(stream, text)) {
        RONDO_TRY_ASSIGN(Annotation annotation, ReadAnnotation(file.string(), text));
        annotations.push_back(std::move(annotation));
      }
    }
  }
  return annotations;
}

std::vector<uint32_t> Align(const Document& document, const Annotation& annotation) {
  std::vector<uint32_t> aligned(document.entities.size(), kNone);
  for (std::size_t index = 0; index < aligned.size(); ++index) {
    int best = 0;
    for (uint32_t at = 0; at < annotation.entities.size(); ++at) {
      const int fit = Fit(document.entities[index], annotation.entities[at]);
      if (fit > best) {
        best = fit;
        aligned[index] = at;
      }
    }
  }
  return aligned;
}

}  // namespace rondo::articles
