#include "tools/articles/text_cleaning.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "tools/articles/iso_date.h"
#include "tools/articles/phrase_search.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {
namespace {

constexpr std::size_t kTitleBytesMax = 220;
constexpr std::size_t kCreditBytesMax = 140;
constexpr std::size_t kBiographyBytesMax = 1000;
constexpr std::size_t kLinkBytesMax = 4096;
constexpr std::size_t kDatelineBytesMax = 60;
constexpr int kHeaderLinesMax = 4;

constexpr PhraseSearch kCredits = {
    "getty images", "/getty",   "/afp",        "/reuters",  "ap photo", "pa images",
    "photo:",       "photo by", "photograph:", "photos by", "picture:", "image credit",
    "shutterstock", "image:",   "epa/",        "(image by", "via getty"};

// Who wrote the article, at its end: all that such a paragraph names is what he writes about.
constexpr PhraseSearch kBiographies = {
    "as a staff writer",     "is a freelance",      "is a sports writer",
    "is a football writer",  "has written pieces",  "is a sports journalist",
    "you can follow him",    "you can follow her",  "is a football journalist",
    "-based freelance",      "is a senior writer",  "worked in football journalism",
    "is a sports reporter",  "football writer who", "content editor at",
    "football history books"};

constexpr PhraseSearch kBoilerplate = {
    "read more", "read also",  "also read",    "click here",    "sign up",  "subscribe",
    "follow us", "share this", "scroll down",  "advertisement", "watch:",   "join our",
    "related:",  "more from",  "download the", "recommended",   "also see", "see also"};

constexpr std::array<std::string_view, 8> kAgencies = {"(cnn)", "(reuters)", "(ap)",  "(afp)",
                                                       "(pa)",  "(dpa)",     "(efe)", "(xinhua)"};

// What a site puts between an article's paragraphs, and what is left of it where the page's lines
// were joined. Only the marker tells that a text may hold any of them.
constexpr std::string_view kLinkMarker = "Sky Sports";
constexpr std::array<std::string_view, 12> kLinks = {
    "Please use Chrome browser for a more accessible video player",
    "Get Sky Sports on our dedicated WhatsApp channel! Find out more here...",
    "Get Sky Sports on WhatsApp!",
    "Get Sky Sports on WhatsApp",
    "Get Sky Sports",
    "Download the Sky Sports App",
    "Download the Sky Sports app",
    "Find out more about Sky Sports",
    "Transfer Centre LIVE!",
    "Papers - latest headlines",
    "Watch Premier League highlights",
    "Premier League ins and outs"};
// The same with the name of a league or match in between.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kLinksAround = {
    {{"Stream ", " NOW"}, {"Live ", " table"}}};

/// Half-open byte range of one line, without its newline.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Cleaner {
 public:
  explicit Cleaner(Document& document) : document_(document), text_(document.text) {}

  void ReadHeader(std::size_t body) {
    Line title;
    bool dated = false;
    std::size_t at = body;
    for (int count = 0; count < kHeaderLinesMax; ++count) {
      const Line line = NextLine(at);
      if (line.begin == line.end) {
        break;
      }
      at = line.end;
      if (const auto date = DateOf(View(line)); date) {
        document_.date = date;
        Blank(line.begin, line.end);
        dated = true;
        break;
      }
      if (title.begin == title.end) {
        title = line;
      }
    }
    if (title.begin != title.end && LooksLikeTitle(title, dated)) {
      document_.title = View(title);
      document_.title_span = {static_cast<uint32_t>(title.begin), static_cast<uint32_t>(title.end)};
    }
  }

  void CleanBody(std::size_t begin) {
    BlankLinks(begin);
    bool first = true;
    for (std::size_t at = begin; at < text_.size();) {
      const Line line = NextLine(at);
      if (line.begin == line.end) {
        break;
      }
      at = line.end;
      const bool is_title =
          !document_.title_span.empty() && line.begin == document_.title_span.begin;
      if (is_title) {
        continue;
      }
      BlankCreditsInBrackets(line);
      const std::size_t size = line.end - line.begin;
      if (size <= kBiographyBytesMax && IsNoPartOfText(View(line))) {
        Blank(line.begin, line.end);
        continue;
      }
      BlankDateline(line, first);
      first = false;
    }
  }

  /// Text wrapped at a width: newlines inside a paragraph become spaces.
  void JoinWrappedLines(std::size_t begin) {
    std::size_t breaks = 0;
    std::size_t wrapped = 0;
    ForEachSingleNewline(begin, [&](std::size_t at) {
      ++breaks;
      wrapped += IsWrap(at) ? 1U : 0U;
    });
    if (breaks < 3 || wrapped * 3 < breaks) {
      return;
    }
    ForEachSingleNewline(begin, [&](std::size_t at) {
      if (at < document_.title_span.begin || at > document_.title_span.end) {
        text_[at] = ' ';
      }
    });
  }

 private:
  std::string_view View(Line line) const {
    return std::string_view(text_).substr(line.begin, line.end - line.begin);
  }

  void Blank(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      if (text_[at] != '\n') {
        text_[at] = ' ';
      }
    }
  }

  static bool IsUpperAscii(char letter) { return letter >= 'A' && letter <= 'Z'; }
  static bool IsBlank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

  /// The next line that holds more than space, without the space around it; empty at the end.
  Line NextLine(std::size_t at) const {
    while (at < text_.size() && (IsBlank(text_[at]) || text_[at] == '\n')) {
      ++at;
    }
    std::size_t end = text_.find('\n', at);
    end = end == std::string::npos ? text_.size() : end;
    while (end > at && IsBlank(text_[end - 1])) {
      --end;
    }
    return {at, end};
  }

  static std::optional<Date> DateOf(std::string_view line) {
    const std::string lower = Fold(line.substr(0, 64));
    for (const std::string_view key : {"date", "published", "posted", "updated"}) {
      if (!lower.starts_with(key)) {
        continue;
      }
      const std::size_t at = lower.find_first_not_of(": \t", key.size());
      if (at == std::string::npos || at == key.size()) {
        return std::nullopt;
      }
      std::string_view rest = std::string_view(lower).substr(at);
      if (rest.starts_with("on ")) {
        rest.remove_prefix(3);
      }
      return ParseWrittenDay(rest);
    }
    return line.size() <= 20 ? ParseWrittenDay(lower) : std::nullopt;
  }

  bool LooksLikeTitle(Line line, bool dated) const {
    const std::string_view text = View(line);
    if (dated) {
      return text.size() <= 2 * kTitleBytesMax;
    }
    if (text.size() > kTitleBytesMax || text.ends_with('.') || text.ends_with(',') ||
        text.find(". ") != std::string_view::npos) {
      return false;
    }
    // An empty line sets a headline off; a lone line with nothing under it is a text.
    const std::size_t gap = text_.find_first_not_of(" \t\r", line.end);
    const std::size_t under = text_.find_first_not_of(" \t\r\n", line.end);
    if (gap == std::string::npos || under == std::string::npos) {
      return false;
    }
    const std::size_t next = text_.find_first_not_of(" \t\r", gap + 1);
    return next != std::string::npos && text_[next] == '\n';
  }

  bool IsNoPartOfText(std::string_view line) {
    lower_.clear();
    AppendFolded(line, lower_);
    return (line.size() <= kCreditBytesMax && IsBoilerplate(line, lower_)) ||
           kBiographies.AnyIn(lower_);
  }

  static bool IsBoilerplate(std::string_view line, std::string_view lower) {
    return kCredits.AnyIn(lower) || kBoilerplate.AnyBegins(lower) || IsByline(line);
  }

  /// "By John Smith", "By JOHN SMITH, Sky Sports reporter".
  static bool IsByline(std::string_view line) {
    if (!(line.starts_with("By ") || line.starts_with("BY ")) || line.ends_with('.') ||
        line.ends_with(':') || line.size() > 80) {
      return false;
    }
    int words = 0;
    int capitals = 0;
    for (std::size_t at = 3; at < line.size(); ++at) {
      if (line[at - 1] == ' ' && line[at] != ' ') {
        ++words;
        capitals += line[at] >= 'A' && line[at] <= 'Z' ? 1 : 0;
      }
    }
    return words >= 1 && words <= 10 && capitals * 2 > words && line[3] >= 'A' && line[3] <= 'Z';
  }

  /// The end of the link text that begins at `at`; `at` if none does.
  std::size_t LinkEnd(std::size_t at) const {
    const std::string_view rest = std::string_view(text_).substr(at);
    for (const std::string_view link : kLinks) {
      if (rest.starts_with(link)) {
        return at + link.size();
      }
    }
    for (const auto& [first, last] : kLinksAround) {
      constexpr std::size_t kBytesMax = 60;
      const std::string_view near = rest.substr(0, kBytesMax);
      const std::size_t end = near.starts_with(first) ? near.find(last) : std::string_view::npos;
      if (end != std::string_view::npos && near.find_first_of(".,\n\"") > end) {
        return at + end + last.size();
      }
    }
    return at;
  }

  /// Links between paragraphs, and the short ones between two of them, become ends of paragraphs.
  void BlankLinks(std::size_t begin) {
    if (text_.find(kLinkMarker, begin) == std::string::npos) {
      return;
    }
    constexpr std::size_t kBetweenMax = 45;
    constexpr std::string_view kInitials = "PGDFTWSL";
    Line link;  // The last one, with those that it was joined to.
    for (std::size_t at = begin; at < text_.size(); ++at) {
      const bool starts = at == begin || text_[at - 1] == ' ' || text_[at - 1] == '\n';
      const std::size_t end =
          starts && kInitials.find(text_[at]) != std::string_view::npos ? LinkEnd(at) : at;
      if (end == at) {
        continue;
      }
      const bool joined = link.end > 0 && at - link.end <= kBetweenMax &&
                          View({link.end, at}).find_first_of(".\"\n:") == std::string_view::npos;
      link = {joined ? link.begin : at, end};
      Blank(link.begin, link.end);
      if (link.begin > begin) {
        text_[link.begin] = '\n';
      }
      at = end - 1;
    }
  }

  /// Where `mark` stands in the line from `at` on; its end if nowhere. Never looks further, so that
  /// a text of many lines is read once.
  std::size_t FindInLine(std::string_view mark, std::size_t at, Line line) const {
    const std::size_t found = View({at, line.end}).find(mark);
    return found == std::string_view::npos ? line.end : at + found;
  }

  void BlankCreditsInBrackets(Line line) {
    std::size_t at = line.begin;
    while ((at = FindInLine("(", at, line)) < line.end) {
      const std::size_t end = FindInLine(")", at, line);
      if (end >= line.end) {
        return;
      }
      const std::string lower = Fold(View({at, std::min(end, at + kCreditBytesMax)}));
      if (end - at <= kCreditBytesMax && kCredits.AnyIn(lower)) {
        Blank(at, end + 1);
      }
      at = end;
    }
  }

  /// "LONDON (Reuters) -", "(CNN)".
  void BlankDateline(Line line, bool first) {
    const bool capitals = line.end - line.begin > 3 && IsUpperAscii(text_[line.begin]) &&
                          IsUpperAscii(text_[line.begin + 1]) &&
                          IsUpperAscii(text_[line.begin + 2]);
    if (!first && !capitals) {
      return;
    }
    lower_.clear();
    AppendFolded(View({line.begin, std::min(line.end, line.begin + kDatelineBytesMax)}), lower_);
    if (lower_.find('(') == std::string::npos) {
      return;  // Agencies stand in brackets.
    }
    for (const std::string_view agency : kAgencies) {
      const std::size_t at = lower_.find(agency);
      if (at == std::string::npos || lower_.find(". ") < at) {
        continue;
      }
      std::size_t end = std::min(FindInLine(")", line.begin, line) + 1, line.end);
      while (end < line.end && (IsBlank(text_[end]) || text_[end] == '-')) {
        ++end;
      }
      for (const std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94"}) {
        if (View({end, line.end}).starts_with(dash)) {
          end += dash.size();
        }
      }
      Blank(line.begin, end);
      return;
    }
  }

  template <typename Visit>
  void ForEachSingleNewline(std::size_t begin, Visit visit) {
    for (std::size_t at = text_.find('\n', begin); at != std::string::npos;
         at = text_.find('\n', at + 1)) {
      std::size_t next = at + 1;
      while (next < text_.size() && IsBlank(text_[next])) {
        ++next;
      }
      if (next >= text_.size()) {
        return;
      }
      if (text_[next] == '\n') {
        at = text_.find_first_not_of(" \t\r\n", next);
        if (at == std::string::npos) {
          return;
        }
        --at;
        continue;
      }
      if (next > at + 4) {
        continue;  // Indented: a paragraph of its own.
      }
      visit(at);
    }
  }

  /// A newline inside a sentence: a small letter goes on where no full stop stood.
  bool IsWrap(std::size_t at) const {
    std::size_t before = at;
    while (before > 0 && IsBlank(text_[before - 1])) {
      --before;
    }
    std::size_t next = at + 1;
    while (next < text_.size() && IsBlank(text_[next])) {
      ++next;
    }
    if (before == 0 || next >= text_.size()) {
      return false;
    }
    const char last = text_[before - 1];
    const char first = text_[next];
    return first >= 'a' && first <= 'z' && last != '.' && last != '!' && last != '?' && last != ':';
  }

  Document& document_;
  std::string& text_;
  std::string lower_;  // Of the line that is being looked at.
};

/// Blanks every `mark` of Markdown inside one line.
class MarkdownBlanker {
 public:
  explicit MarkdownBlanker(std::string& text) : text_(text) {}

  void BlankFrom(std::size_t begin) {
    bool code = false;
    for (std::size_t at = begin; at < text_.size();) {
      std::size_t end = text_.find('\n', at);
      end = end == std::string::npos ? text_.size() : end;
      const std::string_view line = std::string_view(text_).substr(at, end - at);
      const bool fence = line.starts_with("```") || line.starts_with("~~~");
      code = fence ? !code : code;
      if (fence || code) {
        Blank(at, end);
      } else {
        BlankLineStart(at, end);
        BlankInline(at, end);
      }
      at = end + 1;
    }
  }

 private:
  void Blank(std::size_t begin, std::size_t end) {
    std::fill(text_.begin() + static_cast<std::ptrdiff_t>(begin),
              text_.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }

  void BlankLineStart(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    while (at < end && (text_[at] == '#' || text_[at] == '>' || text_[at] == ' ')) {
      text_[at++] = ' ';
    }
    if (at + 1 < end && (text_[at] == '*' || text_[at] == '-' || text_[at] == '+') &&
        text_[at + 1] == ' ') {
      text_[at] = ' ';
    }
    const std::string_view rest = std::string_view(text_).substr(at, end - at);
    if (rest.size() >= 3 && rest.find_first_not_of("-=*_ ") == std::string_view::npos) {
      Blank(at, end);
    }
  }

  void BlankInline(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      const char letter = text_[at];
      if (letter == '*' || letter == '`') {
        text_[at] = ' ';
      } else if (letter == '_' &&
                 (at == begin || text_[at - 1] == ' ' || at + 1 == end || text_[at + 1] == ' ')) {
        text_[at] = ' ';
      } else if (letter == '[') {
        BlankLink(at, begin, end);
      }
    }
  }

  /// "[text](address)" keeps its text, "![text](address)" nothing.
  void BlankLink(std::size_t at, std::size_t begin, std::size_t end) {
    // Links longer than this are none, and looking further would cost the square of the text.
    const std::string_view near =
        std::string_view(text_).substr(at, std::min<std::size_t>(end - at, kLinkBytesMax));
    const std::size_t middle = near.find("](");
    const std::size_t last = middle == std::string_view::npos ? middle : near.find(')', middle);
    if (last == std::string_view::npos) {
      return;
    }
    const std::size_t close = at + middle;
    const std::size_t behind = at + last;
    const bool image = at > begin && text_[at - 1] == '!';
    if (image) {
      Blank(at - 1, behind + 1);
    } else {
      text_[at] = ' ';
      Blank(close, behind + 1);
    }
  }

  std::string& text_;
};

std::string_view Unquoted(std::string_view value) {
  while (!value.empty() &&
         (value.front() == ' ' || value.front() == '"' || value.front() == '\'')) {
    value.remove_prefix(1);
  }
  while (!value.empty() && (value.back() == ' ' || value.back() == '"' || value.back() == '\'' ||
                            value.back() == '\r')) {
    value.remove_suffix(1);
  }
  return value;
}

}  // namespace

void ReadHeader(Document& document, std::size_t body) {
  Cleaner cleaner(document);
  cleaner.ReadHeader(body);
  cleaner.CleanBody(body);
  cleaner.JoinWrappedLines(body);
}

void CleanBody(Document& document, std::size_t begin) { Cleaner(document).CleanBody(begin); }

std::size_t BlankMarkdown(Document& document) {
  std::string& text = document.text;
  std::size_t body = 0;
  if (text.starts_with("---\n")) {
    const std::size_t end = text.find("\n---", 3);
    if (end != std::string::npos) {
      body = end + 4;
      for (std::size_t at = 4; at < end;) {
        const std::size_t line_end = std::min(end, text.find('\n', at));
        const std::string_view line = std::string_view(text).substr(at, line_end - at);
        if (line.starts_with("title:")) {
          document.title = Unquoted(line.substr(6));
        } else if (line.starts_with("date:")) {
          document.date = ParseWrittenDay(Fold(Unquoted(line.substr(5))));
        }
        at = line_end + 1;
      }
      std::replace_if(
          text.begin(), text.begin() + static_cast<std::ptrdiff_t>(body),
          [](char letter) { return letter != '\n'; }, ' ');
    }
  }
  MarkdownBlanker(text).BlankFrom(body);
  return body;
}

}  // namespace rondo::articles
