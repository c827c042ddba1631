// A step of the build: reads the tables of the register and writes the image that the program holds
// of them. rondo_compile_register IMAGE TABLE...

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "tools/articles/register.h"

namespace {

namespace articles = rondo::articles;

int Fail(std::string_view message) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(message.size()), message.data());
  return 1;
}

int Compile(const char* image_path, int table_count, char** tables) {
  articles::Vocabulary vocabulary;
  articles::NameRegister names(&vocabulary);
  for (int index = 0; index < table_count; ++index) {
    const std::string_view path = tables[index];
    std::ifstream stream(tables[index], std::ios::binary);
    const std::string contents((std::istreambuf_iterator<char>(stream)),
                               std::istreambuf_iterator<char>());
    if (!stream) {
      return Fail("cannot read " + std::string(path));
    }
    if (const auto loaded = names.LoadTable(path.substr(path.rfind('/') + 1), contents);
        !loaded.ok()) {
      return Fail(loaded.error().message);
    }
  }
  names.IndexSurnames();
  articles::ImageWriter image;
  vocabulary.Write(image);
  names.Write(image);
  std::ofstream out(image_path, std::ios::binary);
  out << image.bytes();
  return out.flush() ? 0 : Fail("cannot write " + std::string(image_path));
}

}  // namespace

int main(int argument_count, char** arguments) {
  return argument_count < 3 ? Fail("rondo_compile_register IMAGE TABLE...")
                            : Compile(arguments[1], argument_count - 2, arguments + 2);
}
