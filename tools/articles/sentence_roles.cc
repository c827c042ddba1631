#include "tools/articles/sentence_roles.h"

#include <algorithm>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr WordList kPrepositions = {
    "of",      "in",     "at",      "for",     "with",      "from",   "to",
    "by",      "on",     "against", "over",    "past",      "about",  "after",
    "between", "under",  "behind",  "into",    "since",     "than",   "per",
    "via",     "among",  "amid",    "within",  "alongside", "beside", "besides",
    "despite", "unlike", "without", "towards", "toward"};

constexpr WordList kClauseWords = {"that",   "if",    "when",    "while",   "but",   "because",
                                   "as",     "after", "before",  "and",     "until", "although",
                                   "though", "where", "whether", "whereas", "so",    "since"};

}  // namespace

bool IsPreposition(std::string_view word) { return kPrepositions.Has(word); }

SentenceRoles::SentenceRoles(const Document& document, const Knowledge& knowledge)
    : ArticleView(document, knowledge) {
  MarkRoles();
}

MentionIndex SentenceRoles::VoiceBefore(MentionIndex index) const {
  const auto voice = voice_before_.find(index);
  return voice == voice_before_.end() ? kNone : voice->second;
}

void SentenceRoles::MarkRoles() {
  subject_.assign(document_.mentions.size(), false);
  modifier_.assign(document_.mentions.size(), false);
  former_.assign(document_.mentions.size(), false);
  description_.assign(document_.mentions.size(), kNone);
  describing_.assign(document_.mentions.size(), false);
  for (uint32_t index = 0; index < document_.descriptions.size(); ++index) {
    const Description& description = document_.descriptions[index];
    if (description.demonym != kNone) {
      describing_[description.demonym] = true;
    }
    if (description.organisation != kNone) {
      modifier_[description.organisation] = true;
      former_[description.organisation] = former_[description.organisation] || description.former;
    }
    if (description.person != kNone && description_[description.person] == kNone) {
      description_[description.person] = index;
    }
  }
  SentenceIndex seen = kNone;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    modifier_[index] = modifier_[index] || mention.possessive || IsBesidePeople(mention);
    if (mention.sentence == seen || modifier_[index] || mention.kind == MentionKind::kDemonym ||
        BehindPreposition(mention) || IsAbsolute(mention)) {
      continue;
    }
    subject_[index] = true;
    seen = mention.sentence;
  }
  clause_subject_.assign(document_.mentions.size(), false);
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    clause_subject_[index] = !modifier_[index] && OpensClause(document_.mentions[index]);
  }
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const MentionIndex main = subject_[index] ? MainSubjectBehind(index) : kNone;
    if (main != kNone) {
      subject_[index] = false;
      subject_[main] = true;
    }
  }
}

/// "Roma fans", "Roma officials".
bool SentenceRoles::IsBesidePeople(const Mention& mention) const {
  static constexpr WordList kPeople = {"fans",  "supporters", "officials", "chiefs",
                                       "chief", "players",    "bosses",    "scouts"};
  const TokenIndex behind = mention.tokens.end;
  return mention.kind == MentionKind::kName && behind < document_.tokens.size() &&
         At(behind).sentence == mention.sentence && kPeople.Has(Word(behind));
}

/// "With Small gone and Blank struggling for rhythm, ...".
bool SentenceRoles::IsAbsolute(const Mention& mention) const {
  const TokenIndex behind = mention.tokens.end;
  return behind < document_.tokens.size() && At(behind).sentence == mention.sentence &&
         IsGerund(behind);
}

/// "After sitting out while Small played, Blank was back": Blank is what the sentence is about;
/// kNone if it does not begin with another clause.
MentionIndex SentenceRoles::MainSubjectBehind(MentionIndex index) const {
  static constexpr WordList kSubordinate = {"while", "as",       "when",   "after",  "before",
                                            "if",    "because",  "though", "since",  "until",
                                            "once",  "although", "given",  "whereas"};
  const Mention& mention = MentionOf(index);
  const TokenIndex begin = PhraseBegin(mention);
  if (begin == 0 || At(begin - 1).sentence != mention.sentence ||
      !kSubordinate.Has(Word(begin - 1))) {
    return kNone;
  }
  for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
    const Mention& other = MentionOf(next);
    if (other.sentence != mention.sentence) {
      break;
    }
    const TokenIndex comma = PhraseBegin(other);
    if (clause_subject_[next] && other.kind != MentionKind::kPronoun && comma > 0 &&
        Word(comma - 1) == "," && Word(other.tokens.end) != ",") {
      return next;
    }
  }
  return kNone;
}

void SentenceRoles::MarkSpeakers(const std::vector<MentionIndex>& speakers) {
  QuoteIndex last = kNone;
  for (QuoteIndex index = 0; index < speakers.size(); ++index) {
    const MentionIndex speaker = speakers[index];
    if (speaker == kNone) {
      continue;
    }
    subject_[speaker] = true;
    if (last != kNone && speakers[last] != speaker && GoesOn(speaker, index)) {
      voice_before_.emplace(speaker, speakers[last]);
    }
    last = document_.quotes[index].fragment ? last : index;
  }
}

/// "'We were good.' He added: 'I like that.'": nothing of the writer's stands between.
bool SentenceRoles::GoesOn(MentionIndex speaker, QuoteIndex index) const {
  const SentenceIndex here =
      std::min(MentionOf(speaker).sentence, At(document_.quotes[index].tokens.begin).sentence);
  static constexpr WordList kAdds = {"added", "adds", "continued", "continues"};
  const TokenIndex behind = MentionOf(speaker).tokens.end;
  if (here != 0 && behind < document_.tokens.size() && kAdds.Has(Word(behind))) {
    return true;  // A picture's line may stand between.
  }
  if (here == 0) {
    return false;
  }
  const TokenIndex last = document_.sentences[here - 1].tokens.end - 1;
  return At(last).quote != kNone && !document_.quotes[At(last).quote].fragment;
}

/// The first words of a clause and not the end of one: "that if Smalling maintains".
bool SentenceRoles::OpensClause(const Mention& mention) const {
  const TokenIndex begin = PhraseBegin(mention);
  const TokenIndex behind = mention.tokens.end;
  if (behind >= document_.tokens.size() || At(behind).sentence != mention.sentence ||
      !(At(behind).Has(kWordToken) || document_.TextOf(At(behind)) == ",")) {
    return false;
  }
  if (begin == 0 || At(begin - 1).sentence != mention.sentence) {
    return true;
  }
  const std::string_view word = Word(begin - 1);
  if (IsSecondObject(mention, begin) || IsAddressee(mention, begin)) {
    return false;
  }
  if (word == "with" && IsGerund(behind)) {
    return true;  // "with James Garner scoring twice to put them ahead".
  }
  static constexpr WordList kAddressing = {"tell", "tells", "told", "telling", "asked", "ask"};
  if (word == "to" && begin >= 2 && Word(begin - 2) == "according") {
    return true;  // He says what the sentence tells.
  }
  return kClauseWords.Has(word) || At(begin - 1).Has(kPunctuationToken) ||
         (names_.SpeechOf(At(begin - 1).word) != SpeechKind::kNoSpeech && !kAddressing.Has(word));
}

/// "has Blank and Small as his pair", "with Blank and Small at the back": no clause begins there.
bool SentenceRoles::IsSecondObject(const Mention& mention, TokenIndex begin) const {
  const std::string_view behind = Word(mention.tokens.end);
  if (begin < 2 || At(begin - 2).mention == kNone ||
      MentionOf(At(begin - 2).mention).kind != MentionKind::kName) {
    return false;
  }
  const TokenIndex next = mention.tokens.end + 1;
  const bool in_list = Word(begin - 1) == "," && (behind == "," || behind == "and") &&
                       next < document_.tokens.size() && At(next).mention != kNone;
  return in_list || (Word(begin - 1) == "and" && (IsPreposition(behind) || behind == "as"));
}

/// "promised Small a return": said to him, not by him.
bool SentenceRoles::IsAddressee(const Mention& mention, TokenIndex begin) const {
  static constexpr WordList kThings = {"a", "an", "the", "his", "their", "that", "more"};
  return names_.SpeechOf(At(begin - 1).word) != SpeechKind::kNoSpeech &&
         kThings.Has(Word(mention.tokens.end));
}

bool SentenceRoles::BehindPreposition(const Mention& mention) const {
  TokenIndex at = PhraseBegin(mention);
  const TokenIndex first = document_.sentences[mention.sentence].tokens.begin;
  if (at >= first + 2 && At(at - 1).mention == kNone && Word(at - 1).ends_with("ed")) {
    --at;  // "without suspended Brazil star Zed Small".
  }
  return at > first && IsPreposition(Word(at - 1));
}

TokenIndex SentenceRoles::PhraseBegin(const Mention& mention) const {
  const auto index = static_cast<MentionIndex>(&mention - document_.mentions.data());
  TokenIndex at = mention.tokens.begin;
  if (description_[index] != kNone) {
    at = std::min(at, document_.descriptions[description_[index]].begin);
  }
  while (at > 0 && At(at - 1).sentence == mention.sentence && Word(at - 1) == "the") {
    --at;
  }
  return at;
}

EntityIndex SentenceRoles::ClauseSubjectBefore(MentionIndex index) const {
  for (MentionIndex back = index;
       back > 0 && MentionOf(back - 1).sentence == MentionOf(index).sentence; --back) {
    if (Word(MentionOf(back - 1).tokens.end) == "to") {
      return kNone;  // "begged his club to let him go": the club does.
    }
    if ((subject_[back - 1] || clause_subject_[back - 1]) && !ClauseBetween(back - 1, index)) {
      return MentionOf(back - 1).entity;
    }
  }
  return kNone;
}

bool SentenceRoles::SaysWe(TokenRange tokens, bool quoted) const {
  static constexpr WordList kWe = {"we", "us", "our", "ours", "ourselves"};
  for (TokenIndex at = tokens.begin; at < tokens.end; ++at) {
    if (kWe.Has(Word(at)) && (At(at).quote != kNone) == quoted) {
      return true;
    }
  }
  return false;
}

bool SentenceRoles::IsGerund(TokenIndex at) const {
  return At(at).mention == kNone && Word(at).size() > 5 && Word(at).ends_with("ing");
}

MentionIndex SentenceRoles::SubjectOfSentence(MentionIndex index, TokenIndex end) const {
  const SentenceIndex sentence = MentionOf(index).sentence;
  for (MentionIndex back = index; back > 0 && MentionOf(back - 1).sentence == sentence; --back) {
    if (subject_[back - 1] && MentionOf(back - 1).tokens.end <= end &&
        MentionOf(back - 1).kind != MentionKind::kDescription) {
      return back - 1;
    }
  }
  return kNone;
}

bool SentenceRoles::SaysWhatHeIs(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  for (TokenIndex at = mention.tokens.begin;
       at > document_.sentences[mention.sentence].tokens.begin; --at) {
    if (IsCopula(at - 1) && !Word(at).ends_with("ing")) {
      return true;
    }
  }
  return false;
}

bool SentenceRoles::IsCopula(TokenIndex at) const {
  static constexpr WordList kIs = {"is",     "was",     "be",        "been",     "become",
                                   "became", "becomes", "remains",   "becoming", "remained",
                                   "named",  "crowned", "appointed", "voted"};
  // "he's".
  const bool short_form = At(at).Has(kPossessive) && at > 0 && At(at - 1).mention != kNone &&
                          MentionOf(At(at - 1).mention).kind == MentionKind::kPronoun;
  return short_form || kIs.Has(Word(at));
}

TokenIndex SentenceRoles::CopulaBefore(TokenIndex at, SentenceIndex sentence) const {
  constexpr uint32_t kWordsMax = 4;
  for (uint32_t step = 0; step < kWordsMax && at > 0 && At(at - 1).sentence == sentence; ++step) {
    if (IsCopula(at - 1)) {
      return at - 1;
    }
    const std::string_view word = Word(at - 1);
    const bool verb = (word.ends_with("ing") || word.ends_with("ed")) &&
                      word.find('-') == std::string_view::npos;  // "is watching the striker".
    if (At(at - 1).mention != kNone || IsPreposition(word) || verb ||
        At(at - 1).Has(kPunctuationToken)) {
      return 0;
    }
    --at;
  }
  return 0;
}

bool SentenceRoles::SpeaksOf(MentionIndex speaker, MentionIndex index) const {
  static constexpr WordList kWriters = {",", "as", "while", "when", "after", "before", "but"};
  constexpr TokenIndex kWordsMax = 3;
  const TokenIndex begin = MentionOf(speaker).tokens.end;
  bool speaks = false;
  for (TokenIndex at = begin; at < MentionOf(index).tokens.begin; ++at) {
    if (kWriters.Has(Word(at))) {
      return false;
    }
    speaks =
        speaks || (at < begin + kWordsMax && names_.SpeechOf(At(at).word) != SpeechKind::kNoSpeech);
  }
  return speaks;
}

bool SentenceRoles::IsToDoSomething(MentionIndex index) const {
  const TokenIndex begin = PhraseBegin(MentionOf(index));
  const TokenIndex behind = MentionOf(index).tokens.end;
  return begin > 0 && behind < document_.tokens.size() && Word(begin - 1) == "for" &&
         Word(behind) == "to";
}

EntityIndex SentenceRoles::WhoSpeaksOf(MentionIndex index) const {
  static constexpr WordList kAbout = {"of", "about", "on"};
  const TokenIndex begin = PhraseBegin(MentionOf(index));
  if (begin < 2 || !kAbout.Has(Word(begin - 1)) ||
      names_.SpeechOf(At(begin - 2).word) == SpeechKind::kNoSpeech) {
    return kNone;
  }
  while (index > 0 && MentionOf(index - 1).tokens.begin >= begin) {
    --index;  // "the Roma striker": not the club.
  }
  const bool beside = index > 0 && MentionOf(index - 1).tokens.end == begin - 2;
  return beside ? MentionOf(index - 1).entity : kNone;
}

bool SentenceRoles::SaysAgain(MentionIndex index, MentionIndex back) const {
  if (MentionOf(index).kind != MentionKind::kPronoun ||
      MentionOf(back).kind != MentionKind::kPronoun ||
      Word(MentionOf(index).tokens.begin) != Word(MentionOf(back).tokens.begin)) {
    return false;
  }
  for (MentionIndex between = back + 1; between < index && !modifier_[index]; ++between) {
    const EntityIndex other = MentionOf(between).entity;
    if (clause_subject_[between] && other != MentionOf(back).entity && other != kNone) {
      return false;
    }
  }
  return true;
}

bool SentenceRoles::SaysWhatFollows(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  TokenIndex at = mention.tokens.begin;
  if (mention.kind != MentionKind::kPronoun || mention.possessive || at < 2) {
    return false;
  }
  at -= Word(at - 1) == "that" ? 2 : 1;
  return names_.SpeechOf(At(at).word) == SpeechKind::kSay ||
         names_.SpeechOf(At(at).word) == SpeechKind::kThink;
}

bool SentenceRoles::IsNearestClauseSubject(MentionIndex index, MentionIndex back) const {
  if (!clause_subject_[back]) {
    return false;
  }
  for (MentionIndex between = back + 1; between < index; ++between) {
    if (clause_subject_[between] && MentionOf(between).entity != MentionOf(back).entity &&
        MentionOf(between).entity != kNone) {
      return false;
    }
  }
  return true;
}

bool SentenceRoles::ClauseBetween(MentionIndex left, MentionIndex right) const {
  static constexpr WordList kJoints = {
      ",",     "and",   "but",   "that",         "who",         "as",     "when",  "because",
      "if",    "while", "after", "before",       "with",        ":",      "until", "since",
      ";",     "where", "what",  "how",          "although",    "though", "why",   "whom",
      "whose", "which", "-",     "\xE2\x80\x93", "\xE2\x80\x94"};
  for (TokenIndex at = MentionOf(left).tokens.end; at < MentionOf(right).tokens.begin; ++at) {
    const std::string_view word = Word(at);
    if (kJoints.Has(word)) {
      const bool how = word == "how" || word == "what" || word == "where";
      if (!how || Word(at + 1) != "to") {
        return true;
      }
    }
    if (At(at).Has(WordMark::kSpeech) && names_.SpeechOf(At(at).word) != SpeechKind::kNoSpeech) {
      return true;
    }
  }
  return false;
}

}  // namespace rondo::articles
