// rondo_bench_data SCALE DIR: writes the benchmark's graph as tables, with the inputs of its
// questions: players, clubs and journalists, and five types of edges whose ends are drawn by power
// laws. The same scale always gives the same bytes. SCALE is S (21,200 nodes, 200,000 edges), M
// (ten times that) or L (a hundred times).

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rondo::bench {
namespace {

struct Scale {
  std::string_view name;
  uint64_t players, clubs, journalists;
  uint64_t plays_for, loaned_to, praised_by, rival_of, writes_about;
};

constexpr Scale kScales[] = {
    {"S", 20'000, 1'000, 200, 50'000, 45'000, 88'000, 6'000, 11'000},
    {"M", 200'000, 5'000, 2'000, 600'000, 500'000, 1'750'000, 50'000, 100'000},
    {"L", 2'000'000, 50'000, 20'000, 6'000'000, 5'000'000, 17'500'000, 500'000, 1'000'000},
};

/// Numbers that are the same with every standard library.
class Random {
 public:
  uint64_t Below(uint64_t limit) { return engine_() % limit; }
  uint64_t Between(uint64_t least, uint64_t most) { return least + Below(most - least + 1); }
  double Fraction() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  template <typename Items>
  const auto& Of(const Items& items) {
    return items[Below(std::size(items))];
  }

 private:
  std::mt19937_64 engine_{1857};
};

std::string Word(Random& random, int syllables) {
  constexpr std::string_view kSyllables[] = {"ba", "do",  "ri", "mel", "ta", "no", "vi",  "ka",
                                             "so", "len", "gu", "ar",  "pe", "zi", "hol", "mu"};
  std::string word;
  for (int index = 0; index < syllables; ++index) {
    word += random.Of(kSyllables);
  }
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::vector<std::string> Words(Random& random, size_t count, int syllables) {
  std::vector<std::string> words(count);
  for (std::string& word : words) {
    word = Word(random, syllables);
  }
  return words;
}

std::string Day(Random& random, uint64_t first_year, uint64_t last_year) {
  const uint64_t year = random.Between(first_year, last_year);
  return fmt::format("{}-{:02}-{:02}", year, random.Between(1, 12), random.Between(1, 28));
}

/// Draws 0 to count - 1; the k-th most frequent with a probability in proportion to k^-exponent.
/// Which number is frequent does not follow from its size.
class PowerLaw {
 public:
  PowerLaw(uint64_t count, double exponent, Random& random) : order_(count), sums_(count) {
    double sum = 0;
    for (uint64_t rank = 0; rank < count; ++rank) {
      order_[rank] = rank;
      std::swap(order_[rank], order_[random.Below(rank + 1)]);
      sum += std::pow(static_cast<double>(rank + 1), -exponent);
      sums_[rank] = sum;
    }
  }

  uint64_t Draw(Random& random) const {
    const auto at =
        std::lower_bound(sums_.begin(), sums_.end() - 1, random.Fraction() * sums_.back());
    return order_[static_cast<size_t>(at - sums_.begin())];
  }

 private:
  std::vector<uint64_t> order_;  // Ids by rank.
  std::vector<double> sums_;     // Of the weights up to each rank.
};

class Generator {
 public:
  Generator(const Scale& scale, std::filesystem::path folder)
      : scale_(scale),
        folder_(std::move(folder)),
        clubs_(scale.clubs, 0.75, random_),
        journalists_(scale.journalists, 0.7, random_),
        praised_(scale.players, 0.5, random_) {}

  void Run() {
    WriteNodes();
    WriteEdges();
    WriteInputs();
  }

 private:
  std::ofstream Open(std::string_view name) const {
    return std::ofstream(folder_ / name, std::ios::binary);
  }

  void WriteNodes() {
    constexpr std::string_view kPositions[] = {"GK", "CB", "LB", "RB", "DM", "CM", "AM", "ST"};
    const auto firsts = Words(random_, 500, 2);
    const auto lasts = Words(random_, 3000, 3);
    const auto nations = Words(random_, 90, 3);
    const auto towns = Words(random_, 5000, 3);
    const auto person = [&] { return random_.Of(firsts) + " " + random_.Of(lasts); };
    std::ofstream players = Open("player.csv");
    players << "id,name,born,position,nation\n";
    for (uint64_t id = 0; id < scale_.players; ++id) {
      names_.push_back(person());
      players << fmt::format("{},{},{},{},{}\n", id, names_.back(), Day(random_, 1970, 2008),
                             random_.Of(kPositions), random_.Of(nations));
    }
    std::ofstream clubs = Open("club.csv");
    clubs << "id,name,country,founded\n";
    for (uint64_t id = 0; id < scale_.clubs; ++id) {
      clubs << fmt::format("{},{} FC {},{},{}\n", id, random_.Of(towns), id, random_.Of(nations),
                           random_.Between(1860, 2000));
    }
    std::ofstream journalists = Open("journalist.csv");
    journalists << "id,name,outlet\n";
    for (uint64_t id = 0; id < scale_.journalists; ++id) {
      journalists << fmt::format("{},{},{} Post\n", id, person(), random_.Of(towns));
    }
  }

  /// `count` pairs, each once; with `properties` behind each.
  template <typename Source, typename Target, typename Properties>
  void WriteType(std::string_view type, std::string_view columns, uint64_t count, bool undirected,
                 const Source& source, const Target& target, const Properties& properties) {
    std::ofstream file = Open(std::string(type) + ".csv");
    file << "src,dst" << columns << "\n";
    std::unordered_set<uint64_t> seen;
    seen.reserve(count);
    while (seen.size() < count) {
      const uint64_t from = source();
      const uint64_t to = target();
      if (undirected && from == to) {
        continue;
      }
      const bool turned = undirected && from > to;
      if (seen.insert((turned ? to : from) << 32 | (turned ? from : to)).second) {
        file << fmt::format("{},{}{}\n", from, to, properties());
      }
    }
  }

  void WriteEdges() {
    constexpr std::string_view kPraise[] = {"sees every pass",       "is never in a hurry",
                                            "wins the ball cleanly", "makes others better",
                                            "scores with both feet", "leads by example"};
    const auto player = [&] { return random_.Below(scale_.players); };
    const auto any_club = [&] { return random_.Below(scale_.clubs); };
    const auto club = [&] { return clubs_.Draw(random_); };
    const auto none = [] { return ""; };
    const auto span = [&] {
      const uint64_t year = random_.Between(1995, 2024);
      return fmt::format(",{}-07-01,{}-06-30", year, year + random_.Between(1, 4));
    };
    WriteType("plays_for", ",from_,until_", scale_.plays_for, false, player, club, span);
    WriteType("loaned_to", ",from_,until_,fee", scale_.loaned_to, false, player, club,
              [&] { return span() + fmt::format(",{}", random_.Below(500) * 10'000); });
    WriteType(
        "praised_by", ",date_,quote", scale_.praised_by, false,
        [&] { return praised_.Draw(random_); }, [&] { return journalists_.Draw(random_); },
        [&] {
          return fmt::format(",{},{} and {}", Day(random_, 2000, 2025), random_.Of(kPraise),
                             random_.Of(kPraise));
        });
    WriteType("rival_of", "", scale_.rival_of, true, club, any_club, none);
    WriteType(
        "writes_about", "", scale_.writes_about, false,
        [&] { return random_.Below(scale_.journalists); }, club, none);
  }

  template <typename Item>
  static void WriteList(std::ofstream& file, std::string_view key, size_t count, const Item& item) {
    file << key << " " << count << "\n";
    for (size_t index = 0; index < count; ++index) {
      file << item() << "\n";
    }
  }

  void WriteInputs() {
    Open("q.json") << fmt::format("{{\"scale\": \"{}\", \"P\": {}, \"C\": {}, \"J\": {}}}\n",
                                  scale_.name, scale_.players, scale_.clubs, scale_.journalists);
    std::ofstream file = Open("q.txt");
    const auto player = [&] { return random_.Below(scale_.players); };
    WriteList(file, "pid", 5000, player);
    WriteList(file, "pname", 2000, [&] { return random_.Of(names_); });
    WriteList(file, "cid", 200, [&] { return random_.Below(scale_.clubs); });
    WriteList(file, "pairs", 60, [&] { return fmt::format("{} {}", player(), player()); });
    WriteList(file, "ins", 40000,
              [&] { return fmt::format("{} {}", player(), random_.Below(scale_.journalists)); });
  }

  const Scale& scale_;
  const std::filesystem::path folder_;
  Random random_;
  PowerLaw clubs_;
  PowerLaw journalists_;
  PowerLaw praised_;
  std::vector<std::string> names_;  // Of the players.
};

int Main(int argument_count, char** arguments) {
  const auto* scale = std::end(kScales);
  if (argument_count == 3) {
    scale = std::ranges::find(kScales, std::string_view(arguments[1]), &Scale::name);
  }
  if (scale == std::end(kScales)) {
    std::fprintf(stderr, "usage: rondo_bench_data S|M|L DIR\n");
    return 2;
  }
  std::error_code failed;
  std::filesystem::create_directories(arguments[2], failed);
  if (failed) {
    std::fprintf(stderr, "rondo_bench_data: %s: %s\n", arguments[2], failed.message().c_str());
    return 1;
  }
  Generator(*scale, arguments[2]).Run();
  return 0;
}

}  // namespace
}  // namespace rondo::bench

int main(int argument_count, char** arguments) {
  return rondo::bench::Main(argument_count, arguments);
}
