"""Runs the shell where no terminal is: scripts, pipes, exit codes.

usage: shell_script_test.py PROGRAM
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
MANY_ROWS = "UNWIND range(1, 100000) AS n RETURN n, 'some text to fill the pipe' AS text;"
ENDLESS = ("UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y "
           "WITH x + y AS z WHERE z < 0 RETURN count(z);")
UNKNOWN_VARIABLE_HINT = "MATCH, UNWIND and WITH make variables; text stands in quotes"


class ScriptTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.folder.name, "LC_ALL": "C.UTF-8"}

    def tearDown(self):
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, ":memory:", *arguments], env=self.environment,
                                cwd=self.folder.name, text=True, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run_script(self, script, *arguments):
        process = self.start(*arguments)
        out, err = process.communicate(script, timeout=60)
        return process.returncode, out, err

    def test_results_alone_stand_on_standard_output(self):
        code, out, err = self.run_script("CREATE (:Club {name: 'Roma'});\n"
                                         "MATCH (c:Club) RETURN c.name AS name")
        self.assertEqual((code, out, err), (0, "name\nRoma\n", ""))

    def test_nothing_is_cut_or_coloured(self):
        code, out, err = self.run_script(":mode box\nUNWIND range(1, 1203) AS n RETURN n;")
        self.assertEqual(code, 0)
        self.assertEqual(len(out.splitlines()), 1203 + 4)
        self.assertNotIn("\x1b", out + err)

    def test_the_first_error_ends_the_script_with_1(self):
        code, out, err = self.run_script("RETURN 1 AS a;\nRETURN b;\nRETURN 3 AS c;\n")
        self.assertEqual((code, out), (1, "a\n1\n"))
        self.assertEqual(err, "error: unknown variable `b` (UndefinedVariable)\n"
                              "  2 | RETURN b;\n    |        ^ %s\n" % UNKNOWN_VARIABLE_HINT)

    def test_unknown_names_are_told_behind_the_result(self):
        code, out, err = self.run_script("CREATE (:Club {name: 'Roma'});\n"
                                         "MATCH (c:Clubb) RETURN count(*) AS clubs;\n"
                                         "MATCH (c:Club) RETURN c.name AS name;\n")
        self.assertEqual((code, out), (0, "clubs\n0\nname\nRoma\n"))
        self.assertEqual(err, "warning: nothing in the graph has the label `Clubb`\n"
                              "  2 | MATCH (c:Clubb) RETURN count(*) AS clubs;\n"
                              "    |          ^^^^^ did you mean `Club`?\n")

    def test_keep_going_goes_on_and_still_ends_with_1(self):
        code, out, err = self.run_script("RETURN b;\n:frob\nRETURN 3 AS c;\n", "--keep-going")
        self.assertEqual((code, out), (1, "c\n3\n"))
        self.assertIn("in line 2", err)

    def test_bail_off_does_the_same(self):
        code, out, _ = self.run_script(":bail off\nRETURN b;\nRETURN 3 AS c;\n")
        self.assertEqual((code, out), (1, "c\n3\n"))

    def test_statements_run_as_they_come(self):
        process = self.start()
        process.stdin.write("RETURN 1 AS a;\n")
        process.stdin.flush()
        self.assertEqual(process.stdout.readline(), "a\n")
        self.assertEqual(process.stdout.readline(), "1\n")
        process.stdin.write("RETURN\n")
        process.stdin.flush()
        process.stdin.write("2 AS b; RETURN 'x")
        process.stdin.flush()
        self.assertEqual(process.stdout.readline(), "b\n")
        self.assertEqual(process.stdout.readline(), "2\n")
        out, _ = process.communicate(";' AS c", timeout=60)
        self.assertEqual(out, "c\nx;\n")
        self.assertEqual(process.returncode, 0)

    def test_a_reader_that_leaves_is_no_error(self):
        process = self.start()
        process.stdin.write(MANY_ROWS)
        process.stdin.close()
        self.assertEqual(process.stdout.readline(), "n,text\n")
        process.stdout.close()
        self.assertEqual(process.wait(60), 0)
        self.assertEqual(process.stderr.read(), "")
        process.stderr.close()

    def test_an_interrupt_ends_with_130(self):
        process = self.start()
        process.stdin.write("RETURN 1 AS a;" + ENDLESS)
        process.stdin.flush()
        self.assertEqual(process.stdout.readline(), "a\n")
        process.stdout.readline()
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
        self.assertEqual((process.returncode, err), (130, "interrupted\n"))

    def test_an_interrupt_ends_a_script_that_waits(self):
        process = self.start()
        process.stdin.write("RETURN 1 AS a;")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(10), 130)
        process.communicate()

    def test_output_and_once_write_files_whole_or_not_at_all(self):
        code, out, err = self.run_script(
            ":output all.csv\nRETURN 1 AS a;\nRETURN 2 AS b;\n:output off\n"
            ":mode json\n:once one.json\nRETURN 3 AS c;\n:mode csv\nRETURN 4 AS d;\n")
        self.assertEqual((code, out, err), (0, "d\n4\n", ""))
        with open(self.path("all.csv")) as file:
            self.assertEqual(file.read(), "a\n1\nb\n2\n")
        with open(self.path("one.json")) as file:
            self.assertTrue(file.read().startswith('{"columns":["c"]'))
        code, _, err = self.run_script(":output no/such/folder.csv\n")
        self.assertEqual(code, 1)
        self.assertIn("No such file or directory", err)
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["all.csv", "one.json"])

    def test_read_runs_files_and_names_them_in_errors(self):
        with open(self.path("good.cypher"), "w") as file:
            file.write("RETURN 1 AS a;\nRETURN 2 AS b")
        with open(self.path("bad.cypher"), "w") as file:
            file.write("RETURN 1 AS a;\n\nRETURN x;\nRETURN 2 AS b;")
        with open(self.path("loop.cypher"), "w") as file:
            file.write(":read loop.cypher")
        code, out, err = self.run_script(":read good.cypher\n:read bad.cypher\nRETURN 9;")
        self.assertEqual((code, out), (1, "a\n1\nb\n2\na\n1\n"))
        self.assertEqual(err, "bad.cypher: error: unknown variable `x` (UndefinedVariable)\n"
                              "  3 | RETURN x;\n    |        ^ %s\n" % UNKNOWN_VARIABLE_HINT)
        code, _, err = self.run_script(":read missing.cypher")
        self.assertEqual(code, 1)
        self.assertIn("cannot read `missing.cypher`: No such file", err)
        code, _, err = self.run_script(":read loop.cypher")
        self.assertEqual(code, 1)
        self.assertIn("too deeply", err)

    def test_parameters_are_values_of_expressions(self):
        code, out, err = self.run_script(
            ":param club => 'Roma'\n:param $year 2000 + 20\n:param next: $year + 1\n"
            "RETURN $club AS club, $next AS next;\n:params clear\n:params\n")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out, "club,next\nRoma,2021\nparameter,value\n")
        code, _, err = self.run_script(":param club Roma\n")
        self.assertEqual(code, 1)
        self.assertIn("text stands in quotes", err)

    def test_a_session_can_be_read_as_of_a_day(self):
        code, out, err = self.run_script(
            "CREATE (a:A)-[:x {from: date('2020-01-01'), until: date('2021-01-01')}]->(b:B);\n"
            ":asof 2020-06-01\nMATCH (:A)-[r]->() RETURN count(r) AS n;\n"
            ":asof 2021-06-01\nMATCH (:A)-[r]->() RETURN count(r) AS n;\n"
            ":asof off\nMATCH (:A)-[r]->() RETURN count(r) AS n;\n:asof\n:asof never\n")
        self.assertEqual(code, 1)
        self.assertEqual(out, "n\n1\nn\n0\nn\n1\nthe graph is read whole, whatever the day\n")
        self.assertIn("no day such as 2020-01-15", err)

    def test_every_command_has_help_and_says_what_it_wants(self):
        code, out, _ = self.run_script(":help\n")
        self.assertEqual(code, 0)
        for command in ("schema", "labels", "types", "mode", "param", "params", "timing", "output",
                        "read", "edit", "begin", "commit", "rollback", "asof", "stats", "quit"):
            self.assertIn("  :" + command, out)
        code, _, err = self.run_script(":mode pretty\n")
        self.assertEqual(code, 1)
        self.assertIn("one of box table line graph markdown csv tsv json jsonl", err)
        code, _, err = self.run_script(":p\n")
        self.assertIn("may be several commands", err)
        code, out, _ = self.run_script(":q\nRETURN 1;")
        self.assertEqual((code, out), (0, ""))

    def test_a_timeout_stops_a_statement(self):
        code, _, err = self.run_script(":timeout 200ms\n" + ENDLESS)
        self.assertEqual(code, 1)
        self.assertIn("(Timeout)", err)
        for written, shown in [("5", "5.00 s"), ("2min", "2 min 0 s"), ("500ms", "500 ms")]:
            code, out, err = self.run_script(":timeout %s\n:timeout\n" % written)
            self.assertEqual((code, err), (0, ""))
            self.assertIn("statements may take " + shown, out)
        for wrong in ["0s", "0", "soon", "-1s"]:
            self.assertEqual(self.run_script(":timeout %s\n" % wrong)[0], 1)

    def test_limits_stop_statements_and_are_shown(self):
        for limit, statement, detail in [
                ("memory 1M", "UNWIND range(1, 100000) AS x RETURN collect(x);", "MemoryLimit"),
                ("rows 10", MANY_ROWS, "RowLimit"),
                ("time 200ms", ENDLESS, "Timeout"),
                ("depth 5", "RETURN ((((((((1))))))));", "NestingTooDeep")]:
            code, _, err = self.run_script(":limits %s\n%s" % (limit, statement))
            self.assertEqual(code, 1)
            self.assertIn("(%s)" % detail, err)
        code, out, err = self.run_script(":limits rows 10\n:limits\n:limits off\n" + MANY_ROWS)
        self.assertEqual((code, err), (0, ""))
        self.assertIn("memory  4.0 GiB\nrows    10\ndepth   500\n", out)
        code, _, err = self.run_script(":limits colour 5\n")
        self.assertEqual(code, 1)
        self.assertIn("sets no limit", err)

    def test_schema_and_stats_tell_what_is_there(self):
        code, out, _ = self.run_script(
            "CREATE (:Player {name: 'Ada'})-[:`loaned-to` {from: 1}]->(:Club {name: 'Roma'});\n"
            ":schema\n:labels\n:types\n:indexes\n:stats\n")
        self.assertEqual(code, 0)
        self.assertIn("loaned-to,1,Player -> Club,from\n", out)
        self.assertIn("Club,1,name\n", out)
        self.assertIn("nodes,2\n", out)


if __name__ == "__main__":
    unittest.main()
