// `rondo load`, `extract`, `retract` and `review` as processes.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/tools/main/program_process.h"

namespace rondo {
namespace {

using testing::Test;

class LoadCommand : public Test {
 protected:
  void SetUp() override { folder_.Write("loan.txt", kLoanArticle); }

  /// The whole graph, ids and all.
  std::string Dump() const {
    const Ended ended = folder_.Run("rondo export graph.db --all --format jsonl");
    EXPECT_EQ(ended.code, 0) << ended.err;
    return ended.out;
  }

  ProgramTestFolder folder_;
};

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_F(LoadCommand, ArticlesBecomeFactsOnceAndForAll) {
  const Ended first = folder_.Run("rondo load graph.db loan.txt");
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.out, "");
  EXPECT_TRUE(Has(first.err, "1 article loaded: ")) << first.err;
  const std::string before = Dump();
  EXPECT_TRUE(Has(before, "\"type\":\"loaned-to\"")) << before;
  EXPECT_TRUE(Has(before, "Chris Smalling"));
  const Ended second = folder_.Run("rondo load graph.db loan.txt");
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_TRUE(Has(second.err, "1 there already")) << second.err;
  EXPECT_EQ(Dump(), before);
}

TEST_F(LoadCommand, RetractingTakesBackWhatOnlyTheArticleSupported) {
  ASSERT_EQ(folder_.Run("rondo load graph.db loan.txt").code, 0);
  const Ended ended = folder_.Run("rondo retract graph.db loan");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(Dump(), "");
  const Ended again = folder_.Run("rondo retract graph.db loan");
  EXPECT_EQ(again.code, 1);
  EXPECT_TRUE(Has(again.err, "there is no article named `loan`")) << again.err;
}

TEST_F(LoadCommand, ADryRunChangesNothing) {
  const Ended ended = folder_.Run("rondo load graph.db loan.txt --dry-run");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_TRUE(Has(ended.err, "1 article would be loaded: ")) << ended.err;
  EXPECT_EQ(folder_.Run("ls graph.db").code, 2) << "the store was made";
  ASSERT_EQ(folder_.Run("rondo load graph.db loan.txt").code, 0);
  const std::string before = Dump();
  folder_.Write("more.txt", "Roma sacked Paulo Fonseca on Friday.\n");
  EXPECT_EQ(folder_.Run("rondo load graph.db more.txt --dry-run").code, 0);
  EXPECT_EQ(Dump(), before);
}

TEST_F(LoadCommand, BadInputIsNamedAndTheRestIsLoaded) {
  folder_.Write("empty.txt", "");
  folder_.Write("binary.txt", std::string("\x7f"
                                          "ELF\0\0\1\2\0\0\0\0\0\xff\xfe\0\0\0",
                                          18));
  const Ended ended = folder_.Run("rondo load graph.db missing.txt empty.txt binary.txt loan.txt");
  EXPECT_EQ(ended.code, 1);
  EXPECT_TRUE(Has(ended.err, "skipped missing.txt: ")) << ended.err;
  EXPECT_TRUE(Has(ended.err, "skipped empty.txt: ")) << ended.err;
  EXPECT_TRUE(Has(ended.err, "skipped binary.txt: ")) << ended.err;
  EXPECT_TRUE(Has(ended.err, "1 article loaded: ")) << ended.err;
  EXPECT_TRUE(Has(ended.err, "3 skipped")) << ended.err;
  EXPECT_TRUE(Has(Dump(), "loaned-to"));
}

TEST_F(LoadCommand, TheNumberOfThreadsDoesNotMatter) {
  for (int number = 0; number < 40; ++number) {
    folder_.Write("many/" + std::to_string(number) + ".txt",
                  std::string(kLoanArticle) + "It was game " + std::to_string(number) + ".\n");
  }
  ASSERT_EQ(folder_.Run("rondo load graph.db many --jobs 1").code, 0);
  const std::string one = Dump();
  ASSERT_EQ(folder_.Run("rm -r graph.db; rondo load graph.db many --jobs 4").code, 0);
  EXPECT_EQ(Dump(), one);
}

TEST_F(LoadCommand, ArticlesOfOneNameInTwoFoldersStayApart) {
  folder_.Write("news/a/day.txt", kLoanArticle);
  folder_.Write("news/b/day.txt", std::string(kLoanArticle) + "More.\n");
  ASSERT_EQ(folder_.Run("rondo load graph.db news").code, 0);
  EXPECT_TRUE(Has(Dump(), "\"a/day\""));
  EXPECT_TRUE(Has(Dump(), "\"b/day\""));
  const Ended clash = folder_.Run("rondo load other.db news/a/day.txt news/b/day.txt");
  EXPECT_EQ(clash.code, 1);
  EXPECT_TRUE(Has(clash.err, "another article of this load is named `day`")) << clash.err;
}

TEST_F(LoadCommand, StandardInputAndDumpsAreRead) {
  const Ended piped = folder_.Run("cat loan.txt | rondo load graph.db -");
  EXPECT_EQ(piped.code, 0) << piped.err;
  folder_.Write("dump.jsonl",
                "{\"id\": \"x1\", \"date\": \"2020-01-30\", \"text\": \"Chris Smalling joined Roma "
                "on loan from Manchester United.\"}\nno json\n");
  const Ended dump = folder_.Run("rondo load graph.db dump.jsonl");
  EXPECT_EQ(dump.code, 1);
  EXPECT_TRUE(Has(dump.err, "skipped dump.jsonl: line 2")) << dump.err;
  EXPECT_TRUE(Has(Dump(), "\"x1\""));
}

TEST_F(LoadCommand, AKilledLoadLeavesASoundStoreWithEverythingAcknowledged) {
  ASSERT_EQ(folder_.Run("rondo load graph.db loan.txt").code, 0);
  const std::string before = Dump();
  for (int number = 0; number < 400; ++number) {
    folder_.Write("many/" + std::to_string(number) + ".txt",
                  std::string(kLoanArticle) + "It was game " + std::to_string(number) + ".\n");
  }
  const Ended killed = folder_.Run("rondo load graph.db many & sleep 0.7; kill -9 $!; wait $!");
  EXPECT_NE(killed.code, 3) << killed.err;
  const Ended check = folder_.Run("rondo check graph.db");
  EXPECT_EQ(check.code, 0) << check.out << check.err;
  EXPECT_EQ(check.out, "sound\n");
  EXPECT_TRUE(Has(Dump(), "\"loan\""));
  const Ended again = folder_.Run("rondo load graph.db many");
  EXPECT_EQ(again.code, 0) << again.err;
}

TEST_F(LoadCommand, ExtractPrintsOneLineOfJsonForEachDocument) {
  const Ended ended = folder_.Run("rondo extract loan.txt --format json");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_TRUE(ended.out.starts_with("{\"doc\":\"loan\",\"date\":\"2020-01-30\"")) << ended.out;
  EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 1);
  EXPECT_TRUE(Has(ended.out, "\"conf\":"));
  const Ended table = folder_.Run("rondo extract loan.txt --format table");
  EXPECT_TRUE(Has(table.out, "who ")) << table.out;
  EXPECT_TRUE(Has(table.out, "loaned-to")) << table.out;
  const Ended explained = folder_.Run("rondo extract loan.txt --explain");
  EXPECT_EQ(explained.code, 0) << explained.err;
  EXPECT_TRUE(Has(explained.out, "loaned-to")) << explained.out;
}

TEST_F(LoadCommand, ExtractReadsAsDeepAsItIsAsked) {
  const Ended all = folder_.Run("rondo extract loan.txt --format json");
  const Ended patterns = folder_.Run("rondo extract loan.txt --format json --depth patterns");
  EXPECT_EQ(patterns.code, 0) << patterns.err;
  EXPECT_TRUE(Has(all.out, "\"loaned-to\"")) << all.out;
  EXPECT_FALSE(Has(patterns.out, "\"loaned-to\"")) << patterns.out;
  EXPECT_TRUE(Has(patterns.out, "\"plays-for\"")) << patterns.out;
  const Ended wrong = folder_.Run("rondo extract loan.txt --depth deeper");
  EXPECT_EQ(wrong.code, 2) << wrong.err;
  EXPECT_TRUE(Has(wrong.err, "patterns")) << wrong.err;
}

TEST_F(LoadCommand, ALargeFileIsReadOrRefusedButNeverHarmful) {
  const Ended ended = folder_.Run(
      "head -c 20000000 /dev/zero | tr '\\0' 'x' > large.txt; rondo extract large.txt loan.txt "
      "--format json | tail -1 | cut -c1-13");
  EXPECT_TRUE(Has(ended.out, "{\"doc\":\"loan\"")) << ended.out << ended.err;
}

TEST_F(LoadCommand, DoubtfulFactsAreReviewed) {
  ASSERT_EQ(folder_.Run("rondo load graph.db loan.txt").code, 0);
  const Ended list = folder_.Run("rondo review graph.db --below 1 --format json");
  EXPECT_EQ(list.code, 0) << list.err;
  ASSERT_TRUE(Has(list.out, "\"type\":\"loaned-to\"")) << list.out;
  const std::string line = list.out.substr(0, list.out.find('\n'));
  const std::string id = line.substr(6, line.find(',') - 6);
  const Ended accepted = folder_.Run("rondo review graph.db --accept " + id);
  EXPECT_EQ(accepted.code, 0) << accepted.err;
  const Ended rest = folder_.Run("rondo review graph.db --below 1 --format json");
  EXPECT_FALSE(Has(rest.out, "\"id\":" + id + ",")) << rest.out;
  EXPECT_TRUE(Has(Dump(), "\"reviewed\":\"accepted\""));
  const std::string next = rest.out.substr(6, rest.out.find(',') - 6);
  EXPECT_EQ(folder_.Run("rondo review graph.db --reject " + next).code, 0);
  const Ended unknown = folder_.Run("rondo review graph.db --reject " + next);
  EXPECT_EQ(unknown.code, 1);
  EXPECT_TRUE(Has(unknown.err, "no article told a fact with the id " + next)) << unknown.err;
  EXPECT_EQ(folder_.Run("rondo check graph.db").out, "sound\n");
}

TEST_F(LoadCommand, RulesOfOnesOwnAreTestedWithFileAndLine) {
  folder_.Write("rules/own.rules",
                "frame own/borrows\n"
                "  verb sign\n"
                "  subject team C\n"
                "  object player P\n"
                "  done transferred-to P C\n"
                "  yes Liverpool signed Mohamed Salah. => praised-by Liverpool > Mohamed Salah\n");
  const Ended ended = folder_.Run("rondo rules test --rules rules");
  EXPECT_EQ(ended.code, 1) << ended.err;
  EXPECT_TRUE(Has(ended.out, "own.rules:6: own/borrows ")) << ended.out << ended.err;
  folder_.Write("rules/own.rules", "nonsense\n");
  const Ended broken = folder_.Run("rondo rules test --rules rules");
  EXPECT_EQ(broken.code, 1);
  EXPECT_TRUE(Has(broken.err, "own.rules")) << broken.err;
}

}  // namespace
}  // namespace rondo
