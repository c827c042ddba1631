// Stage 2: tokens, then paragraphs (a newline ends one) and sentences.

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "tools/articles/pipeline.h"
#include "tools/articles/token_scanner.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

/// What is known of a token's word, once it is no longer the one that was scanned.
void LookUp(Token& token, std::string_view folded, const Knowledge& knowledge) {
  const WordKey key = KeyOfWord(folded);
  token.word = knowledge.vocabulary.Find(folded, key);
  token.marks = knowledge.marks.Of(key) & kWordMarks;
}

constexpr WordList kUsualStarters = {
    "the",  "he",   "she",  "it",    "they",  "we",  "but", "and", "in",      "on",
    "a",    "an",   "this", "that",  "his",   "her", "i",   "you", "there",   "after",
    "when", "with", "for",  "their", "these", "at",  "if",  "as",  "however", "meanwhile"};

// No writer's sentence is longer; what is gets cut, so that the cost of a sentence stays bounded.
constexpr uint32_t kSentenceTokensMax = 400;

// Of most texts, spaces and all, somewhat less than the mean.
constexpr std::size_t kBytesOfToken = 4;
constexpr uint32_t kTokensOfSentence = 20;
constexpr std::size_t kParagraphsUsually = 32;

bool EndsSentence(std::string_view mark) {
  return mark == "." || mark == "!" || mark == "?" || mark == "\xE2\x80\xA6";
}

/// Whether `word` stands in `text` from `from` on, with no letter or hyphen on either side.
bool HasWord(std::string_view text, std::string_view word, std::size_t from) {
  const auto is_word = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte == '-' || byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
  };
  for (std::size_t at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    // What follows beyond ASCII is a curly mark more often than a letter.
    const bool goes_on =
        end < text.size() && is_word(end) && static_cast<unsigned char>(text[end]) < 0x80;
    if ((at == 0 || !is_word(at - 1)) && !goes_on) {
      return true;
    }
  }
  return false;
}

/// Headlines that lost their apostrophes, as web addresses and some feeds have them: "Gareth Bales
/// agent". A word that nobody knows and that the article never writes again, but always without
/// its s, is a name and its 's.
class LostApostrophes {
 public:
  LostApostrophes(Document& document, const Knowledge& knowledge)
      : document_(document), knowledge_(knowledge) {}

  /// Cuts such words in two. `paragraph_begins` are moved along.
  void Restore(std::vector<TokenIndex>& paragraph_begins) {
    const uint32_t end = document_.title_span.end;
    for (TokenIndex index = 0;
         index < document_.tokens.size() && document_.tokens[index].end() <= end; ++index) {
      if (!LostIt(index)) {
        continue;
      }
      Cut(index);
      for (TokenIndex& begin : paragraph_begins) {
        begin += begin > index ? 1 : 0;
      }
      ++index;
    }
  }

 private:
  static constexpr uint32_t kLettersMin = 4;

  bool LostIt(TokenIndex index) const {
    const Token& token = document_.tokens[index];
    if (!token.Has(kCapitalised) || token.Has(kAllCapitals) || token.word != kUnknownWord ||
        token.size < kLettersMin) {
      return false;
    }
    const std::string_view word = document_.TextOf(token);
    if (word.back() != 's' || word[word.size() - 2] == 's' || word[word.size() - 2] == '.') {
      return false;
    }
    const std::string_view text = document_.text;
    const std::size_t body = document_.title_span.end;
    return HasWord(text, word.substr(0, word.size() - 1), body) && !HasWord(text, word, body);
  }

  void Cut(TokenIndex index) {
    Token clitic = document_.tokens[index];
    clitic.begin = clitic.end() - 1;
    clitic.size = 1;
    clitic.flags = kPossessive;
    SetFolded(clitic, "'s");
    Token& name = document_.tokens[index];
    --name.size;
    const std::string folded(document_.Folded(name), 0, name.folded_size - 1U);
    SetFolded(name, folded);
    document_.tokens.insert(document_.tokens.begin() + index + 1, clitic);
  }

  void SetFolded(Token& token, std::string_view folded) {
    token.folded_begin = static_cast<uint32_t>(document_.folded.size());
    token.folded_size = static_cast<uint16_t>(folded.size());
    document_.folded += folded;
    LookUp(token, folded, knowledge_);
  }

  Document& document_;
  const Knowledge& knowledge_;
};

/// Headings that lost the line break behind them: "Gary SmallThe former Roma striker ...".
class LostLineBreaks {
 public:
  LostLineBreaks(Document& document, const Knowledge& knowledge)
      : document_(document), knowledge_(knowledge) {}

  static bool MayHaveLostOne(const Token& token) {
    constexpr int kOddWord = kOddlySpelt | kWordToken;
    return (token.flags & kOddWord) == kOddWord && token.word == kUnknownWord;
  }

  /// Cuts such words in two; the second half begins a paragraph.
  /// `odd`: those that MayHaveLostOne().
  void Restore(const std::vector<TokenIndex>& odd, std::vector<TokenIndex>& paragraph_begins) {
    if (std::none_of(odd.begin(), odd.end(),
                     [&](TokenIndex index) { return OpenerSize(index) > 0; })) {
      return;
    }
    const auto count = static_cast<TokenIndex>(document_.tokens.size());
    std::vector<Token> tokens;
    std::vector<TokenIndex> begins;
    tokens.reserve(count + 8);
    auto paragraph = paragraph_begins.begin();
    for (TokenIndex index = 0; index < count; ++index) {
      if (paragraph != paragraph_begins.end() && *paragraph == index) {
        begins.push_back(static_cast<TokenIndex>(tokens.size()));
        ++paragraph;
      }
      Token token = document_.tokens[index];
      const uint32_t opener = OpenerSize(index);
      if (opener == 0) {
        tokens.push_back(token);
        continue;
      }
      Token behind = token;
      behind.begin = token.end() - opener;
      behind.size = static_cast<uint16_t>(opener);
      token.size = static_cast<uint16_t>(token.size - opener);
      SetFolded(behind, token.folded_begin + token.folded_size - opener, opener);
      SetFolded(token, token.folded_begin, token.folded_size - opener);
      tokens.push_back(token);
      begins.push_back(static_cast<TokenIndex>(tokens.size()));
      tokens.push_back(behind);
    }
    document_.tokens = std::move(tokens);
    paragraph_begins = std::move(begins);
  }

 private:
  /// The bytes of the word at its end that begins a sentence; 0 if there is none.
  uint32_t OpenerSize(TokenIndex index) const {
    constexpr std::size_t kWordMin = 3;
    static constexpr std::array<std::string_view, 16> kOpeners = {
        "The",   "A",    "An",      "It",  "He",    "His",  "While", "After",
        "There", "With", "Despite", "For", "Since", "They", "When",  "Following"};
    const Token& token = document_.tokens[index];
    if (!MayHaveLostOne(token) || index + 1 >= document_.tokens.size()) {
      return 0;
    }
    const Token& next = document_.tokens[index + 1];
    const std::string_view word = document_.TextOf(token);
    if (!next.Has(kWordToken) || !next.Has(kSpaceBefore) || word.size() != token.folded_size) {
      return 0;
    }
    for (const std::string_view opener : kOpeners) {
      if (word.size() < opener.size() + kWordMin || !word.ends_with(opener) ||
          (next.Has(kCapitalised) && opener != "The")) {
        continue;
      }
      const char before = word[word.size() - opener.size() - 1];
      if (before >= 'a' && before <= 'z') {
        return static_cast<uint32_t>(opener.size());
      }
    }
    return 0;
  }

  void SetFolded(Token& token, uint32_t begin, uint32_t size) {
    token.folded_begin = begin;
    token.folded_size = static_cast<uint16_t>(size);
    token.flags = (token.flags & ~static_cast<uint32_t>(kOddlySpelt)) & kTokenFlags;
    token.Add(kCapitalised);
    LookUp(token, document_.Folded(token), knowledge_);
  }

  Document& document_;
  const Knowledge& knowledge_;
};

/// The last tokens read, whose words are still to be looked up: some at a time, when what the
/// vocabulary has of them has been fetched, so that the processor need not wait for each.
class RecentWords {
 public:
  RecentWords(Document& document, const Knowledge& knowledge)
      : document_(document), knowledge_(knowledge) {}

  /// The word of the last token has this key.
  void Add(const WordKey& key) {
    knowledge_.vocabulary.Expect(key);
    keys_[count_++] = key;
    if (count_ == keys_.size()) {
      LookUp();
    }
  }
  void LookUp() {
    auto index = static_cast<TokenIndex>(document_.tokens.size() - count_);
    for (const WordKey& key : std::span(keys_).first(count_)) {
      Token& token = document_.tokens[index];
      token.word = knowledge_.vocabulary.Find(document_.Folded(token), key);
      token.marks = knowledge_.marks.Of(key) & kWordMarks;
      if (LostLineBreaks::MayHaveLostOne(token)) {
        odd_.push_back(index);
      }
      ++index;
    }
    count_ = 0;
  }
  /// Of all tokens.
  const std::vector<TokenIndex>& odd() const { return odd_; }

 private:
  Document& document_;
  const Knowledge& knowledge_;
  std::array<WordKey, 16> keys_;
  std::size_t count_ = 0;
  std::vector<TokenIndex> odd_;  // LostLineBreaks::MayHaveLostOne.
};

class SentenceSplitter {
 public:
  SentenceSplitter(Document& document, std::vector<TokenIndex> paragraph_begins)
      : document_(document), paragraph_begins_(std::move(paragraph_begins)) {}

  void Run() {
    const auto count = static_cast<TokenIndex>(document_.tokens.size());
    document_.paragraphs.reserve(paragraph_begins_.size());
    document_.sentences.reserve(paragraph_begins_.size() + count / kTokensOfSentence);
    for (std::size_t index = 0; index < paragraph_begins_.size(); ++index) {
      const TokenIndex end =
          index + 1 < paragraph_begins_.size() ? paragraph_begins_[index + 1] : count;
      SplitParagraph(paragraph_begins_[index], end);
    }
  }

 private:
  const Token& At(TokenIndex index) const { return document_.tokens[index]; }

  void SplitParagraph(TokenIndex begin, TokenIndex end) {
    Paragraph paragraph;
    paragraph.sentence_begin = static_cast<SentenceIndex>(document_.sentences.size());
    TokenIndex start = begin;
    for (TokenIndex index = begin; index < end; ++index) {
      TokenIndex next = BoundaryBehind(index, end);
      if (next == 0 && index - start + 1 >= kSentenceTokensMax && index + 1 < end) {
        next = index + 1;
      }
      if (next != 0) {
        AddSentence(start, next);
        start = next;
        index = next - 1;
      }
    }
    if (start < end) {
      AddSentence(start, end);
    }
    paragraph.sentence_end = static_cast<SentenceIndex>(document_.sentences.size());
    document_.paragraphs.push_back(paragraph);
  }

  /// The first token of the next sentence if one ends at `index`, else 0.
  TokenIndex BoundaryBehind(TokenIndex index, TokenIndex end) const {
    if ((At(index).flags & (kPunctuationToken | kOddlySpelt)) == 0) {
      return 0;  // No full stop in it.
    }
    const std::string_view mark = document_.TextOf(At(index));
    const bool abbreviation = mark.size() > 1 && mark.back() == '.';
    if (!abbreviation && !(At(index).Has(kPunctuationToken) && EndsSentence(mark))) {
      return 0;
    }
    TokenIndex next = index + 1;
    while (next < end && Continues(next)) {
      ++next;
    }
    if (next >= end) {
      return 0;  // The paragraph ends here anyway.
    }
    if (abbreviation) {
      return StartsUsually(next) && !IsTitle(index) ? next : 0;
    }
    return StartsSentence(index, next) ? next : 0;
  }

  /// Marks that still belong to the sentence that just ended: "...!", closing quotes and brackets.
  bool Continues(TokenIndex index) const {
    const Token& token = At(index);
    if (token.Has(kCloseQuote)) {
      return true;
    }
    const std::string_view mark = document_.TextOf(token);
    return token.Has(kPunctuationToken) && !token.Has(kSpaceBefore) &&
           (EndsSentence(mark) || mark == ")" || mark == "]");
  }

  bool StartsSentence(TokenIndex mark, TokenIndex next) const {
    const Token& token = At(next);
    const bool quote_closed = At(next - 1).Has(kCloseQuote);
    if (token.Has(kOpenQuote)) {
      return next + 1 >= document_.tokens.size() || !IsLower(next + 1) ||
             document_.TextOf(At(mark)) == ".";
    }
    if (token.Has(kPunctuationToken)) {
      const std::string_view text = document_.TextOf(token);
      return text == "(" || text == "[" || text == "\xE2\x80\xA2" || text == "*";
    }
    if (IsLower(next)) {
      return false;
    }
    if (token.Has(kNumberToken) && mark > 0 && document_.Folded(At(mark - 1)) == "no") {
      return false;  // "their No.1 target".
    }
    if (token.Has(kSpaceBefore) || quote_closed) {
      return true;
    }
    // A missing space: "next season.Chelsea are".
    return mark > 0 && At(mark - 1).Has(kWordToken) && At(mark - 1).folded_size > 1;
  }

  bool IsLower(TokenIndex index) const {
    const Token& token = At(index);
    return token.Has(kWordToken) && !token.Has(kCapitalised);
  }

  bool StartsUsually(TokenIndex index) const {
    return At(index).Has(kCapitalised) && kUsualStarters.Has(document_.Folded(At(index)));
  }

  /// "Mr.", "St.", and initials stand before a name, however it begins.
  bool IsTitle(TokenIndex index) const {
    const std::string_view word = document_.Folded(At(index));
    return word.size() == 1 || word == "mr" || word == "mrs" || word == "ms" || word == "dr" ||
           word == "st" || word == "vs";
  }

  void AddSentence(TokenIndex begin, TokenIndex end) {
    Sentence sentence;
    sentence.tokens = {begin, end};
    sentence.span = {At(begin).begin, At(end - 1).end()};
    sentence.paragraph = static_cast<uint32_t>(document_.paragraphs.size());
    sentence.headline = !document_.title_span.empty() &&
                        sentence.span.begin >= document_.title_span.begin &&
                        sentence.span.end <= document_.title_span.end;
    const auto number = static_cast<SentenceIndex>(document_.sentences.size());
    bool first_word = true;
    uint32_t flags = 0;
    for (TokenIndex index = begin; index < end; ++index) {
      Token& token = document_.tokens[index];
      token.sentence = number;
      sentence.marks |= token.marks;
      if (first_word && token.Has(kWordToken)) {
        token.Add(kSentenceStart);
        first_word = false;
      } else if (token.Has(kNumberToken)) {
        first_word = false;
      }
      // What an opening quote or a colon introduces begins with a capital as well.
      if (token.Has(kOpenQuote) ||
          (token.Has(kPunctuationToken) && document_.TextOf(token) == ":")) {
        first_word = true;
      }
      flags |= token.flags;
    }
    sentence.token_flags = static_cast<uint16_t>(flags);
    document_.sentences.push_back(sentence);
  }

  Document& document_;
  std::vector<TokenIndex> paragraph_begins_;
};

}  // namespace

void SplitSentences(Document& document, const Knowledge& knowledge) {
  document.tokens.reserve(document.text.size() / kBytesOfToken);
  std::vector<TokenIndex> paragraph_begins;
  paragraph_begins.reserve(kParagraphsUsually);
  TokenScanner scanner(document.text, &document.folded);
  RecentWords words(document, knowledge);
  while (true) {
    const auto index = static_cast<TokenIndex>(document.tokens.size());
    uint32_t line_breaks = 0;
    if (!scanner.Next(document.tokens.emplace_back(), line_breaks)) {
      document.tokens.pop_back();
      break;
    }
    if (line_breaks > 0 || index == 0) {
      paragraph_begins.push_back(index);
    }
    words.Add(scanner.key());
  }
  words.LookUp();
  LostLineBreaks(document, knowledge).Restore(words.odd(), paragraph_begins);
  LostApostrophes(document, knowledge).Restore(paragraph_begins);
  SentenceSplitter(document, std::move(paragraph_begins)).Run();
}

}  // namespace rondo::articles
