#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "tools/articles/pipeline.h"

namespace rondo::articles {

/// What the build made of the tables in register/: the vocabulary, then the register.
std::string_view RegisterImage();

namespace {

Error CannotRead(const std::filesystem::path& path) {
  return RuntimeError(ErrorCode::kIo, "CannotReadFile", "cannot read " + path.string());
}

Result<void> LoadFolder(const std::string& folder, NameRegister& names) {
  std::error_code failure;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    if (entry->path().extension() == ".tsv") {
      paths.push_back(entry->path());
    }
  }
  if (failure) {
    return CannotRead(folder);
  }
  std::sort(paths.begin(), paths.end());
  for (const std::filesystem::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    const std::string contents((std::istreambuf_iterator<char>(stream)),
                               std::istreambuf_iterator<char>());
    if (!stream) {
      return CannotRead(path);
    }
    RONDO_TRY(names.LoadTable(path.filename().string(), contents));
  }
  return {};
}

/// Words of saying and those that titles begin with.
void MarkKnownWords(Knowledge& knowledge) {
  for (WordId word = 0; word < knowledge.vocabulary.size(); ++word) {
    if (knowledge.names.SpeechOf(word) != SpeechKind::kNoSpeech) {
      knowledge.marks.Add(WordMark::kSpeech, knowledge.vocabulary.WordOf(word));
    }
    if (knowledge.names.titles().MayBegin(word)) {
      knowledge.marks.Add(WordMark::kTitle, knowledge.vocabulary.WordOf(word));
    }
  }
}

}  // namespace

Result<std::unique_ptr<Knowledge>> LoadKnowledge(const std::string& register_folder) {
  auto knowledge = std::make_unique<Knowledge>();
  ImageReader image(RegisterImage());
  knowledge->vocabulary.Read(image);
  knowledge->names.Read(image);
  if (!register_folder.empty()) {
    RONDO_TRY(LoadFolder(register_folder, knowledge->names));
  }
  MarkKnownWords(*knowledge);
  return knowledge;
}

void Understand(std::span<Document* const> documents, const Knowledge& knowledge) {
  for (const auto stage : {SplitSentences, FindNames, MarkWomensTeams, FindDescriptions,
                           MarkUnknownClubs, EstimateYear, ResolveEntities, LinkSurnames}) {
    for (Document* const document : documents) {
      stage(*document, knowledge);
    }
  }
  ResolveReferences(documents, knowledge);
}

void Understand(Document& document, const Knowledge& knowledge) {
  Document* const only = &document;
  Understand({&only, 1}, knowledge);
}

}  // namespace rondo::articles
