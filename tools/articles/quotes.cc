// Stage 7: quotations and whose they are. FindQuotes marks the spans and notes the mention that
// speaks; stage 6 resolves those mentions and then calls SettleSpeakers. Attributions are the same
// thing without marks: "Petrachi said that ...", "according to X".

#include "tools/articles/quotes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "tools/articles/pipeline.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kFragmentTokensMax = 9;
constexpr uint32_t kCueTokensMax = 28;
constexpr uint32_t kAfterthoughtTokensMax = 10;
constexpr uint32_t kSubjectTokensMax = 6;
constexpr uint32_t kPauseTokensMax = 400;
constexpr uint32_t kPauseParagraphsMax = 8;  // Of what publishers put between, and of captions.

template <std::size_t N>
bool IsOneOf(std::string_view word, const WordList<N>& list) {
  return list.Has(word);
}

class QuoteMarker {
 public:
  explicit QuoteMarker(Document& document) : document_(document) {}

  void Run() {
    for (const Paragraph& paragraph : document_.paragraphs) {
      const auto sentences =
          std::span(document_.sentences)
              .subspan(paragraph.sentence_begin, paragraph.sentence_end - paragraph.sentence_begin);
      if (std::any_of(sentences.begin(), sentences.end(),
                      [](const Sentence& sentence) { return sentence.Has(kOpenQuote); })) {
        MarkParagraph(sentences.front().tokens.begin, sentences.back().tokens.end);
      }
    }
    for (QuoteIndex index = 0; index < document_.quotes.size(); ++index) {
      const TokenRange range = document_.quotes[index].tokens;
      for (TokenIndex at = range.begin; at < range.end; ++at) {
        document_.tokens[at].quote = index;
      }
    }
  }

 private:
  const Token& At(TokenIndex index) const { return document_.tokens[index]; }

  /// The mark without its direction, so that an opening and a closing one compare equal.
  char KindOf(TokenIndex at) const {
    const std::string_view mark = document_.TextOf(At(at));
    const bool single = mark == "'" || mark == "\xE2\x80\x98" || mark == "\xE2\x80\x99";
    return single ? '\'' : '"';
  }

  void MarkParagraph(TokenIndex begin, TokenIndex end) {
    TokenIndex open = kNone;
    char kind = 0;
    for (TokenIndex at = begin; at < end; ++at) {
      const Token& token = At(at);
      if (open != kNone && open + 1 == at && (token.Has(kOpenQuote) || token.Has(kCloseQuote))) {
        continue;  // Marked twice over.
      }
      if (token.Has(kOpenQuote)) {
        if (open != kNone && KindOf(at) != kind) {
          continue;  // A quotation inside the quotation.
        }
        if (open != kNone) {
          Add(open, at, true);
        }
        open = at;
        kind = KindOf(at);
      } else if (token.Has(kCloseQuote) && open != kNone && KindOf(at) == kind) {
        Add(open, at + 1, false);
        open = kNone;
      }
    }
    if (open != kNone) {
      Add(open, end, true);
    }
  }

  void Add(TokenIndex begin, TokenIndex end, bool unclosed) {
    Quote quote;
    quote.tokens = {begin, end};
    quote.fragment = !unclosed && IsFragment(begin, end);
    quote.unclosed = unclosed;
    const auto index = static_cast<QuoteIndex>(document_.quotes.size());
    quote.group = continues_ != kNone && !quote.fragment && FollowsParagraph(begin)
                      ? document_.quotes[continues_].group
                      : index;
    continues_ = unclosed ? index : kNone;
    document_.quotes.push_back(std::move(quote));
  }

  /// An unclosed quotation goes on only where the very next words open again.
  bool FollowsParagraph(TokenIndex begin) const {
    return document_.quotes[continues_].tokens.end == begin;
  }

  /// A few words inside the writer's sentence: no sentence begins or ends in them.
  bool IsFragment(TokenIndex begin, TokenIndex end) const {
    if (end - begin < 3) {
      return true;
    }
    const Token& last = At(end - 2);
    const std::string_view mark = document_.TextOf(last);
    const bool ends = mark == "." || mark == "!" || mark == "?";
    const bool capital = At(begin + 1).Has(kCapitalised);
    const bool opens_sentence =
        capital &&
        (begin == 0 || At(begin - 1).sentence != At(begin).sentence ||
         document_.TextOf(At(begin - 1)) == ":" || document_.TextOf(At(begin - 1)) == ",");
    if (end - begin - 2 <= kFragmentTokensMax) {
      const bool closed_by_comma = mark == ",";
      return !(opens_sentence && (ends || closed_by_comma));
    }
    return !capital && !ends && mark != ",";
  }

  Document& document_;
  QuoteIndex continues_ = kNone;
};

/// Finds the words that say who speaks.
class SpeakerFinder {
 public:
  SpeakerFinder(Document& document, const Knowledge& knowledge)
      : document_(document), names_(knowledge.names) {}

  void Run(std::vector<MentionIndex>& speakers) {
    speakers.assign(document_.quotes.size(), kNone);
    for (QuoteIndex index = 0; index < document_.quotes.size(); ++index) {
      Quote& quote = document_.quotes[index];
      if (quote.fragment) {
        speakers[index] = SpeakerAround(quote);
        continue;
      }
      speakers[index] = SpeakerBehind(quote);
      if (speakers[index] == kNone && quote.cue == kNone) {
        speakers[index] = SpeakerBefore(index);
      }
      if (speakers[index] == kNone && quote.cue == kNone && index > 0 && quote.group == index &&
          ClosesSentenceBefore(document_.quotes[index - 1], quote)) {
        speakers[index] = speakers[index - 1];
      }
      if (speakers[index] == kNone && quote.cue == kNone && quote.group == index) {
        speakers[index] = SpeakerOfSentenceBefore(quote);
      }
    }
  }

 private:
  const Token& At(TokenIndex index) const { return document_.tokens[index]; }
  std::string_view Word(TokenIndex index) const { return document_.Folded(At(index)); }
  bool IsCue(TokenIndex at) const {
    return At(at).mention == kNone && names_.SpeechOf(At(at).word) != SpeechKind::kNoSpeech;
  }
  /// A cue, or a verb that gives somebody's words only where they stand in marks.
  bool IsCueOfQuote(TokenIndex at) const {
    static constexpr WordList kVerbs = {
        "savoured",   "beamed",      "beams",      "gushed",     "raved",      "stormed",
        "blasted",    "cried",       "boasted",    "growled",    "chuckled",   "laughed",
        "smiled",     "grinned",     "sighed",     "shouted",    "screamed",   "yelled",
        "rued",       "crowed",      "thundered",  "retorted",   "countered",  "rejoiced",
        "mourned",    "proclaimed",  "pronounced", "recounted",  "reasoned",   "theorised",
        "ventured",   "volunteered", "whispered",  "confessed",  "confesses",  "elaborated",
        "echoed",     "detailed",    "divulged",   "emphasised", "emphasises", "emphasized",
        "affirmed",   "asserted",    "bragged",    "complained", "contended",  "moaned",
        "murmured",   "protested",   "ranted",     "remembered", "roared",     "snapped",
        "wondered",   "agreed",      "agrees",     "hailed",     "praised",    "assured",
        "maintained", "cautioned",   "pleaded",    "surmised",   "exulted",    "summarised",
        "apologised"};
    return IsCue(at) || (At(at).mention == kNone && kVerbs.Has(Word(at)));
  }

  bool CanSpeak(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    switch (mention.kind) {
      case MentionKind::kDemonym:
        return IsNounUse(mention);
      case MentionKind::kPronoun: {
        const std::string_view word = Word(mention.tokens.begin);
        return !mention.possessive &&
               (word == "he" || word == "she" || word == "they" || word == "who" || word == "it");
      }
      default:
        return !mention.possessive;
    }
  }

  /// "the Frenchman said", not "the French striker".
  bool IsNounUse(const Mention& mention) const {
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      if (names_.name(document_.candidates[at]).use == NameUse::kPeople) {
        return true;
      }
    }
    const TokenIndex behind = mention.tokens.end;
    return behind >= document_.tokens.size() || IsCue(behind) || At(behind).Has(kPunctuationToken);
  }

  bool IsHumanLike(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    if (mention.kind == MentionKind::kName) {
      return mention.entity != kNone && IsHuman(document_.entities[mention.entity].type);
    }
    // "told the club": a body, which speaks only where no person does.
    return mention.kind != MentionKind::kDescription || IsHuman(mention.type);
  }

  /// `"...," said Boehly. "He is ..."`: the sentence before was the end of the same utterance.
  bool ClosesSentenceBefore(const Quote& earlier, const Quote& quote) const {
    const SentenceIndex here = At(quote.tokens.begin).sentence;
    const SentenceIndex there = std::max(At(earlier.tokens.end - 1).sentence,
                                         earlier.cue == kNone ? 0 : At(earlier.cue).sentence);
    return !earlier.fragment && here == there + 1 &&
           ParagraphOf(quote.tokens.begin) == ParagraphOf(earlier.tokens.end - 1);
  }

  /// `Ferdinand believes that ... could be the catalyst. "They know ..."`: the voice of the
  /// sentence before goes on.
  MentionIndex SpeakerOfSentenceBefore(const Quote& quote) const {
    if (quote.tokens.begin == 0 || At(quote.tokens.begin - 1).quote != kNone ||
        At(quote.tokens.begin - 1).sentence == At(quote.tokens.begin).sentence) {
      return kNone;
    }
    const TokenRange range = document_.sentences[At(quote.tokens.begin - 1).sentence].tokens;
    for (TokenIndex at = range.begin; at < range.end; ++at) {
      if (IsCue(at) && names_.SpeechOf(At(at).word) != SpeechKind::kAsk) {
        MentionIndex subject = SubjectOf(at, range.begin);
        if (subject == kNone) {
          subject = SubjectBehind(at, range.end);
        }
        return subject != kNone && IsHumanLike(subject) ? subject : kNone;
      }
    }
    return kNone;
  }

  /// A few quoted words: whoever the verb of saying around them belongs to.
  MentionIndex SpeakerAround(Quote& quote) const {
    const TokenRange range = document_.sentences[At(quote.tokens.begin).sentence].tokens;
    for (TokenIndex at = quote.tokens.begin; at > range.begin; --at) {
      if (IsCue(at - 1) && names_.SpeechOf(At(at - 1).word) == SpeechKind::kSay) {
        quote.cue = at - 1;
        return SubjectOf(at - 1, range.begin);
      }
    }
    const TokenIndex behind = quote.tokens.end;
    for (TokenIndex at = behind; at < range.end && at - behind < 4; ++at) {
      if (IsCue(at) && names_.SpeechOf(At(at).word) == SpeechKind::kSay) {
        const MentionIndex subject = SubjectOf(at, behind);
        return subject != kNone ? subject : SubjectBehind(at, range.end);
      }
    }
    return kNone;
  }

  /// `"...," said Wenger`, `"..." Wenger told BBC Sport`.
  MentionIndex SpeakerBehind(Quote& quote) {
    const auto count = static_cast<TokenIndex>(document_.tokens.size());
    const TokenIndex begin = quote.tokens.end;
    if (begin >= count || At(begin).quote != kNone) {
      return kNone;
    }
    const uint32_t paragraph = ParagraphOf(quote.tokens.end - 1);
    TokenIndex end = begin;
    while (end < count && end - begin < kCueTokensMax && At(end).quote == kNone &&
           ParagraphOf(end) == paragraph) {
      const std::string_view word = document_.TextOf(At(end));
      if (word == "." || word == ":" || word == ";") {
        break;
      }
      ++end;
    }
    const bool introduces =
        end < count && (At(end).quote != kNone || document_.TextOf(At(end)) == ":");
    if (EndsSentence(quote) && (introduces || end - begin > kAfterthoughtTokensMax)) {
      return kNone;  // The next sentence is one of its own.
    }
    for (TokenIndex at = begin; at < end; ++at) {
      if (!IsCueOfQuote(at) && !(at == begin && IsInverted(quote, at))) {
        continue;
      }
      const MentionIndex before = SubjectOf(at, begin);
      if (before != kNone) {
        return Take(quote, at, before, end);
      }
      if (at - begin <= 2) {
        const MentionIndex behind = SubjectBehind(at, end);
        if (behind != kNone) {
          return Take(quote, at, behind, end);
        }
      }
      break;
    }
    return kNone;
  }

  /// `"We won," groaned Wenger`: whatever verb stands between words that go on and a person.
  bool IsInverted(const Quote& quote, TokenIndex at) const {
    const TokenIndex next = at + 1;
    return quote.tokens.size() > 3 && document_.TextOf(At(quote.tokens.end - 2)) == "," &&
           At(at).mention == kNone && Word(at).ends_with("ed") && next < document_.tokens.size() &&
           At(next).mention != kNone && IsHumanLike(At(next).mention) &&
           document_.mentions[At(next).mention].kind == MentionKind::kName;
  }

  /// `"... for free." Wenger said.` is rare: mostly what follows a full stop is about something
  /// else.
  bool EndsSentence(const Quote& quote) const {
    if (quote.tokens.size() < 3) {
      return false;
    }
    const TokenIndex behind = quote.tokens.end;
    return document_.TextOf(At(behind - 2)) == "." && !quote.fragment &&
           At(behind).sentence != At(behind - 1).sentence;
  }

  MentionIndex Take(Quote& quote, TokenIndex cue, MentionIndex speaker, TokenIndex end) {
    quote.cue = cue;
    quote.cue_sentence = At(cue).sentence;
    relay_begin_ = cue;
    relay_end_ = end;
    AddRelays(quote.relays);
    return speaker;
  }

  uint32_t ParagraphOf(TokenIndex at) const {
    return document_.sentences[At(at).sentence].paragraph;
  }

  /// `Fonseca, who once coached Smalling, said`: where the clause between the commas begins; else
  /// the cue itself.
  TokenIndex BeforeRelativeClause(TokenIndex cue, TokenIndex begin) const {
    static constexpr WordList kRelatives = {"who", "whose", "whom"};
    if (cue < begin + 2 || document_.TextOf(At(cue - 1)) != ",") {
      return cue;
    }
    for (TokenIndex at = cue - 1; at > begin + 1; --at) {
      if (kRelatives.Has(document_.Folded(At(at))) && document_.TextOf(At(at - 1)) == ",") {
        return at - 1;
      }
    }
    return cue;
  }

  /// "Fonseca spoke about Smalling, telling reporters: ...": Fonseca does. kNone where the verb is
  /// no such participle.
  MentionIndex SubjectOfParticiple(TokenIndex cue, TokenIndex begin) const {
    static constexpr WordList kBefore = {",", "before", "after", "while", "by"};
    static constexpr WordList kAdverbs = {"later", "also", "then", "even", "instead", "before"};
    static constexpr WordList kRelatives = {"who", "which", "that"};
    static constexpr WordList kPrepositions = {"of", "for",  "with", "from",  "by", "to",
                                               "on", "with", "at",   "about", "in", "against"};
    const bool joined = cue > begin && Word(cue - 1) == "and";  // "met Smalling and admitted: ...".
    // "spoke to Smalling, later revealing".
    const bool adverb = cue > begin + 1 && document_.TextOf(At(cue - 2)) == "," &&
                        At(cue - 1).mention == kNone && kAdverbs.Has(Word(cue - 1));
    const bool participle =
        cue > begin && Word(cue).ends_with("ing") && (adverb || kBefore.Has(Word(cue - 1)));
    if (!joined && !participle) {
      return kNone;
    }
    for (TokenIndex at = begin; at < cue && joined; ++at) {
      if (kRelatives.Has(Word(at))) {
        return kNone;
      }
    }
    for (TokenIndex at = begin; at < cue; ++at) {
      const MentionIndex index = At(at).mention;
      const bool other = At(at).quote != kNone || (at > begin && kPrepositions.Has(Word(at - 1)));
      if (index != kNone && !other && CanSpeak(index) && IsHumanLike(index)) {
        return index;
      }
    }
    return kNone;
  }

  /// The nearest mention left of the verb that can speak; people before clubs.
  MentionIndex SubjectOf(TokenIndex cue, TokenIndex begin) const {
    if (const MentionIndex subject = SubjectOfParticiple(cue, begin); subject != kNone) {
      return subject;
    }
    MentionIndex body = kNone;
    for (TokenIndex at = BeforeRelativeClause(cue, begin); at > begin; --at) {
      const QuoteIndex quote = At(at - 1).quote;
      if (quote != kNone && !document_.quotes[quote].fragment) {
        break;
      }
      const MentionIndex index = At(at - 1).mention;
      if (index == kNone) {
        continue;
      }
      if (CanSpeak(index)) {
        if (IsHumanLike(index)) {
          return index;
        }
        body = body == kNone ? index : body;
      }
      at = document_.mentions[index].tokens.begin + 1;
    }
    return body;
  }

  /// `said the Liverpool manager Jurgen Klopp`.
  MentionIndex SubjectBehind(TokenIndex cue, TokenIndex end) const {
    MentionIndex body = kNone;
    for (TokenIndex at = cue + 1; at < end; ++at) {
      const std::string_view mark = document_.TextOf(At(at));
      if (At(at).quote != kNone ||
          (At(at).Has(kPunctuationToken) && (mark == "," || mark == "("))) {
        break;
      }
      const MentionIndex index = At(at).mention;
      if (index == kNone || !CanSpeak(index)) {
        continue;
      }
      if (IsHumanLike(index)) {
        return index;
      }
      body = body == kNone ? index : body;
    }
    return body;
  }

  /// `Petrachi said: "..."`, also where the colon ends the paragraph before.
  MentionIndex SpeakerBefore(QuoteIndex number) {
    Quote& quote = document_.quotes[number];
    if (quote.tokens.begin == 0 || quote.group != number) {
      return kNone;
    }
    const TokenIndex last = quote.tokens.begin - 1;
    const std::string_view mark = document_.TextOf(At(last));
    const bool same_sentence = At(last).sentence == At(quote.tokens.begin).sentence;
    const bool announced =
        mark == ":" || (same_sentence && (mark == "," || At(last).Has(kWordToken)));
    if (!announced || At(last).quote != kNone) {
      return kNone;
    }
    const TokenIndex begin = document_.sentences[At(last).sentence].tokens.begin;
    for (TokenIndex at = last + 1; at > begin; --at) {
      if (At(at - 1).quote != kNone) {
        break;
      }
      if (!IsCueOfQuote(at - 1)) {
        continue;
      }
      const MentionIndex subject = SubjectOf(at - 1, begin);
      if (subject != kNone) {
        return Take(quote, at - 1, subject, last);
      }
      const MentionIndex behind = SubjectBehind(at - 1, last);
      if (behind != kNone) {
        return Take(quote, at - 1, behind, last);
      }
    }
    if (const MentionIndex beside = At(last).mention;
        beside != kNone && document_.mentions[beside].kind == MentionKind::kName &&
        CanSpeak(beside) && IsHumanLike(beside)) {
      quote.cue = last;
      return beside;  // `Bolton boss Sam Allardyce "We were poor."`
    }
    if (mark == ":") {
      quote.cue = last;  // Announced: if nobody is found, it is nobody known.
    }
    // "Solskjaer on Henderson: ...": the first name before the colon.
    if (mark == ":") {
      for (TokenIndex at = begin; at < last; ++at) {
        const MentionIndex index = At(at).mention;
        if (index != kNone && CanSpeak(index) && IsHumanLike(index)) {
          return index;
        }
      }
    }
    return kNone;
  }

  /// "told BBC Sport", "per MailOnline's Alvise Cagnazzo": who passed the words on.
  void AddRelays(std::vector<EntityIndex>& relays) const {
    const SentenceIndex sentence = At(relay_begin_).sentence;
    const TokenRange range = document_.sentences[sentence].tokens;
    for (TokenIndex at = range.begin; at < range.end; ++at) {
      const MentionIndex index = At(at).mention;
      if (index == kNone || At(at).quote != kNone || document_.mentions[index].tokens.begin != at) {
        continue;
      }
      const EntityIndex entity = document_.mentions[index].entity;
      if (entity == kNone) {
        continue;
      }
      const EntityType type = document_.entities[entity].type;
      if ((type == EntityType::kOutlet || type == EntityType::kJournalist) &&
          std::find(relays.begin(), relays.end(), entity) == relays.end()) {
        relays.push_back(entity);
      }
    }
  }

  Document& document_;
  const NameRegister& names_;
  TokenIndex relay_begin_ = 0;
  TokenIndex relay_end_ = 0;
};

// The words that IsAccordingTo, IsConviction and IsHearsay know.
constexpr WordList kCues = {
    "according", "per",     "via",        "convinced",  "adamant",    "confident", "certain",
    "hopeful",   "sure",    "rumoured",   "rumored",    "said",       "reported",  "claimed",
    "believed",  "thought", "understood", "understand", "reportedly", "allegedly", "supposedly"};

/// Words of others without marks.
class AttributionFinder {
 public:
  AttributionFinder(Document& document, const Knowledge& knowledge)
      : document_(document), names_(knowledge.names) {}

  void Run() {
    for (const Sentence& sentence : document_.sentences) {
      if (sentence.Has(WordMark::kSpeech)) {
        FindInSentence(sentence.tokens);
      }
    }
  }

 private:
  const Token& At(TokenIndex index) const { return document_.tokens[index]; }
  std::string_view Word(TokenIndex index) const { return document_.Folded(At(index)); }
  bool Quoted(TokenIndex at) const {
    const QuoteIndex quote = At(at).quote;
    return quote != kNone && !document_.quotes[quote].fragment;
  }

  void FindInSentence(TokenRange range) {
    for (TokenIndex at = range.begin; at < range.end; ++at) {
      const Token& token = At(at);
      if (!token.Has(WordMark::kSpeech) || token.mention != kNone || Quoted(at)) {
        continue;
      }
      if (IsAccordingTo(at, range.end)) {
        AddAccording(at, range);
      } else if (IsNoSaying(at, range)) {
        continue;
      } else if (IsConviction(at, range)) {
        AddConviction(at, range);
      } else if (names_.SpeechOf(At(at).word) == SpeechKind::kSay ||
                 names_.SpeechOf(At(at).word) == SpeechKind::kThink) {
        AddVerb(at, range);
      } else if (IsHearsay(at, range.end)) {
        AddHearsay(at, range);
      }
    }
  }

  /// "looking to add players", "the report", "added a second": no words of anybody follow.
  bool IsNoSaying(TokenIndex at, TokenRange range) const {
    if (names_.SpeechOf(At(at).word) == SpeechKind::kNoSpeech || at == range.begin) {
      return false;
    }
    static constexpr WordList kNounBefore = {"to",  "the",  "a",  "an",  "his", "their",
                                             "its", "this", "no", "any", "her"};
    static constexpr WordList kOtherwiseToo = {"added",     "adds",      "add",     "adding",
                                               "continued", "continues", "read",    "reads",
                                               "posted",    "posts",     "pointed", "responded"};
    const std::string_view word = Word(at);
    if (IsOneOf(Word(at - 1), kNounBefore) && !IsHearsay(at, range.end)) {
      return true;
    }
    if (!IsOneOf(word, kOtherwiseToo)) {
      return false;
    }
    const TokenIndex next = at + 1;
    return next < range.end && At(next).Has(kWordToken) && Word(next) != "that" &&
           (At(next).mention == kNone ||
            document_.mentions[At(next).mention].kind != MentionKind::kPronoun) &&
           !(next + 1 < range.end && At(next).mention != kNone);
  }

  /// "PSG remain convinced (that) he has agreed".
  bool IsConviction(TokenIndex at, TokenRange range) const {
    static constexpr WordList kConvinced = {"convinced", "adamant", "confident",
                                            "certain",   "hopeful", "sure"};
    static constexpr WordList kBefore = {"is",      "are", "was",  "were", "remain",
                                         "remains", "be",  "been", "now"};
    if (!IsOneOf(Word(at), kConvinced) || at == range.begin || at + 1 >= range.end ||
        !IsOneOf(Word(at - 1), kBefore)) {
      return false;
    }
    const std::string_view next = Word(at + 1);
    return next == "that" || next == "the" || At(at + 1).mention != kNone;
  }

  void AddConviction(TokenIndex at, TokenRange range) {
    Attribution attribution;
    attribution.cue = at;
    attribution.scope = {at + 1, EndOfMatter(at + 1, range.end)};
    for (TokenIndex before = at; before > range.begin; --before) {
      const MentionIndex index = At(before - 1).mention;
      if (index != kNone && document_.mentions[index].entity != kNone) {
        attribution.speaker = document_.mentions[index].entity;
        document_.attributions.push_back(std::move(attribution));
        return;
      }
    }
  }

  /// "has reportedly fallen out with X after the defeat": the defeat is no hearsay.
  static bool BeginsOtherMatter(std::string_view word) {
    static constexpr WordList kWords = {"after",     "because", "although", "while",
                                        "but",       "when",    "despite",  "since",
                                        "following", "amid",    "whereas"};
    return IsOneOf(word, kWords);
  }

  TokenIndex EndOfMatter(TokenIndex at, TokenIndex end) const {
    while (at < end && (Quoted(at) || !BeginsOtherMatter(Word(at)))) {
      ++at;
    }
    return at;
  }

  void AddHearsay(TokenIndex at, TokenRange range) {
    Attribution attribution;
    attribution.cue = at;
    attribution.scope = {range.begin, EndOfMatter(at + 1, range.end)};
    attribution.unnamed = true;
    for (TokenIndex before = at; before > range.begin; --before) {
      if (BeginsOtherMatter(Word(before - 1)) && before - 1 != range.begin) {
        attribution.scope.begin = before;
        break;
      }
    }
    document_.attributions.push_back(std::move(attribution));
  }

  bool IsAccordingTo(TokenIndex at, TokenIndex end) const {
    const std::string_view word = Word(at);
    if (word == "according") {
      return at + 1 < end && Word(at + 1) == "to";
    }
    return (word == "per" || word == "via") && at + 1 < end && At(at + 1).mention != kNone;
  }

  /// "reportedly", "it is understood", "is believed to", "is said to".
  bool IsHearsay(TokenIndex at, TokenIndex end) const {
    const std::string_view word = Word(at);
    static constexpr WordList kHearsay = {"reportedly", "allegedly", "supposedly", "rumoured",
                                          "rumored"};
    if (kHearsay.Has(word)) {
      return true;
    }
    static constexpr WordList kPassive = {"understood", "believed", "thought",  "said",
                                          "reported",   "claimed",  "rumoured", "understand"};
    if (!IsOneOf(word, kPassive) || at == 0) {
      return false;
    }
    const std::string_view before = Word(at - 1);
    static constexpr WordList kBeforePassive = {"is", "are",  "was",  "were",
                                                "be", "been", "also", "being"};
    const bool passive = kBeforePassive.Has(before);
    return passive && at + 1 < end &&
           (Word(at + 1) == "to" || Word(at + 1) == "that" || Word(at - 1) != "been");
  }

  void AddAccording(TokenIndex at, TokenRange range) {
    Attribution attribution;
    attribution.cue = at;
    attribution.scope = range;
    for (TokenIndex next = at + 1; next < range.end && next - at <= 12; ++next) {
      const MentionIndex index = At(next).mention;
      if (At(next).Has(kPunctuationToken) && document_.TextOf(At(next)) == ",") {
        break;
      }
      if (Word(next) == "reports" || Word(next) == "sources" || Word(next) == "rumours") {
        attribution.unnamed = true;
        continue;
      }
      if (index == kNone || document_.mentions[index].entity == kNone) {
        continue;
      }
      const Mention& mention = document_.mentions[index];
      if (attribution.speaker != kNone && attribution.speaker != mention.entity) {
        attribution.relays.insert(attribution.relays.begin(), attribution.speaker);
      }
      attribution.speaker = mention.entity;
      next = mention.tokens.end - 1;
      if (!mention.possessive) {
        const EntityType type = document_.entities[mention.entity].type;
        if (IsHuman(type) || type == EntityType::kOutlet) {
          break;
        }
      }
    }
    attribution.unnamed = attribution.unnamed && attribution.speaker == kNone;
    document_.attributions.push_back(std::move(attribution));
  }

  void AddVerb(TokenIndex cue, TokenRange range) {
    if (IsHearsay(cue, range.end)) {
      AddHearsay(cue, range);
      return;
    }
    Attribution attribution;
    attribution.cue = cue;
    const bool inverted = cue > range.begin && document_.TextOf(At(cue - 1)) == "," &&
                          cue + 1 < range.end && At(cue + 1).mention != kNone;
    if (inverted) {
      attribution.speaker = document_.mentions[At(cue + 1).mention].entity;
      attribution.scope = {range.begin, cue};
      if (attribution.speaker != kNone) {
        document_.attributions.push_back(std::move(attribution));
      }
      return;
    }
    attribution.speaker = SubjectBefore(cue, range.begin, attribution.unnamed);
    if (attribution.speaker == kNone && !attribution.unnamed) {
      return;
    }
    const bool closes = cue + 1 >= range.end || document_.TextOf(At(cue + 1)) == ".";
    attribution.scope = closes ? TokenRange{range.begin, cue} : TokenRange{cue + 1, range.end};
    document_.attributions.push_back(std::move(attribution));
  }

  EntityIndex SubjectBefore(TokenIndex cue, TokenIndex begin, bool& unnamed) const {
    EntityIndex body = kNone;
    for (TokenIndex at = cue; at > begin && cue - at < 16; --at) {
      const TokenIndex token = at - 1;
      if (Quoted(token)) {
        break;
      }
      const std::string_view word = Word(token);
      if (At(token).mention == kNone) {
        if (word == "reports" || word == "sources" || word == "report" || word == "rumours" ||
            word == "speculation" || word == "media" || word == "press") {
          unnamed = body == kNone;
          return body;
        }
        continue;
      }
      const Mention& mention = document_.mentions[At(token).mention];
      at = mention.tokens.begin + 1;
      if (mention.entity == kNone && body == kNone && (word == "we" || word == "i")) {
        return kNone;  // "we can confirm": the writer.
      }
      if (mention.entity == kNone || mention.possessive) {
        continue;
      }
      const EntityType type = document_.entities[mention.entity].type;
      if (IsHuman(type) || type == EntityType::kOutlet) {
        return mention.entity;
      }
      if (body == kNone) {
        body = mention.entity;
      }
    }
    return body;
  }

  Document& document_;
  const NameRegister& names_;
};

}  // namespace

void FindQuotes(Document& document, const Knowledge& knowledge,
                std::vector<MentionIndex>& speakers) {
  QuoteMarker(document).Run();
  SpeakerFinder(document, knowledge).Run(speakers);
}

namespace {

/// "Gerrard looks on from the bench ." with its full stop apart: the line under a picture, by which
/// a quotation of several paragraphs goes on.
bool IsCaption(const Document& document, SentenceIndex index) {
  const Sentence& sentence = document.sentences[index];
  const Token& last = document.tokens[sentence.tokens.end - 1];
  if (sentence.tokens.size() < 4 || document.TextOf(last) != "." || !last.Has(kSpaceBefore)) {
    return false;
  }
  static constexpr WordList kOwnWords = {"i", "we", "my", "our", "me", "us", "you", "your"};
  for (TokenIndex at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    if (IsOneOf(document.Folded(document.tokens[at]), kOwnWords)) {
      return false;
    }
  }
  const MentionIndex first = document.tokens[sentence.tokens.begin].mention;
  return first != kNone && document.mentions[first].kind == MentionKind::kName;
}

/// Nobody speaks of himself by name: where the speaker is named, the writer has the word again.
void CutAtOwnName(Document& document, QuoteIndex index) {
  Quote& quote = document.quotes[index];
  const SentenceIndex first = document.tokens[quote.tokens.begin].sentence;
  for (TokenIndex at = quote.tokens.begin; at < quote.tokens.end; ++at) {
    const Token& token = document.tokens[at];
    if (token.sentence == first) {
      continue;
    }
    const bool named = token.mention != kNone &&
                       document.mentions[token.mention].kind == MentionKind::kName &&
                       document.mentions[token.mention].entity == quote.speaker;
    if (named || IsCaption(document, token.sentence)) {
      const TokenIndex end = document.sentences[token.sentence].tokens.begin;
      for (TokenIndex cut = end; cut < quote.tokens.end; ++cut) {
        document.tokens[cut].quote = kNone;
      }
      quote.tokens.end = end;
      return;
    }
  }
}

/// "he [Gerrard] is": whom the writer puts in brackets is spoken of and does not speak.
bool IsInserted(const Document& document, const Quote& quote, EntityIndex person) {
  for (TokenIndex at = quote.tokens.begin + 1; at + 1 < quote.tokens.end; ++at) {
    const MentionIndex index = document.tokens[at].mention;
    if (index == kNone || document.mentions[index].entity != person ||
        document.mentions[index].kind != MentionKind::kName) {
      continue;
    }
    const Mention& mention = document.mentions[index];
    if (mention.tokens.begin == at && mention.tokens.end < quote.tokens.end &&
        document.TextOf(document.tokens[at - 1]) == "[" &&
        document.TextOf(document.tokens[mention.tokens.end]) == "]") {
      return true;
    }
  }
  return false;
}

/// "Blank was superb" is nothing that Blank says himself, if nobody says that he does.
bool IsNamedInside(const Document& document, const Quote& quote, EntityIndex person) {
  for (TokenIndex at = quote.tokens.begin; at < quote.tokens.end; ++at) {
    const MentionIndex index = document.tokens[at].mention;
    if (index != kNone && document.mentions[index].entity == person &&
        document.mentions[index].kind == MentionKind::kName) {
      return IsHuman(document.entities[person].type);
    }
  }
  return false;
}

/// Of the sentence before the quotation, whoever is named first.
EntityIndex PersonInFront(const Document& document, const Quote& quote, EntityIndex except) {
  const SentenceIndex here = document.tokens[quote.tokens.begin].sentence;
  for (const Mention& mention : document.mentions) {
    if (mention.sentence >= here) {
      break;
    }
    if (mention.sentence + 1 == here && mention.entity != kNone && mention.entity != except &&
        mention.kind == MentionKind::kName && IsHuman(document.entities[mention.entity].type)) {
      return mention.entity;
    }
  }
  return kNone;
}

}  // namespace

namespace {

/// Who alone is quoted in the article; kNone where several are, or nobody.
EntityIndex OnlySpeaker(const Document& document, const std::vector<MentionIndex>& speakers) {
  EntityIndex only = kNone;
  for (QuoteIndex index = 0; index < document.quotes.size(); ++index) {
    if (speakers[index] == kNone || document.quotes[index].fragment) {
      continue;
    }
    const EntityIndex speaker = document.mentions[speakers[index]].entity;
    if (speaker != kNone && only != kNone && speaker != only) {
      return kNone;
    }
    only = speaker == kNone ? only : speaker;
  }
  return only;
}

/// "The new boy spoke of his pride." before words that nobody is named for: whom that sentence is
/// about, if he stands at its beginning.
EntityIndex SubjectInFront(const Document& document, const Quote& quote) {
  const SentenceIndex here = document.tokens[quote.tokens.begin].sentence;
  if (here == 0 || document.sentences[here - 1].headline) {
    return kNone;
  }
  const TokenRange before = document.sentences[here - 1].tokens;
  for (TokenIndex at = before.begin; at < before.end && at < before.begin + kSubjectTokensMax;
       ++at) {
    const Token& token = document.tokens[at];
    if (token.quote != kNone) {
      return kNone;
    }
    if (token.mention == kNone) {
      continue;
    }
    const Mention& mention = document.mentions[token.mention];
    const bool human = mention.entity != kNone && IsHuman(document.entities[mention.entity].type);
    return human && !mention.possessive && !mention.doubtful ? mention.entity : kNone;
  }
  return kNone;
}

/// Whether somebody else is spoken of between the last words of a voice and a quotation.
bool IsOtherPersonBetween(const Document& document, TokenIndex begin, TokenIndex end,
                          EntityIndex voice) {
  for (TokenIndex at = begin; at < end; ++at) {
    const MentionIndex index = document.tokens[at].mention;
    const EntityIndex entity = index == kNone ? kNone : document.mentions[index].entity;
    if (entity != kNone && entity != voice && IsHuman(document.entities[entity].type)) {
      return true;
    }
  }
  return false;
}

/// Whose words a quotation is that stands as a paragraph of its own, and that nobody is named for.
EntityIndex LikelySpeaker(const Document& document, const Quote& quote, EntityIndex only) {
  const SentenceIndex sentence = document.tokens[quote.tokens.begin].sentence;
  const bool opens = document.sentences[sentence].tokens.begin == quote.tokens.begin;
  if (!opens) {
    return kNone;
  }
  const EntityIndex subject = SubjectInFront(document, quote);
  return only == kNone ? subject : only;
}

}  // namespace

void SettleSpeakers(Document& document, const std::vector<MentionIndex>& speakers) {
  const EntityIndex only = OnlySpeaker(document, speakers);
  EntityIndex last_speaker = kNone;
  uint32_t last_paragraph = 0;
  TokenIndex last_end = 0;
  for (QuoteIndex index = 0; index < document.quotes.size(); ++index) {
    Quote& quote = document.quotes[index];
    if (speakers[index] != kNone) {
      quote.speaker = document.mentions[speakers[index]].entity;
    } else if (quote.group != index) {
      const Quote& first = document.quotes[quote.group];
      quote.speaker = first.speaker;
      quote.relays = first.relays;
    }
    const uint32_t paragraph =
        document.sentences[document.tokens[quote.tokens.begin].sentence].paragraph;
    // A quotation that nobody is named for goes on with the last voice, if that was near.
    if (quote.speaker == kNone && speakers[index] == kNone && quote.cue == kNone &&
        !quote.fragment && last_speaker != kNone) {
      const bool near = paragraph - last_paragraph <= 2;
      const bool alone =
          !near && paragraph - last_paragraph <= kPauseParagraphsMax &&
          quote.tokens.begin - last_end <= kPauseTokensMax &&
          !IsOtherPersonBetween(document, last_end, quote.tokens.begin, last_speaker);
      quote.speaker = near || alone ? last_speaker : kNone;
    }
    if (quote.speaker == kNone && !quote.fragment && quote.group == index) {
      quote.speaker = quote.cue == kNone ? LikelySpeaker(document, quote, only) : only;
    }
    if (quote.speaker != kNone && IsInserted(document, quote, quote.speaker)) {
      quote.speaker = PersonInFront(document, quote, quote.speaker);
    }
    if (quote.speaker != kNone && speakers[index] == kNone && quote.group == index &&
        !quote.fragment && IsNamedInside(document, quote, quote.speaker)) {
      quote.speaker = PersonInFront(document, quote, quote.speaker);
    }
    if (quote.unclosed && quote.speaker != kNone) {
      CutAtOwnName(document, index);
    }
    if (quote.speaker != kNone && !quote.fragment) {
      last_speaker = quote.speaker;
      last_paragraph = paragraph;
      last_end = quote.tokens.end;
    }
  }
}

void MarkSpeechWords(WordMarks& marks) { marks.AddAll(WordMark::kSpeech, kCues); }

void FindAttributions(Document& document, const Knowledge& knowledge) {
  AttributionFinder(document, knowledge).Run();
}

}  // namespace rondo::articles
