// `rondo export` as a process, and what happens when output has nowhere to go.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tools/main/program_process.h"
#include "tools/export/export_format.h"

namespace rondo {
namespace {

class ExportCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Write("loan.txt", kLoanArticle);
    ASSERT_EQ(folder_.Run("rondo load graph.db loan.txt").code, 0);
  }
  ProgramTestFolder folder_;
};

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_F(ExportCommand, EveryFormatIsWrittenByTheEndOfThePath) {
  for (const ExportFormatInfo& info : ExportFormats()) {
    if (info.format == ExportFormat::kPng && folder_.Run("command -v rsvg-convert").code != 0) {
      continue;
    }
    const std::string path = "out" + std::string(info.extension);
    const Ended ended =
        folder_.Run("rondo export graph.db --around 'chris smalling' --hops 2 -o " + path);
    EXPECT_EQ(ended.code, 0) << info.name << ": " << ended.err;
    const std::string content =
        folder_.Read(info.is_folder() ? path + "/nodes" + std::string(info.extension) : path);
    EXPECT_FALSE(content.empty()) << info.name;
    if (info.format != ExportFormat::kPng && info.format != ExportFormat::kParquet) {
      EXPECT_TRUE(Has(content, "Smalling")) << info.name << ": " << content;
    }
    EXPECT_EQ(folder_.Run("ls | grep -c tmp").out, "0\n") << info.name;
  }
}

TEST_F(ExportCommand, HelpSaysWhatEveryFormatIsFor) {
  const Ended help = folder_.Run("rondo export --help");
  const Ended manual = folder_.Run("rondo --print-manual | grep -A1 '^.fBnquads'");
  for (const ExportFormatInfo& info : ExportFormats()) {
    EXPECT_TRUE(Has(help.out, "  " + std::string(info.name) + ' ')) << info.name;
    EXPECT_TRUE(Has(help.out, info.description)) << info.name;
  }
  EXPECT_TRUE(Has(manual.out, "RDF with one named graph")) << manual.out;
}

TEST_F(ExportCommand, TheReportTellsWhatIsKnownWithSources) {
  const Ended ended =
      folder_.Run("rondo export graph.db --around 'Chris Smalling' --format markdown");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_TRUE(ended.out.starts_with("# Chris Smalling\n")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "## Timeline\n")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "### loaned-to\n\n- Roma")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "has been brilliant")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "(*Smalling finds a home*, 2020-01-30)")) << ended.out;
}

TEST_F(ExportCommand, ADayLeavesOutWhatDidNotHoldThen) {
  const std::string line = "rondo export graph.db --around 'Chris Smalling' --format jsonl";
  EXPECT_TRUE(Has(folder_.Run(line + " --as-of 2020-01-15").out, "loaned-to"));
  EXPECT_FALSE(Has(folder_.Run(line + " --as-of 2018-01-15").out, "loaned-to"));
  EXPECT_FALSE(Has(folder_.Run(line + " --types plays-for").out, "loaned-to"));
  EXPECT_FALSE(Has(folder_.Run(line + " --reported-as-of 2019-12-01").out, "loaned-to"));
}

TEST_F(ExportCommand, WrongChoicesAreToldWithTheWayOut) {
  const Ended nobody = folder_.Run("rondo export graph.db --around 'Chris Smaling' -o x.svg");
  EXPECT_EQ(nobody.code, 1);
  EXPECT_EQ(nobody.err,
            "rondo: nothing in the graph is named `Chris Smaling`\n"
            "  did you mean `Chris Smalling`?\n");
  EXPECT_EQ(folder_.Run("ls x.svg").code, 2);
  const Ended nothing = folder_.Run("rondo export graph.db -o x.svg");
  EXPECT_EQ(nothing.code, 2);
  EXPECT_TRUE(Has(nothing.err, "one of --query, --around and --all")) << nothing.err;
  const Ended format = folder_.Run("rondo export graph.db --all -o x.docx");
  EXPECT_EQ(format.code, 2);
  EXPECT_TRUE(Has(format.err, "add --format")) << format.err;
  const Ended unknown = folder_.Run("rondo export graph.db --all --format docx");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(Has(unknown.err, "no format `docx`")) << unknown.err;
  const Ended day = folder_.Run("rondo export graph.db --all --format json --as-of tuesday");
  EXPECT_EQ(day.code, 2);
  EXPECT_TRUE(Has(day.err, "`tuesday` is no day")) << day.err;
}

TEST_F(ExportCommand, OutputThatGoesNowhereIsToldAndLeavesNothing) {
  const Ended full = folder_.Run("rondo export graph.db --all --format jsonl > /dev/full");
  EXPECT_EQ(full.code, 1);
  EXPECT_TRUE(Has(full.err, "cannot write standard output: No space left")) << full.err;
  const Ended full_file = folder_.Run("rondo export graph.db --all --format jsonl -o /dev/full");
  EXPECT_EQ(full_file.code, 1);
  EXPECT_TRUE(Has(full_file.err, "No space left")) << full_file.err;
  const Ended unwritable = folder_.Run("rondo export graph.db --all -o missing/x.jsonl");
  EXPECT_EQ(unwritable.code, 1);
  EXPECT_TRUE(Has(unwritable.err, "missing/x.jsonl")) << unwritable.err;
  const Ended head = folder_.Run("rondo export graph.db --all --format jsonl | head -c 1");
  EXPECT_EQ(head.code, 0) << head.err;
  EXPECT_EQ(head.err, "");
}

TEST_F(ExportCommand, AFailedExportKeepsWhatWasThere) {
  folder_.Write("kept.svg", "old");
  const Ended ended = folder_.Run("rondo export graph.db --around Nobody -o kept.svg");
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(folder_.Read("kept.svg"), "old");
}

}  // namespace
}  // namespace rondo
