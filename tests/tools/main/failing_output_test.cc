// Output that cannot go where it should: full disks, closed pipes, places that cannot be written,
// interruptions. There is a clear message, the right exit code, and nothing half written stays.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/main/program_process.h"
#include "tools/export/export_format.h"

namespace rondo {
namespace {

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A hub with many neighbours, so that every format needs more than a few kilobytes.
constexpr std::string_view kMakeHub =
    "rondo query graph.db \"CREATE (h:Club {name: 'Hub'}) WITH h UNWIND range(1, 300) AS x "
    "CREATE (h)-[:R {number: x, note: 'a note that is long enough to take some room'}]->"
    "(:Player {name: 'Player ' + x})\"";

/// A file may take so many kilobytes, and more is refused as a full disk refuses it.
std::string Limited(int kilobytes, const std::string& line) {
  return "ulimit -f " + std::to_string(kilobytes) + "; " + line;
}

class FailingOutput : public testing::Test {
 protected:
  void SetUp() override {
    const Ended made = folder_.Run(kMakeHub);
    ASSERT_EQ(made.code, 0) << made.err;
    folder_.Write("loan.txt", kLoanArticle);
  }

  /// Commands that print, one for each kind of result.
  static std::vector<std::string> Printing() {
    std::vector<std::string> lines = {"rondo query graph.db 'MATCH (n) RETURN n'",
                                      "rondo query graph.db 'MATCH (n) RETURN n' --format box",
                                      "rondo query graph.db 'MATCH (n) RETURN n' --format json",
                                      "rondo extract loan.txt",
                                      "rondo extract loan.txt --format table",
                                      "rondo stats graph.db",
                                      "rondo check graph.db",
                                      "rondo --help",
                                      "rondo load --help",
                                      "rondo --version",
                                      "rondo --print-manual",
                                      "rondo --print-completion bash",
                                      "rondo graph.db <<< 'MATCH (n) RETURN n;'"};
    for (const ExportFormatInfo& info : ExportFormats()) {
      if (!info.is_folder() && info.format != ExportFormat::kPng) {
        lines.push_back("rondo export graph.db --around Hub --format " + std::string(info.name));
      }
    }
    return lines;
  }

  ProgramTestFolder folder_;
};

TEST_F(FailingOutput, AFullDiskIsToldByEverythingThatPrints) {
  for (const std::string& line : Printing()) {
    const Ended ended = folder_.Run(line + " > /dev/full");
    EXPECT_EQ(ended.code, 1) << line;
    EXPECT_TRUE(Has(ended.err, "cannot write standard output: No space left on device"))
        << line << ": " << ended.err;
  }
}

TEST_F(FailingOutput, AReaderThatLeavesIsNoError) {
  for (const std::string& line : Printing()) {
    const Ended ended = folder_.Run(line + " | true; echo ${PIPESTATUS[0]}");
    EXPECT_EQ(ended.out, "0\n") << line;
    EXPECT_EQ(ended.err, "") << line;
  }
}

TEST_F(FailingOutput, AFullDiskLeavesNoFileOfAnyFormat) {
  for (const ExportFormatInfo& info : ExportFormats()) {
    if (info.format == ExportFormat::kPng && folder_.Run("command -v rsvg-convert").code != 0) {
      continue;
    }
    const std::string path = "out" + std::string(info.extension);
    const Ended ended = folder_.Run(Limited(2, "rondo export graph.db --around Hub -o " + path));
    EXPECT_EQ(ended.code, 1) << info.name;
    EXPECT_TRUE(Has(ended.err, "cannot write `" + path)) << info.name << ": " << ended.err;
    EXPECT_TRUE(Has(ended.err, "File too large")) << info.name << ": " << ended.err;
    EXPECT_EQ(folder_.Run("ls -A | grep -v -e graph.db -e loan.txt").out, "") << info.name;
  }
}

TEST_F(FailingOutput, FilesThatBelongTogetherComeTogetherOrNotAtAll) {
  // The nodes fit, the edges do not.
  const std::string line = Limited(12, "rondo export graph.db --all --format csv -o dump");
  const Ended ended = folder_.Run(line);
  EXPECT_EQ(ended.code, 1);
  EXPECT_TRUE(Has(ended.err, "cannot write `dump/edges.csv`")) << ended.err;
  EXPECT_EQ(folder_.Run("ls -A | grep dump").out, "");
  // What was there before stays, both files of it.
  folder_.Write("dump/nodes.csv", "old nodes");
  folder_.Write("dump/edges.csv", "old edges");
  EXPECT_EQ(folder_.Run(line).code, 1);
  EXPECT_EQ(folder_.Run("ls -A dump; cat dump/*").out, "edges.csv\nnodes.csv\nold edgesold nodes");
}

TEST_F(FailingOutput, PlacesThatCannotBeWrittenAreNamed) {
  folder_.Write("file", "a file");
  for (const ExportFormatInfo& info : ExportFormats()) {
    const std::string format = " --format " + std::string(info.name);
    for (const char* path : {"missing/out", "file/out"}) {
      const Ended ended =
          folder_.Run("rondo export graph.db --around Hub -o " + std::string(path) + format);
      EXPECT_EQ(ended.code, 1) << info.name;
      EXPECT_TRUE(Has(ended.err, path)) << info.name << ": " << ended.err;
    }
    const std::string taken = info.is_folder() ? "file" : ".";
    const Ended ended = folder_.Run("rondo export graph.db --around Hub -o " + taken + format);
    EXPECT_EQ(ended.code, 1) << info.name;
    EXPECT_TRUE(Has(ended.err, "`" + taken + "`")) << info.name << ": " << ended.err;
  }
  EXPECT_EQ(folder_.Read("file"), "a file");
  EXPECT_EQ(folder_.Run("ls -A | grep -c -e tmp -e out").out, "0\n");
}

TEST_F(FailingOutput, AnInterruptedExportEndsWith130AndLeavesNothing) {
  ASSERT_EQ(folder_
                .Run("rondo query large.db 'UNWIND range(1, 20000) AS x CREATE (:P {name: "
                     "\"a name of some length \" + x})'")
                .code,
            0);
  // The reader waits, so that the export is stopped in the middle.
  const Ended piped = folder_.Run(
      "bash -c 'echo $$ > pid; exec rondo export large.db --all --format jsonl' | "
      "(while [ ! -s pid ]; do sleep 0.01; done; sleep 0.3; kill -INT $(cat pid); cat > out); "
      "echo ${PIPESTATUS[0]}");
  EXPECT_EQ(piped.out, "130\n") << piped.err;
  EXPECT_LT(folder_.Read("out").size(), size_t{1} << 20);
}

TEST_F(FailingOutput, ACommandThatFailsLeavesNoEmptyStore) {
  folder_.Write("bad.csv", "id:ID,name\n1,a\n1,b\n");
  folder_.Write("bad.jsonl", "nonsense\n");
  folder_.Write("picture.png", std::string("\x89PNG\r\n\x1A\n\0\0\0", 11));
  for (const char* line :
       {"import new.db --nodes bad.csv", "import new.db --nodes missing.csv",
        "import new.db --jsonl bad.jsonl", "import new.db --jsonl picture.png",
        "import new.db --mapping football --from .", "import new.db --mapping picture.png --from .",
        "load new.db picture.png", "load new.db missing.txt", "load new.db loan.txt --dry-run"}) {
    const Ended ended = folder_.Run(std::string("rondo ") + line);
    EXPECT_EQ(ended.code, Has(line, "--dry-run") ? 0 : 1) << line << ": " << ended.err;
    EXPECT_NE(ended.err, "") << line;
    EXPECT_FALSE(Has(ended.err, "exception")) << ended.err;
    EXPECT_EQ(folder_.Run("ls -A | grep new.db").out, "") << line;
  }
}

TEST_F(FailingOutput, AStoreThatWasThereStaysWhateverFails) {
  ASSERT_EQ(folder_.Run("rondo query empty.db 'RETURN 1'").code, 0);
  EXPECT_EQ(folder_.Run("rondo import empty.db --nodes missing.csv").code, 1);
  EXPECT_EQ(folder_.Run("rondo check empty.db").out, "sound\n");
  EXPECT_EQ(folder_.Run("rondo import graph.db --jsonl missing.jsonl").code, 1);
  EXPECT_EQ(folder_.Run("rondo query graph.db 'MATCH (n) RETURN count(n) AS n'").out, "n\n301\n");
}

TEST_F(FailingOutput, ARestoreThatDoesNotFitLeavesNothing) {
  ASSERT_EQ(folder_.Run("rondo backup graph.db saved").code, 0);
  const Ended restored = folder_.Run(Limited(1, "rondo restore saved copy.db"));
  EXPECT_NE(restored.code, 0);
  EXPECT_TRUE(Has(restored.err, "cannot copy the store to `copy.db`")) << restored.err;
  EXPECT_EQ(folder_.Run("ls -A | grep copy").out, "");
  EXPECT_EQ(folder_.Run("rondo check saved").out, "sound\n");
}

}  // namespace
}  // namespace rondo
