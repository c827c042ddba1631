// Meta commands about how results are printed and where they go.

#include <charconv>
#include <string>

#include "tools/output/visible_text.h"
#include "tools/shell/meta_command.h"
#include "tools/shell/session.h"

namespace rondo::shell {
namespace {

std::string OnOff(bool setting) { return setting ? "on" : "off"; }

std::string LimitText(const SessionSettings& settings) {
  const uint64_t count = settings.row_count_max;
  return count == 0 ? "off" : std::to_string(count);
}

std::string DestinationText(const Session& session) {
  return session.redirection().empty() ? "standard output" : session.redirection();
}

}  // namespace

Result<void> RunMode(Session& session, std::string_view argument) {
  if (argument.empty()) {
    std::vector<std::vector<Value>> rows;
    for (const OutputMode& mode : OutputModes()) {
      const bool current = &mode == session.settings().mode;
      rows.push_back({mode.name, mode.description, current ? "now" : ""});
    }
    session.PrintTable({"mode", "prints", ""}, rows);
    return {};
  }
  const OutputMode* mode = FindOutputMode(argument);
  if (mode == nullptr) {
    Error error = UsageError("mode", "there is no mode `" + std::string(argument) + "`");
    error.hint = "one of";
    for (const OutputMode& known : OutputModes()) {
      error.hint += " " + std::string(known.name);
    }
    return error;
  }
  session.settings().mode = mode;
  return {};
}

Result<void> RunTiming(Session& session, std::string_view argument) {
  return SetSwitch(session, "timing", argument, session.settings().timing);
}

Result<void> RunPager(Session& session, std::string_view argument) {
  return SetSwitch(session, "pager", argument, session.settings().pager);
}

Result<void> RunEcho(Session& session, std::string_view argument) {
  return SetSwitch(session, "echo", argument, session.settings().echo);
}

Result<void> RunProgress(Session& session, std::string_view argument) {
  return SetSwitch(session, "progress", argument, session.settings().progress);
}

Result<void> RunLimit(Session& session, std::string_view argument) {
  uint64_t count = 0;
  if (argument.empty()) {
    session.PrintText("limit is " + LimitText(session.settings()) + "\n");
    return {};
  }
  const char* end = argument.data() + argument.size();
  const auto read = std::from_chars(argument.data(), end, count);
  if (argument != "off" && (read.ec != std::errc() || read.ptr != end)) {
    return UsageError("limit", "`" + std::string(argument) + "` is no number of rows");
  }
  session.settings().row_count_max = argument == "off" ? 0 : count;
  return {};
}

Result<void> RunPrint(Session& session, std::string_view argument) {
  session.PrintText(VisibleText(argument) + "\n");
  return {};
}

Result<void> RunOutput(Session& session, std::string_view argument) {
  if (argument.empty() && session.redirection().empty()) {
    session.PrintText("results go to standard output\n");
    return {};
  }
  return session.RedirectTo(argument == "off" ? std::string() : std::string(argument), false);
}

Result<void> RunOnce(Session& session, std::string_view argument) {
  if (argument.empty()) {
    return UsageError("once", ":once needs the name of a file");
  }
  return session.RedirectTo(std::string(argument), true);
}

Result<void> RunSettings(Session& session, std::string_view) {
  const SessionSettings& settings = session.settings();
  session.PrintTable({"setting", "value"}, {
                                               {"bail", OnOff(!session.keep_going())},
                                               {"echo", OnOff(settings.echo)},
                                               {"limit", LimitText(session.settings())},
                                               {"mode", settings.mode->name},
                                               {"output", DestinationText(session)},
                                               {"pager", OnOff(settings.pager)},
                                               {"progress", OnOff(settings.progress)},
                                               {"timing", OnOff(settings.timing)},
                                           });
  return {};
}

}  // namespace rondo::shell
