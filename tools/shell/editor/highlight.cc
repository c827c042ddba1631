#include "tools/shell/editor/highlight.h"

#include <algorithm>

#include "query/syntax/lexer.h"

namespace rondo::shell {
namespace {

constexpr size_t kTextSizeMax = size_t{256} << 10;

bool IsOpening(TokenKind kind) {
  return kind == TokenKind::kLeftParenthesis || kind == TokenKind::kLeftBracket ||
         kind == TokenKind::kLeftBrace;
}

/// The bracket that `kind` closes, or kEnd where it closes none.
TokenKind OpeningOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kRightParenthesis:
      return TokenKind::kLeftParenthesis;
    case TokenKind::kRightBracket:
      return TokenKind::kLeftBracket;
    case TokenKind::kRightBrace:
      return TokenKind::kLeftBrace;
    default:
      return TokenKind::kEnd;
  }
}

class Highlighter {
 public:
  explicit Highlighter(std::string_view text) : text_(text), list_(Tokenize(text)) {}

  std::vector<StyledSpan> Run() {
    size_t previous_end = 0;
    for (index_ = 0; index_ < list_.tokens.size(); ++index_) {
      const Token& token = list_.tokens[index_];
      if (token.kind == TokenKind::kError) {
        // What is no token hides everything behind it, as an open quote does.
        AddComments(previous_end, token.span.begin);
        Add(token.span.begin, text_.size(), TextStyle::kError);
        break;
      }
      AddComments(previous_end, token.span.begin);
      AddToken(token);
      previous_end = token.span.end;
    }
    MarkOpenBrackets();
    std::ranges::sort(spans_, {}, &StyledSpan::begin);
    return std::move(spans_);
  }

 private:
  struct OpenBracket {
    TokenKind kind;
    size_t span_index;
  };

  void Add(size_t begin, size_t end, TextStyle style) {
    if (begin < end) {
      spans_.push_back({begin, end, style});
    }
  }

  void AddComments(size_t begin, size_t end) {
    const std::string_view gap = text_.substr(begin, end - begin);
    const size_t first = gap.find('/');
    if (first != std::string_view::npos) {
      Add(begin + first, begin + gap.find_last_not_of(" \t\r\n") + 1, TextStyle::kComment);
    }
  }

  void AddToken(const Token& token) {
    UpdateNames(token);
    if (IsOpening(token.kind)) {
      open_.push_back({token.kind, spans_.size()});
      spans_.push_back({token.span.begin, token.span.end, TextStyle::kPlain});
    } else if (OpeningOf(token.kind) != TokenKind::kEnd) {
      Close(token);
    } else if (token.kind == TokenKind::kSemicolon) {
      MarkOpenBrackets();
    } else {
      Add(token.span.begin, token.span.end, StyleOf(token));
    }
  }

  void Close(const Token& token) {
    if (!open_.empty() && open_.back().kind == OpeningOf(token.kind)) {
      open_.pop_back();
    } else {
      Add(token.span.begin, token.span.end, TextStyle::kError);
    }
  }

  void MarkOpenBrackets() {
    for (const OpenBracket& bracket : open_) {
      spans_[bracket.span_index].style = TextStyle::kError;
    }
    open_.clear();
  }

  /// After a colon outside of maps stand labels and edge types, joined by `|`, `&` and the hyphens
  /// of type names.
  void UpdateNames(const Token& token) {
    switch (token.kind) {
      case TokenKind::kColon:
        in_names_ = open_.empty() || open_.back().kind != TokenKind::kLeftBrace;
        return;
      case TokenKind::kIdentifier:
      case TokenKind::kQuotedIdentifier:
        // A name directly behind another one is the next word of the statement.
        in_names_ = in_names_ && !(index_ > 0 && IsName(list_.tokens[index_ - 1]));
        return;
      case TokenKind::kPipe:
      case TokenKind::kAmpersand:
      case TokenKind::kExclamation:
        return;
      case TokenKind::kMinus:
        in_names_ = in_names_ && JoinsNames();
        return;
      default:
        in_names_ = false;
    }
  }

  static bool IsName(const Token& token) {
    return token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kQuotedIdentifier;
  }

  bool JoinsNames() const {
    const std::vector<Token>& tokens = list_.tokens;
    return index_ > 0 && index_ + 1 < tokens.size() && IsName(tokens[index_ - 1]) &&
           IsName(tokens[index_ + 1]) && tokens[index_ - 1].span.end == tokens[index_].span.begin &&
           tokens[index_].span.end == tokens[index_ + 1].span.begin;
  }

  bool FollowedBy(TokenKind kind) const {
    return index_ + 1 < list_.tokens.size() && list_.tokens[index_ + 1].kind == kind;
  }
  bool Follows(TokenKind kind) const { return index_ > 0 && list_.tokens[index_ - 1].kind == kind; }

  TextStyle StyleOf(const Token& token) const {
    switch (token.kind) {
      case TokenKind::kIdentifier:
        if (in_names_) {
          return TextStyle::kName;
        }
        if (Follows(TokenKind::kDot)) {
          return FollowedBy(TokenKind::kLeftParenthesis) ? TextStyle::kFunction : TextStyle::kPlain;
        }
        if (IsReserved(token.keyword)) {
          return TextStyle::kKeyword;
        }
        if (FollowedBy(TokenKind::kLeftParenthesis)) {
          return token.keyword != Keyword::kNone && token.keyword != Keyword::kCount &&
                         token.keyword != Keyword::kCollect
                     ? TextStyle::kKeyword
                     : TextStyle::kFunction;
        }
        return token.keyword != Keyword::kNone && IsUpperCase(token) ? TextStyle::kKeyword
                                                                     : TextStyle::kPlain;
      case TokenKind::kQuotedIdentifier:
      case TokenKind::kMinus:
        return in_names_ ? TextStyle::kName : TextStyle::kPlain;
      case TokenKind::kString:
        return TextStyle::kString;
      case TokenKind::kInteger:
      case TokenKind::kFloat:
        return TextStyle::kNumber;
      case TokenKind::kParameter:
        return TextStyle::kParameter;
      default:
        return TextStyle::kPlain;
    }
  }

  /// Words that may also be variables are taken for keywords when they are written as such.
  bool IsUpperCase(const Token& token) const {
    const std::string_view word = text_.substr(token.span.begin, token.span.end - token.span.begin);
    return std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  }

  std::string_view text_;
  TokenList list_;
  size_t index_ = 0;
  bool in_names_ = false;
  std::vector<OpenBracket> open_;
  std::vector<StyledSpan> spans_;
};

}  // namespace

std::string_view StyleSequence(TextStyle style) {
  switch (style) {
    case TextStyle::kPlain:
      return {};
    case TextStyle::kKeyword:
      return "\x1b[1;34m";
    case TextStyle::kString:
      return "\x1b[32m";
    case TextStyle::kNumber:
      return "\x1b[36m";
    case TextStyle::kName:
      return "\x1b[33m";
    case TextStyle::kParameter:
      return "\x1b[35m";
    case TextStyle::kFunction:
      return "\x1b[34m";
    case TextStyle::kComment:
    case TextStyle::kGhost:
      return "\x1b[90m";
    case TextStyle::kMetaCommand:
      return "\x1b[1;35m";
    case TextStyle::kError:
      return "\x1b[1;31m";
    case TextStyle::kPrompt:
      return "\x1b[1m";
    case TextStyle::kSelected:
      return "\x1b[7m";
  }
  return {};
}

std::vector<StyledSpan> Highlight(std::string_view text) {
  if (text.size() > kTextSizeMax) {
    return {};
  }
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin != std::string_view::npos && text[begin] == ':') {
    const size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    return {{begin, end, TextStyle::kMetaCommand}};
  }
  return Highlighter(text).Run();
}

}  // namespace rondo::shell
