// A step of the build: reads the tables of the register and the rule files and writes the images
// that the program holds of them. The words of both are in the register's image.
// rondo_compile_knowledge REGISTER_IMAGE RULES_IMAGE TABLE... -- RULE_FILE...

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/articles/image_fields.h"
#include "tools/articles/pair_model.h"
#include "tools/articles/register.h"
#include "tools/articles/rule_book.h"

namespace {

namespace articles = rondo::articles;

int Fail(std::string_view message) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(message.size()), message.data());
  return 1;
}

struct File {
  std::string name;  // Without folder.
  std::string contents;
};

rondo::Result<std::vector<File>> ReadFiles(std::span<char* const> paths) {
  std::vector<File> files;
  for (const std::string_view path : paths) {
    std::ifstream stream(std::string(path), std::ios::binary);
    files.push_back(
        {std::string(path.substr(path.rfind('/') + 1)),
         std::string((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>())});
    if (!stream) {
      return rondo::RuntimeError(rondo::ErrorCode::kIo, "CannotReadFile",
                                 "cannot read " + std::string(path));
    }
  }
  return files;
}

rondo::Result<void> WriteFile(const char* path, const articles::ImageWriter& image) {
  std::ofstream out(path, std::ios::binary);
  out << image.bytes();
  if (!out.flush()) {
    return rondo::RuntimeError(rondo::ErrorCode::kIo, "CannotWriteFile",
                               "cannot write " + std::string(path));
  }
  return {};
}

/// The model for pairs, if it is among the files.
rondo::Result<void> AddPairs(std::span<const articles::EmbeddedFile> files,
                             articles::ImageWriter& image) {
  for (const articles::EmbeddedFile& file : files) {
    if (file.name == "pairs.tsv") {
      RONDO_TRY_ASSIGN(const articles::PairModel pairs,
                       articles::PairModel::Load(file.name, file.contents));
      articles::FieldWriter fields;
      fields(pairs);
      image.Add(fields.bytes());
    }
  }
  return {};
}

rondo::Result<void> Compile(const char* register_path, const char* rules_path,
                            std::span<char* const> table_paths, std::span<char* const> rule_paths) {
  articles::Vocabulary vocabulary;
  // Rules first, so that what they know by word is close together, apart from names.
  articles::RuleBook rules(&vocabulary);
  RONDO_TRY_ASSIGN(const std::vector<File> rule_files, ReadFiles(rule_paths));
  std::vector<articles::EmbeddedFile> contents;
  for (const File& file : rule_files) {
    contents.push_back({file.name, file.contents});
  }
  RONDO_TRY(rules.Load(contents));
  articles::NameRegister names(&vocabulary);
  RONDO_TRY_ASSIGN(const std::vector<File> tables, ReadFiles(table_paths));
  for (const File& table : tables) {
    RONDO_TRY(names.LoadTable(table.name, table.contents));
  }
  names.IndexSurnames();
  rules.Settle(/*frames=*/true);
  articles::ImageWriter register_image;
  vocabulary.Write(register_image);
  names.Write(register_image);
  RONDO_TRY(WriteFile(register_path, register_image));
  articles::ImageWriter rules_image;
  rules.Write(rules_image);
  RONDO_TRY(AddPairs(contents, rules_image));
  return WriteFile(rules_path, rules_image);
}

}  // namespace

int main(int argument_count, char** arguments) {
  const std::span<char* const> all(arguments, static_cast<std::size_t>(argument_count));
  const auto divider = std::find(all.begin(), all.end(), std::string_view("--"));
  if (argument_count < 4 || divider == all.end()) {
    return Fail("rondo_compile_knowledge REGISTER_IMAGE RULES_IMAGE TABLE... -- RULE_FILE...");
  }
  const auto tables = static_cast<std::size_t>(divider - all.begin());
  const auto compiled =
      Compile(all[1], all[2], all.subspan(3, tables - 3), all.subspan(tables + 1));
  return compiled.ok() ? 0 : Fail(compiled.error().message);
}
