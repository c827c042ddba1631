// The program as a whole: help, usage, stores that cannot be opened, care.

#include <gtest/gtest.h>

#include <string>

#include "tests/tools/main/program_process.h"
#include "tools/main/command.h"

namespace rondo {
namespace {

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(Program, HelpTeachesEveryCommandByExample) {
  const ProgramTestFolder folder;
  const Ended all = folder.Run("rondo --help");
  EXPECT_EQ(all.code, 0);
  EXPECT_EQ(all.err, "");
  for (const Command& command : Commands()) {
    EXPECT_TRUE(Has(all.out, command.summary)) << command.name;
    const Ended one = folder.Run("rondo " + std::string(command.name) + " --help");
    EXPECT_EQ(one.code, 0) << command.name;
    EXPECT_TRUE(Has(one.out, "Usage: rondo " + std::string(command.name))) << one.out;
    ASSERT_FALSE(command.examples.empty()) << command.name;
    for (const Example& example : command.examples) {
      EXPECT_TRUE(Has(one.out, example.line)) << one.out;
    }
  }
  EXPECT_EQ(folder.Run("rondo --version").out.substr(0, 6), "rondo ");
}

TEST(Program, AWrongCommandLineIsToldWithTheWayOut) {
  const ProgramTestFolder folder;
  const Ended typo = folder.Run("rondo laod graph.db x.txt");
  EXPECT_EQ(typo.code, 2);
  EXPECT_EQ(typo.err, "rondo: there is no command `laod`; did you mean `rondo load`?\n");
  const Ended missing = folder.Run("rondo load");
  EXPECT_EQ(missing.code, 2);
  EXPECT_TRUE(Has(missing.err, "rondo load: DB is required")) << missing.err;
  EXPECT_TRUE(Has(missing.err, "see rondo load --help")) << missing.err;
  const Ended unknown = folder.Run("rondo stats graph.db --colour");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(Has(unknown.err, "--colour")) << unknown.err;
  EXPECT_EQ(folder.Run("rondo load graph.db x.txt --date yesterday").code, 2);
}

TEST(Program, AStoreThatCannotBeOpenedIsExitCodeThree) {
  const ProgramTestFolder folder;
  folder.Write("loan.txt", kLoanArticle);
  for (const char* command : {"stats", "check", "compact"}) {
    const Ended ended = folder.Run(std::string("rondo ") + command + " missing.db");
    EXPECT_EQ(ended.code, 3) << command << ended.err;
    EXPECT_TRUE(Has(ended.err, "missing.db")) << ended.err;
    EXPECT_EQ(ended.out, "") << command;
  }
  EXPECT_EQ(folder.Run("ls missing.db").code, 2);
  folder.Write("foreign/file", "something else");
  EXPECT_EQ(folder.Run("rondo load foreign loan.txt").code, 3);
  EXPECT_EQ(folder.Run("rondo load loan.txt loan.txt").code, 3);
  EXPECT_EQ(folder.Read("loan.txt"), kLoanArticle);
}

TEST(Program, ADamagedStoreIsFoundOut) {
  const ProgramTestFolder folder;
  folder.Write("loan.txt", kLoanArticle);
  ASSERT_EQ(folder.Run("rondo load graph.db loan.txt && rondo compact graph.db").code, 0);
  // Bytes in the middle of everything that holds data.
  const Ended damage = folder.Run(
      "for f in $(find graph.db -name '*.sst' -o -name '*.log'); do s=$(stat -c %s $f); "
      "[ $s -gt 200 ] && printf 'DAMAGED!' | dd of=$f bs=1 seek=$((s / 3)) conv=notrunc "
      "status=none; done; true");
  ASSERT_EQ(damage.code, 0) << damage.err;
  const Ended check = folder.Run("rondo check graph.db");
  EXPECT_EQ(check.code, 3) << check.out << check.err;
  EXPECT_NE(check.out, "sound\n");
}

TEST(Program, AStoreInUseIsLeftAlone) {
  const ProgramTestFolder folder;
  folder.Write("loan.txt", kLoanArticle);
  ASSERT_EQ(folder.Run("rondo load graph.db loan.txt").code, 0);
  // A load that waits for its input holds the store.
  const Ended ended = folder.Run(
      "mkfifo pipe; rondo load graph.db - -q < pipe & exec 3> pipe; sleep 0.5; "
      "rondo load graph.db loan.txt; code=$?; rondo stats graph.db > stats.txt; "
      "echo $? > stats_code; exec 3>&-; wait; exit $code");
  EXPECT_EQ(ended.code, 3) << ended.err;
  EXPECT_TRUE(Has(ended.err, "graph.db")) << ended.err;
  EXPECT_EQ(folder.Read("stats_code"), "0\n");
  EXPECT_TRUE(Has(folder.Read("stats.txt"), "nodes "));
}

TEST(Program, BackupsAreRestored) {
  const ProgramTestFolder folder;
  folder.Write("loan.txt", kLoanArticle);
  const Ended ended = folder.Run(
      "rondo load graph.db loan.txt && rondo backup graph.db saved && "
      "rondo restore saved copy.db && rondo check copy.db && "
      "rondo export graph.db --all --format jsonl > a && "
      "rondo export copy.db --all --format jsonl > b && cmp a b");
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  const Ended again = folder.Run("rondo backup graph.db saved");
  EXPECT_EQ(again.code, 3);
  EXPECT_TRUE(Has(again.err, "saved")) << again.err;
}

TEST(Program, StatisticsCount) {
  const ProgramTestFolder folder;
  folder.Write("loan.txt", kLoanArticle);
  ASSERT_EQ(folder.Run("rondo load graph.db loan.txt").code, 0);
  const Ended json = folder.Run("rondo stats graph.db --format json");
  EXPECT_EQ(json.code, 0) << json.err;
  EXPECT_TRUE(Has(json.out, "\"Article\":1")) << json.out;
  EXPECT_TRUE(Has(json.out, "\"loaned-to\":1")) << json.out;
}

TEST(Program, CompletionAndManualAreUsable) {
  const ProgramTestFolder folder;
  const Ended bash = folder.Run(
      "eval \"$(rondo --print-completion bash)\"; "
      "COMP_WORDS=(rondo export --f); COMP_CWORD=2; _rondo; echo ${COMPREPLY[@]}; "
      "COMP_WORDS=(rondo export --format gra); COMP_CWORD=3; _rondo; echo ${COMPREPLY[@]}; "
      "COMP_WORDS=(rondo sta); COMP_CWORD=1; _rondo; echo ${COMPREPLY[@]}");
  EXPECT_EQ(bash.out, "--format\ngraphml\nstats\n") << bash.err;
  for (const char* shell : {"zsh", "fish"}) {
    const Ended script = folder.Run(std::string("rondo --print-completion ") + shell);
    EXPECT_TRUE(Has(script.out, "retract")) << script.out;
    EXPECT_TRUE(Has(script.out, "graphml")) << script.out;
  }
  const Ended manual = folder.Run("rondo --print-manual");
  EXPECT_TRUE(manual.out.starts_with(".TH RONDO 1")) << manual.out;
  if (folder.Run("command -v man").code == 0) {
    const Ended page = folder.Run("rondo --print-manual > rondo.1; man --warnings -l rondo.1");
    EXPECT_EQ(page.code, 0) << page.err;
    EXPECT_EQ(page.err, "");
  }
}

}  // namespace
}  // namespace rondo
