// rondo_golden FILE: runs one golden file. With RONDO_UPDATE_GOLDEN=1 it rewrites what the file
// expects instead, for review in the diff.
// rondo_golden FILE --variant printed|unoptimised|reopened: runs it in another way (golden_run.h).
// rondo_golden FILE PAGE: whether the page shows every query of the file with its result.
// Exit code 1: something differs.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "tests/golden/golden_file.h"
#include "tests/golden/golden_run.h"

namespace rondo::golden {
namespace {

void Report(const char* path, const Block& block, const std::string& message) {
  std::fprintf(stderr, "%s:%zu: %s\n%s\n%s\n\n", path, block.line, block.directive.c_str(),
               block.statement.c_str(), message.c_str());
}

int Check(const char* path, const std::vector<Block>& blocks, Variant variant) {
  GoldenRun run(RONDO_SOURCE_DIR, variant);
  int failure_count = 0;
  for (const Block& block : blocks) {
    const std::string difference = run.Check(block);
    if (!difference.empty()) {
      Report(path, block, difference);
      ++failure_count;
    }
  }
  std::printf("%zu blocks, %d failed\n", blocks.size(), failure_count);
  return failure_count == 0 && !blocks.empty() ? 0 : 1;
}

int Rewrite(const char* path, std::vector<Block> blocks) {
  GoldenRun run(RONDO_SOURCE_DIR);
  int failure_count = 0;
  for (Block& block : blocks) {
    const Result<void> updated = run.Update(block);
    if (!updated.ok()) {
      Report(path, block, updated.error().message);
      ++failure_count;
    }
  }
  std::ofstream(path, std::ios::binary) << BlocksText(blocks);
  return failure_count == 0 ? 0 : 1;
}

std::string ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

int CheckPage(const char* path, const std::vector<Block>& blocks) {
  const std::string page = ReadFile(path);
  int failure_count = 0;
  for (const Block& block : blocks) {
    const std::string shown =
        "```\n" + block.statement + "\n```\n```\n" + block.expected + "\n```\n";
    if (block.kind() == "query" && page.find(shown) == std::string::npos) {
      Report(path, block, "the page does not show this with its result");
      ++failure_count;
    }
  }
  return failure_count == 0 ? 0 : 1;
}

int Run(const char* path, const char* page, Variant variant) {
  Result<std::vector<Block>> blocks = ReadBlocks(ReadFile(path));
  if (!blocks.ok()) {
    std::fprintf(stderr, "%s: %s\n", path, blocks.error().message.c_str());
    return 1;
  }
  if (page != nullptr) {
    return CheckPage(page, *blocks);
  }
  if (variant != Variant::kPlain) {
    return Check(path, *blocks, variant);
  }
  const char* update = std::getenv("RONDO_UPDATE_GOLDEN");
  const bool rewrite = update != nullptr && std::string_view(update) == "1";
  return rewrite ? Rewrite(path, std::move(blocks).value()) : Check(path, *blocks, variant);
}

std::optional<Variant> VariantCalled(std::string_view name) {
  if (name == "printed") return Variant::kPrinted;
  if (name == "unoptimised") return Variant::kUnoptimised;
  if (name == "reopened") return Variant::kReopened;
  return std::nullopt;
}

int Usage() {
  std::fprintf(stderr,
               "usage: rondo_golden FILE [PAGE | --variant printed|unoptimised|reopened]\n");
  return 2;
}

int Main(int argument_count, char** arguments) {
  if (argument_count < 2 || argument_count > 4) {
    return Usage();
  }
  if (argument_count < 4) {
    return Run(arguments[1], argument_count == 3 ? arguments[2] : nullptr, Variant::kPlain);
  }
  const std::optional<Variant> variant = VariantCalled(arguments[3]);
  if (std::string_view(arguments[2]) != "--variant" || !variant) {
    return Usage();
  }
  return Run(arguments[1], nullptr, *variant);
}

}  // namespace
}  // namespace rondo::golden

int main(int argument_count, char** arguments) {
  return rondo::golden::Main(argument_count, arguments);
}
