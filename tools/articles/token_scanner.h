#pragma once

// Cuts text into tokens, one after the other, in one pass. Names of the register and the text of
// articles go through the same scanner, so that both come in the same pieces. What is one token:
// words with inner hyphens and apostrophes ("Yanga-Mbiwa", "O'Neill", "season-long", "11-game"),
// numbers with what sticks to them ("£8.5million", "1,200", "2018-19", "3-1", "21st"),
// abbreviations with their full stop ("St.", "Feb.", "J."), web names ("goal.com"). What splits
// off: 's, 're, 've, 'll, 'd, 'm, n't (folded to "not"), the prefix of "ex-Arsenal". Each mark is a
// token of its own. Time is linear in the bytes; no token is longer than kTokenBytesMax.

#include <cstdint>
#include <string>
#include <string_view>

#include "tools/articles/document.h"
#include "tools/articles/vocabulary.h"

namespace rondo::articles {

inline constexpr uint32_t kTokenBytesMax = 512;

class TokenScanner {
 public:
  /// `text` must be valid UTF-8 and outlive the scanner. `folded` receives the folded forms: first
  /// the whole text in lower case, where most words find theirs, then those that differ by more.
  /// Zeros stand between, so that letters can be read several at a time up to the text's end.
  TokenScanner(std::string_view text, std::string* folded);

  /// Writes the next token (all but `word`, `marks`, `sentence`, `mention`, `quote`) and returns
  /// true, or returns false at the end. REQUIRES: `token` is a fresh one. `line_breaks` counts the
  /// newlines between this token and the one before.
  bool Next(Token& token, uint32_t& line_breaks);

  /// The key of the last token's folded form, for Vocabulary::Find.
  const WordKey& key() const { return key_; }
  /// Where the next search for a token begins.
  uint32_t position() const { return position_; }

 private:
  unsigned char ByteAt(uint32_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
  }
  uint32_t SkipSpace(uint32_t at, uint32_t& line_breaks) const;
  bool IsWordByte(uint32_t at, uint32_t& size) const;
  uint32_t ApostropheSize(uint32_t at) const;
  /// "2018/19": one token, as "2018-19" is.
  bool IsSeasonSlash(uint32_t at) const;
  uint32_t InnerHyphenSize(uint32_t at, bool digits_before) const;
  uint32_t CliticEnd(uint32_t after_apostrophe) const;
  uint32_t ScanWord(uint32_t begin);
  uint32_t ScanInnerMark(uint32_t begin, uint32_t at) const;
  uint32_t ScanFullStop(uint32_t begin, uint32_t at) const;
  uint32_t ScanApostrophe(uint32_t begin, uint32_t at, bool& split_negation) const;
  bool IsPrefixOfName(uint32_t begin, uint32_t hyphen) const;
  uint32_t SuffixEnd(uint32_t hyphen) const;
  void ScanMark(uint32_t begin, Token& token);
  void ScanStraightDouble(uint32_t begin, Token& token);
  bool ScanSingleQuote(uint32_t begin, uint32_t size, Token& token);
  bool LaterCloses(uint32_t from) const;
  void Finish(uint32_t begin, uint32_t end, Token& token);
  void FoldTo(std::string_view folded, Token& token);
  /// Letters side by side, in small letters; their head if they are fewer than kHeadBytes.
  struct LetterRun {
    uint32_t size = 0;
    uint64_t head = 0;
  };
  LetterRun LettersFrom(uint32_t begin) const;
  uint16_t ShapeOfLetters(uint32_t begin, uint32_t size, uint64_t head) const;
  bool NextOther(Token& token, uint32_t& line_breaks);
  bool EndsAtMark(uint32_t begin, uint32_t end) const;
  bool ScanPlainWord(uint32_t begin, uint32_t flags, Token& token);
  bool ScanPlainMark(uint32_t begin, Token& token);
  void RestoreVerb(Token& token);
  void SetShape(Token& token) const;

  std::string_view text_;
  std::string* folded_;
  uint32_t position_ = 0;
  WordKey key_;
  bool single_open_ = false;
  bool double_open_ = false;
  uint32_t pending_negation_ =
      0;                         // Where the n't that was cut from the last word begins; 0 if none.
  uint32_t pending_suffix_ = 0;  // End of a word that a hyphen ties to the name just read.
};

}  // namespace rondo::articles
