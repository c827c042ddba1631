// Reads articles and prints one line of JSON each, for the scorer and for looking at what was
// found. rondo_articles_extract [--debug] FILE...

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "tests/articles/debug_text.h"
#include "tools/articles/pipeline.h"
#include "tools/articles/reader.h"

namespace {

namespace articles = rondo::articles;

std::string IdOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return std::string(name.substr(0, name.rfind('.')));
}

bool ReadFile(const char* path, std::string& bytes) {
  std::ifstream stream(path, std::ios::binary);
  bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  return static_cast<bool>(stream) || stream.eof();
}

int ExtractFile(const char* path, const articles::Knowledge& knowledge, bool debug) {
  std::string bytes;
  if (!ReadFile(path, bytes)) {
    std::fprintf(stderr, "%s: cannot read it\n", path);
    return 1;
  }
  articles::ArticleSource source(bytes, articles::FormatOf(path, bytes),
                                 {.id = IdOf(path), .date = {}, .outlet = {}});
  int status = 0;
  while (auto article = source.Next()) {
    if (!article->ok()) {
      std::fprintf(stderr, "%s: %s\n", path, article->error().message.c_str());
      status = 1;
      continue;
    }
    articles::Document document = std::move(*article).value();
    articles::Understand(document, knowledge);
    const std::string text =
        debug ? articles::DebugText(document, knowledge) : articles::ToJson(document) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  return status;
}

}  // namespace

int main(int argument_count, char** arguments) {
  auto knowledge = articles::LoadKnowledge();
  if (!knowledge.ok()) {
    std::fprintf(stderr, "%s\n", knowledge.error().message.c_str());
    return 1;
  }
  int status = 0;
  bool debug = false;
  for (int index = 1; index < argument_count; ++index) {
    if (std::string_view(arguments[index]) == "--debug") {
      debug = true;
    } else {
      status |= ExtractFile(arguments[index], **knowledge, debug);
    }
  }
  return status;
}
