#pragma once

// What a command takes from the command line. A thin door to the parser behind it, so that commands
// say what they want in one line each and know nothing else of it.
// Thread rule: belongs to one thread; what is read into must outlive the parsing.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace rondo {

/// Empty if a text will do, else what is wrong with it.
using ArgumentCheck = std::function<std::string(const std::string& text)>;

/// What else is to be known of an argument.
struct ArgumentTraits {
  ArgumentCheck check = {};
  std::vector<std::string> choices = {};  // The values it takes, where they are few.
};

class ArgumentList {
 public:
  explicit ArgumentList(CLI::App& app) : app_(app) {}

  // ---- By place.
  void Required(const std::string& name, std::string& out, const std::string& description);
  void Required(const std::string& name, std::vector<std::string>& out,
                const std::string& description);
  void Optional(const std::string& name, std::string& out, const std::string& description);

  // ---- By name: "-o,--output".
  void Flag(const std::string& names, bool& out, const std::string& description);
  void Text(const std::string& names, std::string& out, const std::string& description,
            ArgumentTraits traits = {});
  /// One value each time it is named.
  void Repeated(const std::string& names, std::vector<std::string>& out,
                const std::string& description);
  /// As many values as follow.
  void Several(const std::string& names, std::vector<std::string>& out,
               const std::string& description);
  void Several(const std::string& names, std::vector<uint64_t>& out,
               const std::string& description);
  /// Values separated by commas.
  void Listed(const std::string& names, std::vector<std::string>& out,
              const std::string& description);
  void Number(const std::string& names, uint64_t& out, const std::string& description,
              uint64_t least, uint64_t most);
  /// From 0 to 1.
  void Share(const std::string& names, double& out, const std::string& description);

  /// A command inside the command, which then must be named.
  ArgumentList Inner(const std::string& name, const std::string& summary);

 private:
  CLI::App& app_;
};

}  // namespace rondo
