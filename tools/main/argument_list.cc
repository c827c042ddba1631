#include "tools/main/argument_list.h"

#include <CLI/CLI.hpp>
#include <utility>

namespace rondo {

void ArgumentList::Required(const std::string& name, std::string& out,
                            const std::string& description) {
  app_.add_option(name, out, description)->required();
}

void ArgumentList::Required(const std::string& name, std::vector<std::string>& out,
                            const std::string& description) {
  app_.add_option(name, out, description)->required();
}

void ArgumentList::Optional(const std::string& name, std::string& out,
                            const std::string& description) {
  app_.add_option(name, out, description);
}

void ArgumentList::Flag(const std::string& names, bool& out, const std::string& description) {
  app_.add_flag(names, out, description);
}

void ArgumentList::Text(const std::string& names, std::string& out, const std::string& description,
                        ArgumentTraits traits) {
  CLI::Option* option = app_.add_option(names, out, description);
  if (!traits.check && traits.choices.empty()) {
    return;
  }
  std::string listed;
  for (const std::string& choice : traits.choices) {
    listed += (listed.empty() ? "" : ",") + choice;
  }
  if (!traits.check) {
    traits.check = [choices = traits.choices, listed](const std::string& text) {
      const bool found = std::find(choices.begin(), choices.end(), text) != choices.end();
      return found ? std::string() : "`" + text + "` is none of " + listed;
    };
  }
  option->check(CLI::Validator(
      [check = std::move(traits.check)](const std::string& text) { return check(text); },
      listed.empty() ? "" : "{" + listed + "}"));
}

void ArgumentList::Repeated(const std::string& names, std::vector<std::string>& out,
                            const std::string& description) {
  app_.add_option(names, out, description)->allow_extra_args(false);
}

void ArgumentList::Several(const std::string& names, std::vector<std::string>& out,
                           const std::string& description) {
  app_.add_option(names, out, description);
}

void ArgumentList::Several(const std::string& names, std::vector<uint64_t>& out,
                           const std::string& description) {
  app_.add_option(names, out, description);
}

void ArgumentList::Listed(const std::string& names, std::vector<std::string>& out,
                          const std::string& description) {
  app_.add_option(names, out, description)->delimiter(',')->allow_extra_args(false);
}

void ArgumentList::Number(const std::string& names, uint64_t& out, const std::string& description,
                          uint64_t least, uint64_t most) {
  app_.add_option(names, out, description)
      ->check(CLI::Range(least, most).description(""))
      ->type_name("N");
}

void ArgumentList::Share(const std::string& names, double& out, const std::string& description) {
  app_.add_option(names, out, description)
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("0..1");
}

ArgumentList ArgumentList::Inner(const std::string& name, const std::string& summary) {
  app_.require_subcommand(1);
  return ArgumentList(*app_.add_subcommand(name, summary));
}

}  // namespace rondo
