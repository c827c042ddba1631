// Stage 6: what pronouns and role nouns stand for. First everything outside quotations, then the
// speakers, then what stands inside them, where "we" is the speaker's club and "he" is not the
// speaker. Candidates are the entities of the last mentions; nearness, being a subject, whom the
// article is about and what the text or the register knows of age, nation, clubs and posts decide.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "tools/articles/pipeline.h"
#include "tools/articles/quotes.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kMentionsBackMax = 70;
constexpr uint32_t kSentencesBackMax = 8;
constexpr SentenceIndex kOpeningSentences = 2;
constexpr uint32_t kPhraseTokensMax = 4;
constexpr SentenceIndex kSentencesAheadMax = 5;
// Nobody younger is likely to coach or to run a club.
constexpr int32_t kCoachAgeMin = 32;
// Younger ones are rare.
constexpr int32_t kCoachAgeUsual = 37;
constexpr int32_t kPlayerAgeMax = 43;
constexpr int32_t kPlayerAgeMin = 15;
// The register's careers end here, whether or not the players' do.
constexpr int kRegisterLastYear = 2021;
// By how much one club must outweigh all others to be the one that goes without saying.
constexpr double kClearlyMore = 1.5;
// "Chester have won two games but Chairman Steve Vaughan ...": the club that the sentence is about.
constexpr double kBesideWeight = 4.0;
// How many years an article's estimated year may miss those of somebody at its club: to be sure,
// and where no other club fits.
constexpr int kYearsNear = 4;
constexpr int kYearsFar = 9;

template <std::size_t N>
bool IsOneOf(std::string_view word, const WordList<N>& list) {
  return list.Has(word);
}

constexpr WordList kPrepositions = {
    "of",      "in",     "at",      "for",     "with",      "from",   "to",
    "by",      "on",     "against", "over",    "past",      "about",  "after",
    "between", "under",  "behind",  "into",    "since",     "than",   "per",
    "via",     "among",  "amid",    "within",  "alongside", "beside", "besides",
    "despite", "unlike", "without", "towards", "toward"};

constexpr WordList kClauseWords = {"that",   "if",    "when",    "while",   "but",   "because",
                                   "as",     "after", "before",  "and",     "until", "although",
                                   "though", "where", "whether", "whereas", "so",    "since"};

/// What a mention asks of the one it refers to.
struct Wanted {
  bool human = false;
  bool body = false;
  bool plural = false;
  bool female = false;
  bool object = false;  // "him", "them": not the subject of its own clause.
  const Title* title = nullptr;
  bool former = false;
  std::string_view nation;
  std::string place;  // Folded.
  EntityIndex club = kNone;
  int32_t age = -1;
  EntityIndex except = kNone;
  EntityIndex subject = kNone;  // Of the clause that "him" stands in: somebody else.
};

class ReferenceResolver {
 public:
  ReferenceResolver(Document& document, const Knowledge& knowledge)
      : document_(document), knowledge_(knowledge), names_(knowledge.names) {}

  void Run() {
    MarkRoles();
    FindTopicClub();
    FindTopicPerson();
    FindAges();
    FindFormerMembers();
    std::vector<MentionIndex> speakers;
    FindQuotes(document_, knowledge_, speakers);
    MarkSpeakers(speakers);
    FindCoaches();
    FindOthersNamed(speakers);
    SettleAffiliations();
    ResolveAll(false);
    SettleAffiliations();
    SettleSpeakers(document_, speakers);
    ResolveAll(true);
    SettleDescriptions();
  }

 private:
  const Token& At(TokenIndex index) const { return document_.tokens[index]; }
  std::string_view Word(TokenIndex index) const { return document_.Folded(At(index)); }
  const Mention& MentionOf(MentionIndex index) const { return document_.mentions[index]; }

  bool IsQuoted(const Mention& mention) const {
    const QuoteIndex quote = At(mention.tokens.begin).quote;
    return quote != kNone && !document_.quotes[quote].fragment;
  }

  /// "Burnley's Hugo Blank: "We were poor."": those whom a report hears after the match, and of
  /// whom it says no more, are the managers.
  void FindCoaches() {
    for (const Description& description : document_.descriptions) {
      if (description.person == kNone || description.organisation == kNone ||
          description.title_entry != kNone || !MentionOf(description.organisation).possessive) {
        continue;
      }
      const Mention& mention = MentionOf(description.person);
      const TokenIndex behind = mention.tokens.end;
      const bool heard = behind + 1 < document_.tokens.size() && Word(behind) == ":" &&
                         At(behind + 1).quote != kNone;
      if (!heard || mention.entity == kNone) {
        continue;
      }
      Entity& entity = document_.entities[mention.entity];
      if (entity.type == EntityType::kPlayer && entity.register_entry == kNone &&
          entity.role.empty() && entity.position.empty()) {
        entity.type = EntityType::kManager;
      }
    }
  }

  // What the article says of people in passing, and whom it is about.

  /// Whom the article names most; whom it, or its headline, begins with counts for more. kNone if
  /// another is named almost as often.
  void FindTopicPerson() {
    constexpr double kSubjectWorth = 2.0;
    constexpr double kMore = 1.3;
    constexpr double kLeast = 4.0;
    std::vector<double> weight(document_.entities.size(), 0.0);
    bool begun = false;
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      const Mention& mention = MentionOf(index);
      if (mention.entity == kNone || mention.kind != MentionKind::kName ||
          !IsHuman(document_.entities[mention.entity].type) ||
          document_.entities[mention.entity].type == EntityType::kJournalist) {
        continue;
      }
      const bool headline = document_.sentences[mention.sentence].headline;
      const bool begins = headline ? subject_[index] : !begun;
      weight[mention.entity] += 1.0 + (begins ? kSubjectWorth : 0.0);
      begun = begun || !headline;
    }
    std::vector<EntityIndex> order(weight.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](EntityIndex left, EntityIndex right) {
      return weight[left] > weight[right];
    });
    const auto clear = [&](std::size_t rank) {
      const double next = rank + 1 < order.size() ? weight[order[rank + 1]] : 0.0;
      return rank < order.size() && weight[order[rank]] >= std::max(kLeast, next * kMore);
    };
    topic_person_ = clear(0) ? order[0] : kNone;
    second_person_ = clear(1) ? order[1] : kNone;
  }

  /// "Small, 22, ..."
  void FindAges() {
    for (const Mention& mention : document_.mentions) {
      const TokenIndex comma = mention.tokens.end;
      if (mention.kind != MentionKind::kName || mention.entity == kNone ||
          comma + 2 >= document_.tokens.size() || Word(comma) != "," || Word(comma + 2) != ",") {
        continue;
      }
      Entity& entity = document_.entities[mention.entity];
      const std::string_view number = Word(comma + 1);
      if (!IsHuman(entity.type) || entity.age >= 0 || number.size() != 2 || number[0] < '1' ||
          number[0] > '7' || number[1] < '0' || number[1] > '9') {
        continue;
      }
      const int32_t age = (number[0] - '0') * 10 + (number[1] - '0');
      entity.age = age >= kPlayerAgeMin ? age : entity.age;
    }
  }

  /// "former Arsenal midfielder Zed Small".
  void FindFormerMembers() {
    for (const Description& description : document_.descriptions) {
      if (!description.former || description.person == kNone || description.organisation == kNone) {
        continue;
      }
      const EntityIndex person = MentionOf(description.person).entity;
      const EntityIndex body = MentionOf(description.organisation).entity;
      if (person != kNone && body != kNone) {
        former_members_.emplace(person, body);
      }
    }
  }

  // What part each mention plays in its sentence.

  void MarkRoles() {
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
      modifier_[index] = modifier_[index] || mention.possessive;
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

  /// "With Small gone and Blank struggling for rhythm, ...".
  bool IsAbsolute(const Mention& mention) const {
    const TokenIndex behind = mention.tokens.end;
    return behind < document_.tokens.size() && At(behind).sentence == mention.sentence &&
           IsGerund(behind);
  }

  /// "After sitting out while Small played, Blank was back": Blank is what the sentence is about;
  /// kNone if it does not begin with another clause.
  MentionIndex MainSubjectBehind(MentionIndex index) const {
    static constexpr WordList kSubordinate = {"while", "as",       "when",   "after",  "before",
                                              "if",    "because",  "though", "since",  "until",
                                              "once",  "although", "given",  "whereas"};
    const Mention& mention = MentionOf(index);
    const TokenIndex begin = PhraseBegin(mention);
    if (begin == 0 || At(begin - 1).sentence != mention.sentence ||
        !IsOneOf(Word(begin - 1), kSubordinate)) {
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

  /// Who is heard is what the sentence is about, wherever he stands: "..., said Blank".
  void MarkSpeakers(const std::vector<MentionIndex>& speakers) {
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
  bool GoesOn(MentionIndex speaker, QuoteIndex index) const {
    const SentenceIndex here =
        std::min(MentionOf(speaker).sentence, At(document_.quotes[index].tokens.begin).sentence);
    static constexpr WordList kAdds = {"added", "adds", "continued", "continues"};
    const TokenIndex behind = MentionOf(speaker).tokens.end;
    if (here != 0 && behind < document_.tokens.size() && IsOneOf(Word(behind), kAdds)) {
      return true;  // A picture's line may stand between.
    }
    if (here == 0) {
      return false;
    }
    const TokenIndex last = document_.sentences[here - 1].tokens.end - 1;
    return At(last).quote != kNone && !document_.quotes[At(last).quote].fragment;
  }

  /// The first words of a clause and not the end of one: "that if Smalling maintains".
  bool OpensClause(const Mention& mention) const {
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
      return true;  // "with captain Bruno Fernandes netting twice to give his side ...".
    }
    static constexpr WordList kAddressing = {"tell", "tells", "told", "telling", "asked", "ask"};
    if (word == "to" && begin >= 2 && Word(begin - 2) == "according") {
      return true;  // He says what the sentence tells.
    }
    return IsOneOf(word, kClauseWords) || At(begin - 1).Has(kPunctuationToken) ||
           (names_.SpeechOf(At(begin - 1).word) != SpeechKind::kNoSpeech &&
            !IsOneOf(word, kAddressing));
  }

  /// "has Blank and Small as his pair", "with Blank and Small at the back": no clause begins there.
  bool IsSecondObject(const Mention& mention, TokenIndex begin) const {
    const std::string_view behind = Word(mention.tokens.end);
    if (begin < 2 || At(begin - 2).mention == kNone ||
        MentionOf(At(begin - 2).mention).kind != MentionKind::kName) {
      return false;
    }
    const TokenIndex next = mention.tokens.end + 1;
    const bool in_list = Word(begin - 1) == "," && (behind == "," || behind == "and") &&
                         next < document_.tokens.size() && At(next).mention != kNone;
    return in_list ||
           (Word(begin - 1) == "and" && (IsOneOf(behind, kPrepositions) || behind == "as"));
  }

  /// "promised Small a return": said to him, not by him.
  bool IsAddressee(const Mention& mention, TokenIndex begin) const {
    static constexpr WordList kThings = {"a", "an", "the", "his", "their", "that", "more"};
    return names_.SpeechOf(At(begin - 1).word) != SpeechKind::kNoSpeech &&
           IsOneOf(Word(mention.tokens.end), kThings);
  }

  bool BehindPreposition(const Mention& mention) const {
    TokenIndex at = PhraseBegin(mention);
    return at > 0 && At(at - 1).sentence == mention.sentence &&
           IsOneOf(Word(at - 1), kPrepositions);
  }

  TokenIndex PhraseBegin(const Mention& mention) const {
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

  // Resolution.

  void ResolveAll(bool quoted) {
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      Mention& mention = document_.mentions[index];
      if (mention.entity != kNone || IsQuoted(mention) != quoted) {
        continue;
      }
      switch (mention.kind) {
        case MentionKind::kPronoun:
          ResolvePronoun(index, quoted);
          break;
        case MentionKind::kDescription:
          ResolveDescription(index, quoted);
          break;
        case MentionKind::kDemonym:
          ResolveDemonym(index);
          break;
        case MentionKind::kName:
          break;
      }
    }
  }

  /// Nobody speaks of himself by name: whom the words name, the "he" of "he said" is not.
  void FindOthersNamed(const std::vector<MentionIndex>& speakers) {
    for (QuoteIndex index = 0; index < document_.quotes.size(); ++index) {
      if (speakers[index] == kNone || MentionOf(speakers[index]).kind == MentionKind::kName) {
        continue;
      }
      const TokenRange words = document_.quotes[index].tokens;
      for (TokenIndex at = words.begin; at < words.end; ++at) {
        const MentionIndex mention = At(at).mention;
        if (mention != kNone && MentionOf(mention).kind == MentionKind::kName &&
            MentionOf(mention).entity != kNone &&
            IsHuman(document_.entities[MentionOf(mention).entity].type)) {
          others_named_.emplace(speakers[index], MentionOf(mention).entity);
        }
      }
    }
  }

  EntityIndex SpeakerAt(const Mention& mention) const {
    const QuoteIndex quote = At(mention.tokens.begin).quote;
    return quote == kNone ? kNone : document_.quotes[quote].speaker;
  }

  void ResolvePronoun(MentionIndex index, bool quoted) {
    Mention& mention = document_.mentions[index];
    const std::string_view word = Word(mention.tokens.begin);
    if (word == "i" || word == "me" || word == "my" || word == "mine" || word == "myself") {
      mention.entity = quoted ? SpeakerAt(mention) : kNone;
      return;
    }
    if (word == "we" || word == "us" || word == "our" || word == "ours" || word == "ourselves") {
      mention.entity = quoted ? ClubOf(SpeakerAt(mention)) : kNone;
      return;
    }
    if (word == "who" || word == "whom" || word == "whose" || word == "which") {
      mention.entity = Antecedent(index);
      if (word == "who") {
        mention.entity_2 = SecondAntecedent(index);
      }
      return;
    }
    Wanted wanted;
    wanted.except = quoted ? SpeakerAt(mention) : kNone;
    if (word.starts_with("it")) {
      // "It is ...", "it was ...": nothing is meant by most of them; its and itself have one.
      if (word == "it") {
        return;
      }
      wanted.body = true;
    } else if (mention.plural) {
      if (AreOthers(index)) {
        return;
      }
      wanted.plural = true;
      wanted.body = true;
    } else {
      wanted.human = true;
      wanted.female = word.starts_with("she") || word.starts_with("her");
    }
    wanted.object = word == "him" || word == "them";
    wanted.subject = wanted.object ? ClauseSubjectBefore(index) : kNone;
    if (wanted.human && !wanted.object && !mention.possessive) {
      ExcludeNamesBehind(index);
    }
    if (mention.plural && quoted && SaysWe(mention.sentence, true)) {
      wanted.except = ClubOf(SpeakerAt(mention));  // "We know that they are good": the others.
    }
    if (!wanted.object && !quoted && wanted.human) {
      mention.entity = SubjectAhead(index, wanted);
      if (mention.entity != kNone) {
        return;
      }
    }
    mention.entity = Best(index, wanted);
  }

  /// "I cannot thank the supporters enough, they were great": no club stands between.
  bool AreOthers(MentionIndex index) const {
    static constexpr WordList kPeople = {"fans",    "supporters", "people",  "critics",
                                         "police",  "reporters",  "parents", "journalists",
                                         "pundits", "referees"};
    constexpr TokenIndex kWordsMax = 6;
    const TokenIndex comma = MentionOf(index).tokens.begin - 1;
    const TokenIndex begin = document_.sentences[MentionOf(index).sentence].tokens.begin;
    if (MentionOf(index).possessive || comma <= begin || comma > document_.tokens.size() ||
        Word(comma) != ",") {
      return false;
    }
    for (TokenIndex at = comma; at > begin && comma - at < kWordsMax; --at) {
      const MentionIndex between = At(at - 1).mention;
      if (IsOneOf(Word(at - 1), kPeople)) {
        return true;
      }
      if (between != kNone && MentionOf(between).entity != kNone) {
        return false;
      }
    }
    return false;
  }

  /// "He was absent from Fons's squad": whom the clause names behind its subject is another.
  void ExcludeNamesBehind(MentionIndex index) {
    for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
      const Mention& named = MentionOf(next);
      const bool apart = named.sentence != MentionOf(index).sentence ||
                         ClauseBetween(index, next) || BracketBetween(index, next);
      if (apart) {
        return;
      }
      if (named.kind == MentionKind::kName && named.entity != kNone) {
        others_named_.emplace(index, named.entity);
      }
    }
  }

  /// "he [Small] is good": the same.
  bool BracketBetween(MentionIndex left, MentionIndex right) const {
    for (TokenIndex at = MentionOf(left).tokens.end; at < MentionOf(right).tokens.begin; ++at) {
      if (Word(at) == "[" || Word(at) == "(") {
        return true;
      }
    }
    return false;
  }

  /// Who does what is done in the clause of the mention; kNone if that stands in another clause.
  EntityIndex ClauseSubjectBefore(MentionIndex index) const {
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

  /// Whether the words of others, or the writer's own, speak of "us".
  bool SaysWe(SentenceIndex sentence, bool quoted) const {
    static constexpr WordList kWe = {"we", "us", "our", "ours", "ourselves"};
    const TokenRange tokens = document_.sentences[sentence].tokens;
    for (TokenIndex at = tokens.begin; at < tokens.end; ++at) {
      if (kWe.Has(Word(at)) && (At(at).quote != kNone) == quoted) {
        return true;
      }
    }
    return false;
  }

  bool IsGerund(TokenIndex at) const {
    return At(at).mention == kNone && Word(at).size() > 5 && Word(at).ends_with("ing");
  }

  /// "When asked about his future, Osimhen remained coy": the clause in front speaks of the subject
  /// behind it.
  EntityIndex SubjectAhead(MentionIndex index, const Wanted& wanted) const {
    static constexpr WordList kOpeners = {
        "when",     "while",  "as",        "after", "before", "despite", "since",
        "although", "with",   "in",        "once",  "asked",  "having",  "if",
        "speaking", "during", "following", "upon",  "amid",   "given",   "ahead"};
    const Mention& mention = MentionOf(index);
    const TokenRange sentence = document_.sentences[mention.sentence].tokens;
    if (!IsOneOf(Word(sentence.begin), kOpeners)) {
      return kNone;
    }
    for (MentionIndex other = index; other > 0; --other) {
      const Mention& before = MentionOf(other - 1);
      if (before.sentence != mention.sentence) {
        break;
      }
      if (before.entity != kNone && IsHuman(document_.entities[before.entity].type)) {
        return kNone;
      }
    }
    bool comma = false;
    TokenIndex from = mention.tokens.end;
    for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
      const Mention& candidate = MentionOf(next);
      if (candidate.sentence != mention.sentence) {
        break;
      }
      for (; from < candidate.tokens.begin; ++from) {
        comma = comma || document_.TextOf(At(from)) == ",";
      }
      if (comma && candidate.kind != MentionKind::kName && clause_subject_[next]) {
        return kNone;  // "During his time there, he ..."
      }
      if (comma && candidate.kind == MentionKind::kName && clause_subject_[next] &&
          candidate.entity != kNone) {
        return Fits(candidate.entity, wanted) ? candidate.entity : kNone;
      }
    }
    return kNone;
  }

  /// The name or description right before "who" or "whose".
  EntityIndex Antecedent(MentionIndex index) const {
    const Mention& mention = MentionOf(index);
    const bool thing = Word(mention.tokens.begin) == "which";
    for (MentionIndex back = index; back > 0; --back) {
      const Mention& candidate = MentionOf(back - 1);
      if (candidate.sentence != mention.sentence ||
          !OnlyMarksBetween(candidate.tokens.end, mention.tokens.begin)) {
        break;
      }
      if (candidate.entity == kNone || candidate.kind == MentionKind::kDemonym) {
        continue;
      }
      const bool human = IsHuman(document_.entities[candidate.entity].type);
      if (thing && human) {
        continue;
      }
      if (!thing && !human && modifier_[back - 1]) {
        continue;
      }
      return candidate.entity;
    }
    return kNone;
  }

  /// "David Weir and Alan Stubbs, who are ...": both of them.
  EntityIndex SecondAntecedent(MentionIndex index) const {
    const Mention& mention = MentionOf(index);
    const TokenIndex verb = mention.tokens.end;
    if (mention.entity == kNone || verb >= document_.tokens.size() || index < 2 ||
        (Word(verb) != "are" && Word(verb) != "were" && Word(verb) != "have")) {
      return kNone;
    }
    for (MentionIndex back = index; back > 1; --back) {
      const Mention& last = MentionOf(back - 1);
      const Mention& first = MentionOf(back - 2);
      if (first.sentence != mention.sentence) {
        break;
      }
      const bool joined = last.entity == mention.entity && first.entity != kNone &&
                          first.entity != last.entity && first.tokens.end < last.tokens.begin &&
                          Word(last.tokens.begin - 1) == "and" &&
                          first.tokens.end + 1 == last.tokens.begin;
      if (joined && IsHuman(document_.entities[first.entity].type)) {
        return first.entity;
      }
    }
    return kNone;
  }

  /// ", 26, who": commas, dashes, numbers and names, but no words that "who" could stand for
  /// instead.
  bool OnlyMarksBetween(TokenIndex begin, TokenIndex end) const {
    bool phrase = false;  // "the 20-year-old on loan who".
    for (TokenIndex at = begin; at < end; ++at) {
      const bool preposition = IsOneOf(Word(at), kPrepositions) && Word(at) != "of";
      if (At(at).Has(kWordToken) && At(at).mention == kNone && !preposition && !phrase) {
        return false;
      }
      phrase = preposition && at == begin && end - begin <= kPhraseTokensMax;
    }
    return true;
  }

  /// "the Frenchman", where no team is meant.
  void ResolveDemonym(MentionIndex index) {
    Mention& mention = document_.mentions[index];
    const TokenIndex behind = mention.tokens.end;
    bool person = false;
    std::string_view nation;
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      const RegisterName& name = names_.name(document_.candidates[at]);
      person = person || name.use == NameUse::kPeople;
      if (name.use == NameUse::kPeople || name.use == NameUse::kAdjective) {
        nation = names_.entry(name.entry).country;  // "German" is a given name, too.
      }
    }
    if (describing_[index]) {
      return;  // "the Italian club".
    }
    const bool bare = behind >= document_.tokens.size() || !At(behind).Has(kWordToken) ||
                      names_.SpeechOf(At(behind).word) != SpeechKind::kNoSpeech ||
                      At(behind).sentence != mention.sentence;
    if (!person && !bare) {
      return;
    }
    const bool definite = mention.tokens.begin > 0 && BeginsDefinite(mention.tokens.begin);
    if (!definite) {
      return;
    }
    Wanted wanted;
    const bool plural = Word(mention.tokens.end - 1).ends_with("s");
    wanted.human = !plural;
    wanted.body = plural;  // "The Germans": their club.
    wanted.nation = nation;
    mention.entity = Best(index, wanted);
    if (!plural) {
      Learn(mention.entity, wanted);
    }
  }

  /// "the", "the former", "the 29-year-old" before the token.
  bool BeginsDefinite(TokenIndex at) const {
    for (uint32_t step = 0; step < 4 && at > 0; ++step) {
      const std::string_view word = Word(--at);
      if (word == "the" || word == "this" || word == "that") {
        return true;
      }
      if (!At(at).Has(kWordToken) && !At(at).Has(kNumberToken)) {
        return false;
      }
    }
    return false;
  }

  Wanted WantedBy(const Description& description) const {
    Wanted wanted;
    wanted.age = description.age;
    wanted.former = description.former;
    if (description.demonym != kNone) {
      wanted.nation = NationOf(MentionOf(description.demonym));
    }
    if (description.organisation != kNone) {
      wanted.club = MentionOf(description.organisation).entity;
    }
    if (description.place != kNone) {
      wanted.place = Fold(document_.TextOf(MentionOf(description.place).tokens));
    }
    return wanted;
  }

  void ResolveDescription(MentionIndex index, bool quoted) {
    Mention& mention = document_.mentions[index];
    if (description_[index] == kNone) {
      return;
    }
    const Description& description = document_.descriptions[description_[index]];
    Wanted wanted = WantedBy(description);
    wanted.except = quoted ? SpeakerAt(mention) : kNone;
    if (description.title_entry == kNone) {
      wanted.human = true;
      mention.entity = Best(index, wanted);
      Learn(mention.entity, wanted);
      return;
    }
    const Title& title = names_.title(description.title_entry);
    if (title.plural && (title.phrase == "man" || IsSquadOf(description, title))) {
      // "Xabi Alonso's men", "his men", "his players".
      mention.entity = TeamOfOwner(description, wanted.club);
      return;
    }
    if (title.phrase == "rivals" || title.phrase == "opponents") {
      if (description.possessor != kNone && Word(description.possessor) == "his") {
        return;  // Another player, or another manager.
      }
      mention.entity = OtherSide(index, TeamOfOwner(description, wanted.club));
      return;
    }
    if (title.plural ||
        (!description.definite && description.organisation == kNone && wanted.nation.empty())) {
      return;
    }
    wanted.title = &title;
    wanted.human = IsHuman(title.type);
    wanted.body = !wanted.human;
    const bool bare = wanted.nation.empty() && wanted.club == kNone;
    if (wanted.body && IsOtherTeam(description)) {
      return;
    }
    if (title.HasFlag("beside") || (bare && (title.phrase == "man" || title.phrase == "target"))) {
      return;
    }
    if (wanted.body) {
      mention.entity = TeamOfOwner(description, wanted.club);
      const bool other = IsFormerTeam(description) || IsNationalTeam(description);
      const bool once = other && description.possessor != kNone;
      if (mention.entity != kNone || once) {
        return;
      }
    }
    if (wanted.body && quoted && description.demonym == kNone &&
        description.organisation == kNone) {
      mention.entity = ClubOf(SpeakerAt(mention));
      return;
    }
    if (wanted.human && !MayReferBack(description, title)) {
      return;
    }
    if (wanted.human) {
      mention.entity = SubjectOfPredicate(index, wanted);
      wanted.subject = SaysWhatHeIs(index) ? kNone : ClauseSubjectBefore(index);
    }
    margin_ = 1.0e3;  // The sentence says it.
    mention.entity = mention.entity != kNone ? mention.entity : Best(index, wanted);
    if (wanted.human) {
      Learn(mention.entity, wanted);
    }
  }

  /// "Small was the best player", "he is set to become the captain": himself.
  EntityIndex SubjectOfPredicate(MentionIndex index, const Wanted& wanted) const {
    static constexpr WordList kBesides = {"will", "would", "has",   "have", "had",  "to",   "set",
                                          "be",   "is",    "was",   "not",  "now",  "been", "being",
                                          "may",  "could", "might", "then", "also", "still"};
    constexpr uint32_t kWordsMax = 5;
    const Mention& mention = MentionOf(index);
    TokenIndex at = CopulaBefore(PhraseBegin(mention), mention.sentence);
    for (uint32_t word = 0; word < kWordsMax && at > 0 && At(at - 1).mention == kNone &&
                            IsOneOf(Word(at - 1), kBesides);
         ++word) {
      --at;
    }
    MentionIndex before = at == 0 ? kNone : At(at - 1).mention;
    if (at > 0 && Word(at - 1) == ",") {
      before = SubjectOfSentence(index, at - 1);  // "Small, who has a share, is to be chairman".
    }
    if (before == kNone || MentionOf(before).sentence != mention.sentence ||
        MentionOf(before).entity == kNone) {
      return kNone;
    }
    const Entity& entity = document_.entities[MentionOf(before).entity];
    const bool unknown = entity.type == EntityType::kPlayer && entity.role.empty() &&
                         entity.register_entry == kNone && entity.position.empty();
    return unknown || Fits(MentionOf(before).entity, wanted) ? MentionOf(before).entity : kNone;
  }

  /// The subject of the sentence, if it stands before the token.
  MentionIndex SubjectOfSentence(MentionIndex index, TokenIndex end) const {
    const SentenceIndex sentence = MentionOf(index).sentence;
    for (MentionIndex back = index; back > 0 && MentionOf(back - 1).sentence == sentence; --back) {
      if (subject_[back - 1] && MentionOf(back - 1).tokens.end <= end &&
          MentionOf(back - 1).kind == MentionKind::kName) {
        return back - 1;
      }
    }
    return kNone;
  }

  /// A verb before the mention may say it of the subject.
  bool SaysWhatHeIs(MentionIndex index) const {
    const Mention& mention = MentionOf(index);
    for (TokenIndex at = mention.tokens.begin;
         at > document_.sentences[mention.sentence].tokens.begin; --at) {
      if (IsCopula(at - 1) && !Word(at).ends_with("ing")) {
        return true;
      }
    }
    return false;
  }

  bool IsCopula(TokenIndex at) const {
    static constexpr WordList kIs = {"is",     "was",     "be",        "been",     "become",
                                     "became", "becomes", "remains",   "becoming", "remained",
                                     "named",  "crowned", "appointed", "voted"};
    // "he's".
    const bool short_form = At(at).Has(kPossessive) && at > 0 && At(at - 1).mention != kNone &&
                            MentionOf(At(at - 1).mention).kind == MentionKind::kPronoun;
    return short_form || IsOneOf(Word(at), kIs);
  }

  /// The verb that says what somebody is, a few words before the token; 0 if there is none.
  TokenIndex CopulaBefore(TokenIndex at, SentenceIndex sentence) const {
    constexpr uint32_t kWordsMax = 4;
    for (uint32_t step = 0; step < kWordsMax && at > 0 && At(at - 1).sentence == sentence; ++step) {
      if (IsCopula(at - 1)) {
        return at - 1;
      }
      const std::string_view word = Word(at - 1);
      const bool verb = (word.ends_with("ing") || word.ends_with("ed")) &&
                        word.find('-') == std::string_view::npos;  // "is watching the striker".
      if (At(at - 1).mention != kNone || IsOneOf(word, kPrepositions) || verb ||
          At(at - 1).Has(kPunctuationToken)) {
        return 0;
      }
      --at;
    }
    return 0;
  }

  /// "his legal team", "their medical side": no team that plays; "his parent club": not the one
  /// where he is.
  bool IsOtherTeam(const Description& description) const {
    static constexpr WordList kOther = {"legal",   "medical",    "coaching", "management",
                                        "defence", "television", "scouting", "recruitment",
                                        "parent",  "backroom",   "media",    "ownership"};
    return description.title.begin > 0 && kOther.Has(Word(description.title.begin - 1));
  }

  bool IsClub(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kClub;
  }

  /// "Arsene Wenger has asked his players": a manager's are his club.
  bool IsSquadOf(const Description& description, const Title& title) const {
    MentionIndex owner = description.organisation;
    if (description.possessor != kNone) {
      owner = At(description.possessor).mention;
    }
    const EntityIndex entity = owner == kNone ? kNone : MentionOf(owner).entity;
    return title.phrase == "player" && entity != kNone &&
           document_.entities[entity].type == EntityType::kManager;
  }

  /// What a description says of its holder helps to tell him from others further on, unless he
  /// may be another.
  void Learn(EntityIndex holder, const Wanted& wanted) {
    constexpr double kSure = 2.0;
    constexpr double kVerySure = 4.0;  // It would rule him out where another nation is told.
    if (holder == kNone || margin_ < kSure) {
      return;
    }
    Entity& entity = document_.entities[holder];
    if (!wanted.nation.empty() && entity.nationality.empty() && margin_ >= kVerySure) {
      entity.nationality = wanted.nation;
    }
    if (wanted.club != kNone && document_.entities[wanted.club].national_team &&
        entity.nationality.empty()) {
      entity.nationality = document_.entities[wanted.club].nationality;
    }
    if (wanted.age >= 0 && entity.age < 0) {
      entity.age = wanted.age;
    }
    // "His new boss" may own the club.
    if (wanted.title != nullptr && wanted.title->type == EntityType::kManager && !wanted.former &&
        wanted.club != kNone && HasRetired(entity)) {
      entity.type = EntityType::kManager;
      entity.affiliation = wanted.club != kNone ? wanted.club : entity.affiliation;
    }
    const std::string_view line = wanted.title == nullptr ? "" : LineOf(wanted.title->flags);
    if (!line.empty() && entity.position.empty()) {
      entity.position = line;
    }
  }

  /// "his side", "Klopp's team", "their club": of the pronoun, or of the name in front.
  EntityIndex TeamOfOwner(const Description& description, EntityIndex named) const {
    EntityIndex owner = named;
    if (description.possessor != kNone) {
      const MentionIndex index = At(description.possessor).mention;
      owner = index == kNone ? kNone : MentionOf(index).entity;
    }
    if (owner == kNone || !IsHuman(document_.entities[owner].type)) {
      return IsClub(owner) ? NeighbourOf(owner, description) : kNone;  // "the Old Trafford club".
    }
    if (IsNationalTeam(description)) {
      return NationalTeamOf(document_.entities[owner].nationality);
    }
    if (IsFormerTeam(description)) {
      return FormerClubOf(owner);  // "his old club".
    }
    return document_.entities[owner].affiliation;
  }

  /// "the Birmingham club", where the article is about another club of the city and never names
  /// the one that is called so.
  EntityIndex NeighbourOf(EntityIndex club, const Description& description) const {
    const Entity& entity = document_.entities[club];
    if (description.organisation == kNone || !description.definite || named_[club] > 1 ||
        entity.register_entry == kNone ||
        !IsOneOfCity(document_.TextOf(MentionOf(description.organisation).tokens), club)) {
      return club;
    }
    EntityIndex found = kNone;
    for (EntityIndex other = 0; other < document_.entities.size(); ++other) {
      if (other != club && named_[other] > 1 &&
          IsOneOfCity(names_.entry(entity.register_entry).city, other)) {
        if (found != kNone) {
          return club;
        }
        found = other;
      }
    }
    return found == kNone ? club : found;
  }

  bool IsOneOfCity(std::string_view city, EntityIndex club) const {
    const Entity& entity = document_.entities[club];
    return entity.type == EntityType::kClub && entity.register_entry != kNone && !city.empty() &&
           Fold(names_.entry(entity.register_entry).city) == Fold(city);
  }

  bool IsNationalTeam(const Description& description) const {
    const TokenIndex begin = description.title.begin;
    return Word(begin) == "national" || (begin > 0 && Word(begin - 1) == "national");
  }

  /// "her national team"; kNone if the article has it not.
  EntityIndex NationalTeamOf(std::string_view nation) const {
    for (EntityIndex index = 0; index < document_.entities.size() && !nation.empty(); ++index) {
      const Entity& entity = document_.entities[index];
      if (entity.national_team && entity.nationality == nation) {
        return index;
      }
    }
    return kNone;
  }

  /// "his former club", "his old team".
  bool IsFormerTeam(const Description& description) const {
    return description.former ||
           (description.title.begin > 0 && Word(description.title.begin - 1) == "old");
  }

  /// The one club that the text says he was at once, else of those that the article names the one
  /// that the register knows for him besides his own; kNone if there are several, or none.
  EntityIndex FormerClubOf(EntityIndex person) const {
    std::set<EntityIndex> told;
    for (const auto& [member, body] : former_members_) {
      if (member == person && IsClub(body)) {
        told.insert(body);
      }
    }
    const Entity& entity = document_.entities[person];
    if (told.empty() && entity.register_entry != kNone) {
      const TextList clubs = names_.entry(entity.register_entry).affiliations;
      for (std::size_t at = 0; at < clubs.size(); ++at) {
        const EntityIndex club = EntityCalled(clubs[at]);
        if (IsClub(club) && club != entity.affiliation) {
          told.insert(club);
        }
      }
    }
    return told.size() == 1 ? *told.begin() : kNone;
  }

  /// "Odegaard scored against Tottenham as Arsenal beat their rivals": the one other club that the
  /// sentence names before.
  EntityIndex OtherSide(MentionIndex index, EntityIndex owner) const {
    EntityIndex other = kNone;
    for (MentionIndex back = index; owner != kNone && back > 0; --back) {
      const Mention& candidate = MentionOf(back - 1);
      if (candidate.sentence != MentionOf(index).sentence) {
        break;
      }
      if (!IsClub(candidate.entity) || candidate.entity == owner ||
          document_.entities[candidate.entity].national_team !=
              document_.entities[owner].national_team) {
        continue;
      }
      if (other != kNone && other != candidate.entity) {
        return kNone;
      }
      other = candidate.entity;
    }
    return other;
  }

  /// "a striker" introduces somebody new; "the striker", "United boss", "the Liverpool player"
  /// refer back.
  bool MayReferBack(const Description& description, const Title& title) const {
    if (description.possessor != kNone && title.type != EntityType::kManager) {
      return false;  // "his agent": somebody else, unnamed.
    }
    if (title.HasFlag("agent") && !description.definite) {
      return false;  // "Haaland's agent is ...": he is named now, or never.
    }
    // "Manchester United star sets record": a headline of another story, but for this one's own.
    const SentenceIndex at = description.sentence;
    const bool named = description.organisation != kNone &&
                       !MentionOf(description.organisation).possessive &&
                       Word(document_.sentences[at].tokens.begin) != "the";
    const bool teaser = !description.definite && named && title.type == EntityType::kPlayer &&
                        description.begin == document_.sentences[at].tokens.begin &&
                        at > kOpeningSentences;
    return !teaser && (description.definite || description.organisation != kNone);
  }

  std::string_view NationOf(const Mention& mention) const {
    for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
      return names_.entry(names_.name(document_.candidates[at]).entry).country;
    }
    return {};
  }

  // The best antecedent.

  EntityIndex Best(MentionIndex index, const Wanted& wanted) {
    const Mention& mention = MentionOf(index);
    scores_.clear();
    verdicts_.resize(document_.entities.size());
    ++search_;
    const auto voice = voice_before_.find(index);
    last_voice_ = voice == voice_before_.end() ? kNone : MentionOf(voice->second).entity;
    role_behind_ = wanted.human ? RoleBehind(index) : EntityType::kPerson;
    speaks_behind_ = wanted.human && SpeaksBehind(index);
    spell_club_ = wanted.human && mention.possessive ? SpellBehind(index) : kNone;
    squad_club_ = wanted.human ? SquadBehind(index) : kNone;
    const EntityIndex owners_club = wanted.body ? OwnersClub(index) : kNone;
    focus_club_ = wanted.body && owners_club == kNone ? FocusClub(index) : owners_club;
    focus_weight_ = owners_club == kNone ? 3.0 : 8.0;
    const MentionIndex first = index > kMentionsBackMax ? index - kMentionsBackMax : 0;
    for (MentionIndex back = index; back > first; --back) {
      const Mention& candidate = MentionOf(back - 1);
      if (mention.sentence - candidate.sentence > kSentencesBackMax) {
        break;
      }
      if (IsMeantMaybe(index, candidate.entity, wanted)) {
        Consider(index, back - 1, wanted);
      }
    }
    EntityIndex best = kNone;
    double best_score = 0.0;
    margin_ = 0.0;
    for (const Score& score : scores_) {
      if (score.value > best_score) {
        margin_ = score.value - best_score;
        best_score = score.value;
        best = score.entity;
      } else {
        margin_ = std::min(margin_, best_score - score.value);
      }
    }
    if (best_score >= 1.0) {
      return best;
    }
    margin_ = best_score + 1.0e3;  // Nobody else is near.
    return Ahead(index, wanted);
  }

  /// Where an article opens with "The 23-year-old midfielder ..." and gives the name later.
  EntityIndex Ahead(MentionIndex index, const Wanted& wanted) const {
    const Mention& mention = MentionOf(index);
    if (mention.sentence > kOpeningSentences || wanted.object || IsQuoted(mention)) {
      return kNone;
    }
    for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
      const Mention& candidate = MentionOf(next);
      if (candidate.sentence > mention.sentence + kSentencesAheadMax) {
        break;
      }
      if (candidate.sentence != mention.sentence && candidate.kind == MentionKind::kName &&
          candidate.entity != kNone && subject_[next] && Fits(candidate.entity, wanted)) {
        return candidate.entity;
      }
    }
    return kNone;
  }

  /// The club of whoever has what is there: "Smalling's contract with the club".
  EntityIndex OwnersClub(MentionIndex index) const {
    constexpr TokenIndex kPhraseMax = 6;
    if (index == 0) {
      return kNone;
    }
    const Mention& owner = MentionOf(index - 1);
    const bool near = owner.possessive && owner.entity != kNone &&
                      owner.sentence == MentionOf(index).sentence &&
                      owner.tokens.end + kPhraseMax > MentionOf(index).tokens.begin;
    return near && IsHuman(document_.entities[owner.entity].type)
               ? document_.entities[owner.entity].affiliation
               : kNone;
  }

  /// The club of the person that the sentence is about: "he will only have a future at the club".
  EntityIndex FocusClub(MentionIndex index) const {
    const SentenceIndex sentence = MentionOf(index).sentence;
    for (MentionIndex back = index; back > 0 && MentionOf(back - 1).sentence + 1 >= sentence;
         --back) {
      const Mention& candidate = MentionOf(back - 1);
      if (candidate.entity != kNone && (subject_[back - 1] || clause_subject_[back - 1]) &&
          IsHuman(document_.entities[candidate.entity].type)) {
        return document_.entities[candidate.entity].affiliation;
      }
    }
    return kNone;
  }

  /// "scored at the Etihad": where, not who.
  bool IsWhereItWas(const Mention& mention) const {
    if (mention.candidate_begin == mention.candidate_end || mention.tokens.begin < 2) {
      return false;
    }
    const NameUse use = names_.name(document_.candidates[mention.candidate_begin]).use;
    const TokenIndex before =
        mention.tokens.begin - (Word(mention.tokens.begin - 1) == "the" ? 2 : 1);
    return use == NameUse::kMetonym && Word(before) == "at";
  }

  /// "Barcelona coach Hansi Flick praised the whole team": his own.
  bool IsCoachsTeam(const Mention& mention, const Wanted& wanted) const {
    if (wanted.title->phrase != "team" && wanted.title->phrase != "side") {
      return false;
    }
    for (TokenIndex at = document_.sentences[mention.sentence].tokens.begin;
         at < mention.tokens.begin; ++at) {
      const MentionIndex before = At(at).mention;
      if (before != kNone && MentionOf(before).entity != kNone && subject_[before]) {
        return document_.entities[MentionOf(before).entity].type == EntityType::kManager;
      }
    }
    return false;
  }

  /// Of an entity, in one search.
  struct Verdict {
    uint32_t search = 0;
    bool fits = false;
  };
  struct Score {
    EntityIndex entity = kNone;
    double value = 0.0;
    uint32_t count = 0;
  };

  /// Whether the mention may stand for the entity, however near it is: told once for each of the
  /// entities that Best() considers.
  bool IsMeantMaybe(MentionIndex index, EntityIndex entity, const Wanted& wanted) {
    if (entity == kNone || entity == wanted.except || entity == wanted.subject) {
      return false;
    }
    Verdict& verdict = verdicts_[entity];
    if (verdict.search != search_) {
      verdict.search = search_;
      verdict.fits = Fits(entity, wanted) && !others_named_.contains({index, entity});
    }
    return verdict.fits;
  }

  void Consider(MentionIndex index, MentionIndex back, const Wanted& wanted) {
    const Mention& mention = MentionOf(index);
    const Mention& candidate = MentionOf(back);
    const EntityIndex entity = candidate.entity;
    double value = 0.0;
    const uint32_t distance = mention.sentence - candidate.sentence;
    constexpr std::array<double, 4> kNearness = {12.0, 8.0, 5.5, 4.0};
    value = distance < kNearness.size() ? kNearness[distance] : 3.0 - 0.2 * distance;
    if (distance == 0) {
      value += SameSentenceBonus(index, back);
    } else if (subject_[back]) {
      value += 2.5;
    } else if (clause_subject_[back]) {
      value += 1.0;
    }
    if (modifier_[back]) {
      value -= wanted.body ? 1.0 : 0.5;
    }
    if (wanted.body && former_[back]) {
      value -= 3.0;  // "former Roma coach Paul Fons": where he is no more.
    }
    const bool speaks = wanted.except != kNone && topic_person_ == wanted.except;
    const EntityIndex topic = speaks ? second_person_ : topic_person_;
    if (wanted.human && entity == topic && !wanted.female) {
      const double again = distance == 0 ? (wanted.object ? 1.5 : 0.5) : 1.0;
      value += mention.kind == MentionKind::kPronoun ? again : 3.0;
    }
    if (IsQuoted(candidate) && !IsQuoted(mention)) {
      value -= 4.0;
    }
    if (wanted.plural && IsWhereItWas(candidate)) {
      value -= 5.0;
    }
    if (document_.sentences[candidate.sentence].headline) {
      value -= 1.0;
    }
    value += DescriptionBonus(entity, wanted);
    value += SquadBonus(entity, wanted) + SpellBonus(entity) + RoleBonus(index, entity, wanted);
    if (entity == last_voice_) {
      value += 3.0;
    }
    if (wanted.body && wanted.title != nullptr && entity == focus_club_) {
      value += IsCoachsTeam(mention, wanted) ? 7.0 : focus_weight_;
    }
    for (Score& score : scores_) {
      if (score.entity == entity) {
        score.value = std::max(score.value, value) + (score.count < 4 ? 0.4 : 0.0);
        ++score.count;
        return;
      }
    }
    scores_.push_back({entity, value, 1});
  }

  /// "He is a fine goalkeeper": no coach. And of those who report something more is told but what
  /// they say.
  double RoleBonus(MentionIndex index, EntityIndex entity, const Wanted& wanted) const {
    const EntityType type = document_.entities[entity].type;
    if (MentionOf(index).kind != MentionKind::kPronoun || !IsHuman(type)) {
      return 0.0;
    }
    const bool other = role_behind_ != EntityType::kPerson && type != role_behind_;
    const bool idle = type == EntityType::kJournalist && !speaks_behind_;
    return (other ? -6.0 : 0.0) + (idle ? (wanted.object ? -6.0 : -2.0) : 0.0);
  }

  /// What a pronoun is said to be: "he is a good player"; a person where nothing is said.
  EntityType RoleBehind(MentionIndex index) const {
    static constexpr WordList kPlayers = {"player",     "goalkeeper",  "keeper",   "striker",
                                          "midfielder", "defender",    "winger",   "forward",
                                          "full-back",  "centre-back", "finisher", "shot-stopper"};
    static constexpr WordList kCoaches = {"manager", "coach", "boss"};
    constexpr TokenIndex kWordsMax = 6;
    const TokenIndex begin = MentionOf(index).tokens.end;
    const SentenceIndex sentence = MentionOf(index).sentence;
    bool is = false;
    for (TokenIndex at = begin; at < document_.tokens.size() && at < begin + kWordsMax; ++at) {
      if (At(at).sentence != sentence || At(at).mention != kNone ||
          (At(at).Has(kPunctuationToken) && !is)) {
        break;
      }
      is = is || IsCopula(at);
      if (is && IsOneOf(Word(at), kPlayers)) {
        return EntityType::kPlayer;
      }
      if (is && IsOneOf(Word(at), kCoaches)) {
        return EntityType::kManager;
      }
    }
    return EntityType::kPerson;
  }

  /// "he said", "he also revealed".
  bool SpeaksBehind(MentionIndex index) const {
    constexpr TokenIndex kWordsMax = 4;
    const TokenIndex begin = MentionOf(index).tokens.end;
    for (TokenIndex at = begin; at < document_.tokens.size() && at < begin + kWordsMax; ++at) {
      if (At(at).sentence != MentionOf(index).sentence) {
        return false;
      }
      if (names_.SpeechOf(At(at).word) != SpeechKind::kNoSpeech) {
        return true;
      }
    }
    return false;
  }

  /// Whom a club leaves out of its squad, or takes into it, is one of its own.
  double SquadBonus(EntityIndex index, const Wanted& wanted) const {
    const EntityIndex club = document_.entities[index].affiliation;
    if (!wanted.human || squad_club_ == kNone || club == kNone ||
        document_.entities[club].type != EntityType::kClub ||
        document_.entities[club].national_team != document_.entities[squad_club_].national_team) {
      return 0.0;
    }
    return club == squad_club_ ? 3.0 : -5.0;
  }

  /// "his time on loan at Roma": of somebody who is not there now.
  double SpellBonus(EntityIndex index) const {
    const bool there = spell_club_ != kNone && told_.contains(index) &&
                       document_.entities[index].affiliation == spell_club_;
    return there ? -9.0 : 0.0;
  }

  /// The club of "his time at Roma"; kNone if the mention stands before none.
  EntityIndex SpellBehind(MentionIndex index) const {
    static constexpr WordList kSpells = {"time", "spell", "stint", "days", "loan", "years"};
    constexpr TokenIndex kWordsMax = 6;
    bool spell = false;
    const TokenIndex begin = MentionOf(index).tokens.end;
    for (TokenIndex at = begin; at < document_.tokens.size() && at < begin + kWordsMax &&
                                At(at).sentence == MentionOf(index).sentence;
         ++at) {
      const MentionIndex place = At(at).mention;
      if (place != kNone) {
        return spell && IsClub(MentionOf(place).entity) ? MentionOf(place).entity : kNone;
      }
      spell = spell || IsOneOf(Word(at), kSpells);
    }
    return kNone;
  }

  /// "He was absent from Fons's matchday squad": the club whose squad the sentence tells behind
  /// the mention; kNone if it tells of none.
  EntityIndex SquadBehind(MentionIndex index) const {
    static constexpr WordList kSquads = {"squad",   "side", "team",  "lineup",
                                         "line-up", "xi",   "bench", "plans"};
    static constexpr WordList kRoles = {"absent",   "missing",  "omitted", "dropped", "left",
                                        "excluded", "included", "named",   "frozen",  "part"};
    constexpr TokenIndex kWordsMax = 5;
    const SentenceIndex sentence = MentionOf(index).sentence;
    for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
      const Mention& owner = MentionOf(next);
      if (owner.sentence != sentence || ClauseBetween(index, next)) {
        return kNone;
      }
      const TokenRange tokens = document_.sentences[sentence].tokens;
      bool squad = false;
      for (TokenIndex at = owner.tokens.end;
           at < std::min(owner.tokens.end + kWordsMax, tokens.end); ++at) {
        squad = squad || IsOneOf(Word(at), kSquads);
      }
      bool role = false;
      for (TokenIndex at = MentionOf(index).tokens.end; at < owner.tokens.begin; ++at) {
        role = role || IsOneOf(Word(at), kRoles);
      }
      if (owner.kind == MentionKind::kName && owner.possessive && squad && role) {
        return ClubOf(owner.entity);
      }
    }
    return kNone;
  }

  double SameSentenceBonus(MentionIndex index, MentionIndex back) const {
    const Mention& mention = MentionOf(index);
    double bonus = 0.0;
    if (subject_[back]) {
      bonus += 1.5;
    }
    if (IsNearestClauseSubject(index, back)) {
      bonus += 2.5;
    }
    const bool subject = subject_[back] || clause_subject_[back];
    if (mention.possessive && clause_subject_[back] && !ClauseBetween(back, index)) {
      bonus += 1.0;  // "Small should keep his place".
    }
    if (subject && SaysWhatFollows(index) && SpeaksOfHimself(index, back)) {
      // "Gerrard revealed he is an admirer".
      bonus += IsNearestClauseSubject(index, back) ? 4.5 : 3.0;
    }
    if (mention.kind == MentionKind::kPronoun && IsToDoSomething(back)) {
      bonus += 3.5;
    }
    if (SaysAgain(index, back)) {
      bonus += 3.0;  // "left out of their squad for their match": whose it was before.
    }
    if (mention.tokens.begin - MentionOf(back).tokens.end == 0 && !mention.possessive) {
      bonus -= 4.0;
    }
    // A description is seldom used for somebody named in the same clause.
    if (mention.kind == MentionKind::kDescription && !ClauseBetween(back, index)) {
      bonus -= 6.0;
    }
    if (mention.kind != MentionKind::kPronoun && MentionOf(back).entity == WhoSpeaksOf(index)) {
      bonus -= 9.0;
    }
    if (mention.kind != MentionKind::kPronoun && IsPerson(back) && SpeaksOf(back, index)) {
      bonus -= 9.0;  // "Blank has confirmed talks over the Dutchman's future".
    }
    return bonus;
  }

  bool IsPerson(MentionIndex index) const {
    const EntityIndex entity = MentionOf(index).entity;
    return entity != kNone && IsHuman(document_.entities[entity].type);
  }

  /// What stands there are his words, and none of the writer's about him.
  bool SpeaksOf(MentionIndex speaker, MentionIndex index) const {
    static constexpr WordList kWriters = {",", "as", "while", "when", "after", "before", "but"};
    constexpr TokenIndex kWordsMax = 3;
    const TokenIndex begin = MentionOf(speaker).tokens.end;
    bool speaks = false;
    for (TokenIndex at = begin; at < MentionOf(index).tokens.begin; ++at) {
      if (IsOneOf(Word(at), kWriters)) {
        return false;
      }
      speaks = speaks ||
               (at < begin + kWordsMax && names_.SpeechOf(At(at).word) != SpeechKind::kNoSpeech);
    }
    return speaks;
  }

  /// "the stage was set for captain Zed Small to score": the subject of what follows.
  bool IsToDoSomething(MentionIndex index) const {
    const TokenIndex begin = PhraseBegin(MentionOf(index));
    const TokenIndex behind = MentionOf(index).tokens.end;
    return begin > 0 && behind < document_.tokens.size() && Word(begin - 1) == "for" &&
           Word(behind) == "to";
  }

  /// "Blank, who said of the striker: ...": Blank; kNone if nobody does.
  EntityIndex WhoSpeaksOf(MentionIndex index) const {
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

  /// The same pronoun again; a subject again only where nobody else is the subject of what stands
  /// between.
  bool SaysAgain(MentionIndex index, MentionIndex back) const {
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

  /// "said (that) he ...": a pronoun right behind a verb of saying.
  bool SaysWhatFollows(MentionIndex index) const {
    const Mention& mention = MentionOf(index);
    TokenIndex at = mention.tokens.begin;
    if (mention.kind != MentionKind::kPronoun || mention.possessive || at < 2) {
      return false;
    }
    at -= Word(at - 1) == "that" ? 2 : 1;
    return names_.SpeechOf(At(at).word) == SpeechKind::kSay ||
           names_.SpeechOf(At(at).word) == SpeechKind::kThink;
  }

  /// What a coach thinks or believes is mostly of others.
  bool SpeaksOfHimself(MentionIndex index, MentionIndex back) const {
    const TokenIndex begin = MentionOf(index).tokens.begin;
    const TokenIndex at = begin - (Word(begin - 1) == "that" ? 2 : 1);
    const EntityIndex speaker = MentionOf(back).entity;
    return names_.SpeechOf(At(at).word) != SpeechKind::kThink || speaker == kNone ||
           document_.entities[speaker].type == EntityType::kPlayer;
  }

  /// No other clause of the sentence begins between the two.
  bool IsNearestClauseSubject(MentionIndex index, MentionIndex back) const {
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

  bool ClauseBetween(MentionIndex left, MentionIndex right) const {
    static constexpr WordList kJoints = {
        ",",     "and",   "but",   "that",         "who",         "as",     "when",  "because",
        "if",    "while", "after", "before",       "with",        ":",      "until", "since",
        ";",     "where", "what",  "how",          "although",    "though", "why",   "whom",
        "whose", "which", "-",     "\xE2\x80\x93", "\xE2\x80\x94"};
    for (TokenIndex at = MentionOf(left).tokens.end; at < MentionOf(right).tokens.begin; ++at) {
      const bool how = Word(at) == "how" || Word(at) == "what" || Word(at) == "where";
      const bool joint = IsOneOf(Word(at), kJoints) && !(how && Word(at + 1) == "to");
      if (joint || names_.SpeechOf(At(at).word) != SpeechKind::kNoSpeech) {
        return true;
      }
    }
    return false;
  }

  bool Fits(EntityIndex index, const Wanted& wanted) const {
    const Entity& entity = document_.entities[index];
    if (wanted.human) {
      if (!IsHuman(entity.type)) {
        return false;
      }
      if (wanted.title != nullptr && !wanted.former && !TitleFits(entity, *wanted.title)) {
        return false;
      }
      if (wanted.club != kNone && !wanted.former && !ClubFits(index, wanted.club)) {
        return false;
      }
      if (wanted.club != kNone && document_.entities[wanted.club].national_team &&
          !NationFits(entity, document_.entities[wanted.club].nationality)) {
        return false;
      }
      if (!wanted.nation.empty() && !NationFits(entity, wanted.nation)) {
        return false;
      }
      if (wanted.age >= 0 && !AgeFits(entity, wanted.age)) {
        return false;
      }
      if (wanted.age >= 0 && wanted.title == nullptr && !PostFits(entity, wanted.age)) {
        return false;
      }
      const bool female = IsFemale(index);
      return wanted.female == female || (wanted.title != nullptr || !wanted.nation.empty());
    }
    const bool club = entity.type == EntityType::kClub;
    const bool other =
        entity.type == EntityType::kOrganisation || entity.type == EntityType::kOutlet;
    if (wanted.title != nullptr) {
      if (entity.type != wanted.title->type ||
          (entity.national_team && wanted.title->phrase == "club")) {
        return false;
      }
      if (!wanted.nation.empty() && entity.nationality != wanted.nation) {
        return false;
      }
      if (wanted.club != kNone &&
          document_.entities[wanted.club].type == EntityType::kCompetition &&
          !PlaysThere(entity, document_.entities[wanted.club])) {
        return false;
      }
      return !(wanted.title->phrase.find("club") != std::string::npos && entity.national_team);
    }
    return (club || other) && (wanted.nation.empty() || entity.nationality == wanted.nation);
  }

  /// "the 24-year-old" coaches nobody, and "the 47-year-old" plays no more.
  static bool PostFits(const Entity& entity, int32_t age) {
    return IsCoachOrOfficial(entity) ? age >= kCoachAgeMin
                                     : entity.type != EntityType::kPlayer || age <= kPlayerAgeMax;
  }

  static bool IsCoachOrOfficial(const Entity& entity) {
    return entity.type == EntityType::kManager || entity.type == EntityType::kOfficial;
  }

  /// By the age that the text gave, else by the year of birth, which may be one out, as may the
  /// article's year.
  bool AgeFits(const Entity& entity, int32_t age) const {
    if (entity.age >= 0) {
      return entity.age == age;
    }
    const std::optional<int32_t> becomes = AgeOfThisYear(entity);
    return !becomes || std::abs(*becomes - age) <= 1;
  }

  /// What the register says that he has become or becomes in the year of the article. An estimated
  /// year is no ground to rule anybody out.
  std::optional<int32_t> AgeOfThisYear(const Entity& entity) const {
    if (!document_.date || entity.register_entry == kNone ||
        names_.entry(entity.register_entry).birth_year == 0) {
      return std::nullopt;
    }
    return document_.year - names_.entry(entity.register_entry).birth_year;
  }

  double AgeBonus(const Entity& entity, int32_t age) const {
    double bonus = entity.age == age ? 6.0 : 0.0;
    bonus += entity.type == EntityType::kPlayer ? 1.0 : 0.0;
    const bool rather_plays = age < kCoachAgeUsual && entity.age < 0;
    bonus -= rather_plays && IsCoachOrOfficial(entity) ? 4.0 : 0.0;
    if (const std::optional<int32_t> becomes = AgeOfThisYear(entity); becomes && entity.age < 0) {
      // Nobody is older than that, so the year of birth would have to be wrong.
      bonus += *becomes < age ? -3.0 : 2.0;
    }
    return bonus;
  }

  /// "the Liverpool player" is nobody who is known to be at another club. Around a loan or a move
  /// the register knows two clubs for him, and either may be meant.
  bool ClubFits(EntityIndex person, EntityIndex club) const {
    const Entity& entity = document_.entities[person];
    return entity.affiliation == kNone || entity.affiliation == club ||
           document_.entities[club].type != EntityType::kClub ||
           document_.entities[club].national_team ||
           document_.entities[entity.affiliation].national_team ||
           (!told_.contains(person) && WasAtAboutNow(entity, document_.entities[club].name));
  }

  /// By the register: in the year of the article, or in one beside it.
  bool WasAtAboutNow(const Entity& entity, std::string_view club) const {
    if (entity.register_entry == kNone || document_.year == 0) {
      return false;
    }
    const KnownEntry entry = names_.entry(entity.register_entry);
    for (std::size_t at = 0; at < entry.years.size(); ++at) {
      const YearSpan span = entry.years[at];
      if (entry.affiliations[at] == club && span.begin <= document_.year + 1 &&
          document_.year <= span.end + 1) {
        return true;
      }
    }
    return false;
  }

  bool HasRetired(const Entity& entity) const {
    if (entity.register_entry == kNone || document_.year == 0 ||
        (entity.type != EntityType::kPlayer && entity.type != EntityType::kJournalist)) {
      return false;
    }
    int last = 0;
    for (const YearSpan& span : names_.entry(entity.register_entry).years) {
      last = std::max({last, static_cast<int>(span.begin), static_cast<int>(span.end)});
    }
    // Of careers that go on after that year, the register may not know the end.
    return last != 0 && last < kRegisterLastYear && last + 1 < document_.year;
  }

  /// Taken for a pundit, as his career seems to be over.
  bool PlayedOnce(const Entity& entity) const {
    return entity.type == EntityType::kJournalist && entity.register_entry != kNone &&
           names_.entry(entity.register_entry).type == EntityType::kPlayer;
  }

  bool TitleFits(const Entity& entity, const Title& title) const {
    if (title.type == EntityType::kPlayer) {
      if (entity.type != EntityType::kPlayer && !PlayedOnce(entity)) {
        return false;
      }
      return !PositionsClash(entity.position, title);
    }
    if (title.type == entity.type) {
      return true;
    }
    if (title.type == EntityType::kManager && entity.role.empty() && HasRetired(entity)) {
      return true;  // "The United boss" may be somebody whom the register knows as a player.
    }
    // Typed by default only: nothing was said of him yet. He may be an official, but of those there
    // are many ("the referee").
    return title.type != EntityType::kOfficial && entity.role.empty() &&
           entity.register_entry == kNone && entity.type == EntityType::kPlayer &&
           entity.position.empty();
  }

  static std::string_view LineOf(std::string_view flags) {
    return flags.starts_with("position ") ? flags.substr(9) : std::string_view();
  }

  bool PositionsClash(std::string_view position, const Title& title) const {
    if (position.empty()) {
      return false;
    }
    const std::string_view line = LineOf(title.flags);
    if (line.empty()) {
      return false;
    }
    const bool forward = position == "winger" || position == "forward" || position == "midfielder";
    const bool other_forward = line == "winger" || line == "forward" || line == "midfielder";
    return position != line && !(forward && other_forward);
  }

  /// "the La Liga outfit" is no English club.
  static bool PlaysThere(const Entity& club, const Entity& competition) {
    return competition.nationality.empty() || club.nationality.empty() ||
           competition.nationality == club.nationality;
  }

  bool NationFits(const Entity& entity, std::string_view nation) const {
    if (!entity.nationality.empty()) {
      return entity.nationality == nation;
    }
    return true;
  }

  bool IsFemale(EntityIndex index) const {
    const Entity& entity = document_.entities[index];
    if (entity.register_entry != kNone && names_.entry(entity.register_entry).female) {
      return true;
    }
    const GivenName given = GivenNameOf(index);
    if (given == GivenName::kWoman) {
      return true;
    }
    // Men coach women's teams.
    const bool man = given == GivenName::kMan && entity.type != EntityType::kPlayer;
    return !man && entity.affiliation != kNone && document_.entities[entity.affiliation].women;
  }

  enum class GivenName : uint8_t { kUnasked, kUnknown, kWoman, kMan };

  /// Pronouns ask again and again; the name stays.
  GivenName GivenNameOf(EntityIndex index) const {
    if (index >= given_names_.size()) {
      given_names_.resize(document_.entities.size());
    }
    GivenName& kind = given_names_[index];
    if (kind == GivenName::kUnasked) {
      const std::string_view name = document_.entities[index].name;
      const WordId given = knowledge_.vocabulary.Find(Fold(name.substr(0, name.find(' '))));
      const bool known = names_.IsGivenName(given);
      kind = names_.IsFemaleGivenName(given) ? GivenName::kWoman
             : known                         ? GivenName::kMan
                                             : GivenName::kUnknown;
    }
    return kind;
  }

  double DescriptionBonus(EntityIndex index, const Wanted& wanted) const {
    const Entity& entity = document_.entities[index];
    double bonus = 0.0;
    if (wanted.title != nullptr && wanted.human) {
      const std::string_view line = LineOf(wanted.title->flags);
      bonus += !line.empty() && entity.position == line ? 3.0 : 0.0;
      bonus -= !line.empty() && !entity.position.empty() && entity.position != line ? 3.0 : 0.0;
      bonus += entity.type == wanted.title->type && entity.type != EntityType::kPlayer ? 3.0 : 0.0;
      const bool plays_again =
          wanted.title->type == EntityType::kPlayer && !wanted.former && PlayedOnce(entity);
      bonus -= plays_again ? 5.0 : 0.0;
      bonus -= wanted.former && !TitleFits(entity, *wanted.title) ? 5.0 : 0.0;
    }
    if (!wanted.nation.empty()) {
      bonus += entity.nationality == wanted.nation ? 4.0 : -3.0;
    }
    if (wanted.age >= 0) {
      bonus += AgeBonus(entity, wanted.age);
    }
    const bool described = wanted.age >= 0 || !wanted.nation.empty();
    if (described && wanted.title == nullptr && entity.type == EntityType::kJournalist) {
      bonus -= 5.0;  // Where somebody comes from is told of those whom the news is about.
    }
    if (wanted.club != kNone && wanted.human) {
      const Entity& club = document_.entities[wanted.club];
      const bool nation = club.national_team && club.nationality == entity.nationality;
      bonus += !wanted.former && (entity.affiliation == wanted.club || nation) ? 5.0 : 0.0;
      const bool may_be = club.national_team && entity.nationality.empty() && !wanted.former;
      bonus -= may_be ? 2.0 : 0.0;
      bonus += wanted.former ? FormerBonus(index, wanted) : 0.0;
    }
    if (wanted.body) {
      bonus += entity.type == EntityType::kClub ? 2.0 : 0.0;
      const bool there = !wanted.place.empty() && entity.register_entry != kNone &&
                         IsIn(wanted.place, Fold(names_.entry(entity.register_entry).city));
      bonus += there ? 9.0 : 0.0;
    }
    return bonus;
  }

  /// "the former Arsenal man" was there once, as the text or the register says, and is there no
  /// more.
  double FormerBonus(EntityIndex person, const Wanted& wanted) const {
    const EntityIndex club = wanted.club;
    const Entity& entity = document_.entities[person];
    if (former_members_.contains({person, club})) {
      return 6.0;
    }
    const std::string& name = document_.entities[club].name;
    const double still = entity.affiliation == club && told_.contains(person) ? -3.0 : 0.0;
    if (entity.register_entry == kNone || document_.entities[club].national_team) {
      return still;
    }
    const KnownEntry entry = names_.entry(entity.register_entry);
    if (wanted.title != nullptr && wanted.title->type == EntityType::kPlayer &&
        entry.type != EntityType::kPlayer) {
      return still - 3.0;  // Known for something else.
    }
    if (entry.years.empty()) {
      return still + (WasAt(entity, name) ? 5.0 : 0.0);
    }
    for (std::size_t at = 0; at < entry.affiliations.size(); ++at) {
      const bool later =
          at < entry.years.size() && document_.year != 0 && entry.years[at].begin > document_.year;
      if (entry.affiliations[at] == name && !later) {
        return still + 5.0;
      }
    }
    return still - 5.0;  // The register knows where he played, and there he did not.
  }

  /// "London", and "north London" too.
  static bool IsIn(std::string_view place, std::string_view city) {
    return !city.empty() && place.ends_with(city) &&
           (place.size() == city.size() || place[place.size() - city.size() - 1] == ' ');
  }

  bool WasAt(const Entity& entity, const std::string& club) const {
    if (entity.register_entry == kNone) {
      return false;
    }
    return names_.entry(entity.register_entry).affiliations.Contains(club);
  }

  // Who belongs where.

  EntityIndex ClubOf(EntityIndex person) const {
    if (person == kNone) {
      return kNone;
    }
    const Entity& entity = document_.entities[person];
    if (entity.type == EntityType::kClub) {
      return person;
    }
    if (!IsHuman(entity.type) || entity.type == EntityType::kJournalist) {
      return kNone;
    }
    // In an article about a national team its players speak for it.
    if (topic_club_ != kNone && document_.entities[topic_club_].national_team &&
        document_.entities[topic_club_].nationality == entity.nationality) {
      return topic_club_;
    }
    // "England striker Michael Owen", where he speaks of his club.
    if (IsClub(entity.affiliation) && document_.entities[entity.affiliation].national_team &&
        topic_club_ != kNone && !document_.entities[topic_club_].national_team &&
        entity.register_entry != kNone &&
        MayBeAtTopicClub(names_.entry(entity.register_entry), kYearsNear)) {
      return topic_club_;
    }
    // "The Premier League coach": somewhere there.
    const bool playing = entity.type == EntityType::kPlayer || entity.type == EntityType::kManager;
    const bool known = entity.affiliation != kNone && (!playing || IsClub(entity.affiliation));
    return known ? entity.affiliation : topic_club_;
  }

  /// The club that the article names most.
  void FindTopicClub() {
    named_.assign(document_.entities.size(), 0);
    for (const Mention& mention : document_.mentions) {
      if (mention.entity != kNone && mention.kind == MentionKind::kName &&
          ++named_[mention.entity] > (topic_club_ == kNone ? 0U : named_[topic_club_]) &&
          document_.entities[mention.entity].type == EntityType::kClub) {
        topic_club_ = mention.entity;
      }
    }
  }

  /// From current titles; then from the register, where the article names a club that it knows for
  /// the person; then, for those who speak for a club, the club that the article is about.
  void SettleAffiliations() {
    for (const Description& description : document_.descriptions) {
      if (description.person == kNone || description.organisation == kNone || description.former ||
          !TellsMembership(description)) {
        continue;
      }
      const EntityIndex person = MentionOf(description.person).entity;
      const EntityIndex body = MentionOf(description.organisation).entity;
      if (person == kNone || body == kNone || !IsHuman(document_.entities[person].type)) {
        continue;
      }
      Entity& entity = document_.entities[person];
      const bool replaces = entity.affiliation != kNone &&
                            document_.entities[entity.affiliation].national_team &&
                            !document_.entities[body].national_team;
      told_.insert(person);
      if (entity.affiliation == kNone || replaces) {
        entity.affiliation = body;
        entity.titled = true;
      }
    }
    for (Entity& entity : document_.entities) {
      if (entity.affiliation == kNone && IsHuman(entity.type)) {
        entity.affiliation = RegisterAffiliation(entity);
      }
    }
    for (const Description& description : document_.descriptions) {
      const EntityIndex person = MentionOf(description.person).entity;
      if (IsStaffTitle(description) && person != kNone &&
          document_.entities[person].affiliation == kNone) {
        document_.entities[person].affiliation = InferBody(description);
      }
    }
  }

  /// "Barcelona target Gini Wijnaldum" is not theirs.
  bool TellsMembership(const Description& description) const {
    return description.title_entry == kNone || names_.title(description.title_entry).has_relation;
  }

  /// "Chairman Freddy Shepherd": holds an office at a club that goes without saying.
  bool IsStaffTitle(const Description& description) const {
    if (description.title_entry == kNone || description.former || description.possessor != kNone ||
        description.organisation != kNone || description.elsewhere) {
      return false;
    }
    const Title& title = names_.title(description.title_entry);
    return title.has_relation &&
           (title.relation == Relation::kManages || title.relation == Relation::kWorksFor);
  }

  EntityIndex RegisterAffiliation(const Entity& person) const {
    if (person.register_entry == kNone) {
      return kNone;
    }
    const KnownEntry entry = names_.entry(person.register_entry);
    if (!document_.date && topic_club_ != kNone && MayBeAtTopicClub(entry, kYearsNear)) {
      return topic_club_;
    }
    // First the club of that very year, then one a year before or after.
    for (const int slack : {0, 1}) {
      for (std::size_t club = entry.years.size(); club > 0; --club) {
        const YearSpan span = entry.years[club - 1];
        const bool fits = document_.year == 0 || (span.begin <= document_.year + slack &&
                                                  document_.year <= span.end + slack);
        const EntityIndex body = fits ? EntityCalled(entry.affiliations[club - 1]) : kNone;
        if (body != kNone) {
          return body;
        }
      }
    }
    // The year is an estimate, and may be far out.
    if (!document_.date && topic_club_ != kNone && MayBeAtTopicClub(entry, kYearsFar)) {
      return topic_club_;
    }
    // Of clubs without years the one named most, or almost as often and last before the person.
    EntityIndex best = kNone;
    for (std::size_t club = entry.years.size(); club < entry.affiliations.size(); ++club) {
      const EntityIndex body = EntityCalled(entry.affiliations[club]);
      if (body != kNone && (best == kNone || IsNearer(body, best, person.first_mention))) {
        best = body;
      }
    }
    return best;
  }

  /// He was there once, and not many years before or after the year that the article seems to be
  /// of.
  bool MayBeAtTopicClub(const KnownEntry& entry, int years_max) const {
    for (std::size_t club = 0; club < entry.affiliations.size(); ++club) {
      if (entry.affiliations[club] != document_.entities[topic_club_].name) {
        continue;
      }
      if (document_.year == 0 || club >= entry.years.size() || entry.years[club].begin == 0 ||
          (entry.years[club].begin <= document_.year + years_max &&
           document_.year <= entry.years[club].end + years_max)) {
        return true;
      }
    }
    return false;
  }

  bool IsNearer(EntityIndex left, EntityIndex right, MentionIndex from) const {
    constexpr uint32_t kNamesWorth = 2;
    const MentionIndex first = from > kMentionsBackMax ? from - kMentionsBackMax : 0;
    for (MentionIndex back = from; back > first; --back) {
      const EntityIndex entity = MentionOf(back - 1).entity;
      if (entity == left || entity == right) {
        return named_[left] + (entity == left ? kNamesWorth : 0) >
               named_[right] + (entity == right ? kNamesWorth : 0);
      }
    }
    return named_[left] > named_[right];
  }

  EntityIndex EntityCalled(std::string_view name) const {
    for (EntityIndex index = 0; index < document_.entities.size(); ++index) {
      const Entity& entity = document_.entities[index];
      if (!IsHuman(entity.type) && entity.name == name) {
        return index;
      }
    }
    return kNone;
  }

  /// The club that a title without one must mean: "Chairman Freddy Shepherd", "captain Steven
  /// Gerrard". With `holder` only a club that the register knows for him.
  EntityIndex InferBody(const Description& description, EntityIndex holder = kNone) const {
    if (SaysWe(description.sentence, false)) {
      return kNone;  // A column: the club is the writer's.
    }
    const TokenIndex at = description.begin;
    std::vector<double> weight(document_.entities.size(), 0.0);
    EntityIndex best = kNone;
    EntityIndex attackers = kNone;
    if (IsBeatenKeeper(description)) {
      attackers = AttackersBefore(description);
      if (attackers == kNone) {
        return kNone;
      }
    }
    const bool nations = topic_club_ != kNone && document_.entities[topic_club_].national_team;
    for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
      const Mention& mention = document_.mentions[index];
      const bool beside = mention.sentence == description.sentence && mention.tokens.begin < at;
      const EntityIndex body = beside ? ClubStoodFor(index) : mention.entity;
      if (body == kNone || body == attackers ||
          document_.entities[body].type != EntityType::kClub ||
          (holder != kNone && !WasAt(document_.entities[holder], document_.entities[body].name))) {
        continue;
      }
      double apart = at - mention.tokens.begin;
      if (mention.tokens.begin > at) {
        apart = 4.0 * (mention.tokens.begin - at);
      }
      const bool national = document_.entities[body].national_team && !nations;
      if (national && named_[body] < 3) {
        continue;
      }
      double& sum = weight[body];
      const double part = former_[index] ? 0.2 : IsQuoted(mention) ? 0.5 : 1.0;
      const double headline = document_.sentences[mention.sentence].headline ? 2.0 : 1.0;
      const double near = beside && !BehindPreposition(mention) ? kBesideWeight : 1.0;
      sum += part * headline * (national ? 0.3 : 1.0) * near / (1.0 + apart / 80.0);
      if (best == kNone || sum > weight[best]) {
        best = body;
      }
    }
    // Of two sides of a match it may be either.
    const bool doubtful =
        best != kNone && std::any_of(weight.begin(), weight.end(), [&](const double& other) {
          return &other != &weight[best] && other * kClearlyMore > weight[best];
        });
    return doubtful && holder == kNone ? kNone : best;
  }

  /// "headed past keeper Antonio Doblas", "tipped over by goalkeeper Petr Cech": of the other side.
  bool IsBeatenKeeper(const Description& description) const {
    static constexpr WordList kBefore = {"past",  "by",    "beat",  "over",   "beyond",
                                         "under", "round", "force", "forced", "forcing"};
    if (description.title_entry == kNone || description.begin < 2 ||
        LineOf(names_.title(description.title_entry).flags) != "goalkeeper") {
      return false;
    }
    // "past the dive of keeper Petr Cech".
    static constexpr WordList kSaves = {"dive", "hands", "grasp", "reach", "legs", "clutches"};
    const std::string_view before = Word(description.begin - 1);
    return IsOneOf(before, kBefore) || IsLeftToBeat(description) ||
           (before == "of" && IsOneOf(Word(description.begin - 2), kSaves));
  }

  /// "with only keeper Petr Cech to beat".
  bool IsLeftToBeat(const Description& description) const {
    if (description.person == kNone) {
      return false;
    }
    const TokenIndex behind = MentionOf(description.person).tokens.end;
    return behind + 1 < document_.tokens.size() && Word(behind) == "to" &&
           Word(behind + 1) == "beat";
  }

  /// The club of whoever had the ball before the title; kNone if that is not known.
  EntityIndex AttackersBefore(const Description& description) const {
    EntityIndex found = kNone;
    for (const Mention& mention : document_.mentions) {
      if (mention.tokens.begin >= description.begin) {
        break;
      }
      if (mention.sentence == description.sentence && mention.entity != kNone) {
        const Entity& entity = document_.entities[mention.entity];
        const EntityIndex club = IsHuman(entity.type) ? entity.affiliation : mention.entity;
        // "The Japan midfielder" does not attack for Japan in a match of clubs.
        const bool attacks =
            IsClub(club) && (!document_.entities[club].national_team || topic_club_ == kNone ||
                             document_.entities[topic_club_].national_team);
        found = attacks ? club : found;
      }
    }
    return found;
  }

  /// The club that a mention names, or that a title in the text gives to whom it names: in
  /// "Mandaric's decision to bring in Zajec as executive director" the club is Mandaric's.
  EntityIndex ClubStoodFor(MentionIndex index) const {
    const Mention& mention = MentionOf(index);
    const bool told = mention.possessive && told_.contains(mention.entity);
    return told ? document_.entities[mention.entity].affiliation : mention.entity;
  }

  void SettleDescriptions() {
    for (Description& description : document_.descriptions) {
      if (description.person != kNone) {
        description.holder = MentionOf(description.person).entity;
      }
      if (description.organisation != kNone) {
        description.body = EmployerOf(description, MentionOf(description.organisation).entity);
        continue;
      }
      if (description.title_entry == kNone || !names_.title(description.title_entry).has_relation ||
          MentionOf(description.person).kind != MentionKind::kName) {
        continue;
      }
      description.body = EmployerOf(description, PossessorBody(description));
      description.body_inferred = true;
      // "club director Terry Brady": of the club that goes without saying.
      const bool unsaid =
          description.possessor == kNone || At(description.possessor).mention == kNone;
      if (description.body == kNone && description.holder != kNone && unsaid) {
        const bool signing = names_.title(description.title_entry).phrase.ends_with("signing");
        const EntityIndex known = document_.entities[description.holder].affiliation;
        // "Strikers X and Y are also coveted": a list of players may be anybody's.
        const Title& title = names_.title(description.title_entry);
        const bool list = title.plural && title.type == EntityType::kPlayer;
        const bool open =
            !description.former && !description.elsewhere && !description.another && !list;
        if (known == kNone || signing) {
          description.body = open ? InferBody(description) : kNone;
        } else {
          description.body = known;
          if (!told_.contains(description.holder)) {
            const EntityIndex near = InferBody(description, description.holder);
            description.body = near != kNone ? near : known;
          }
        }
      }
      if (description.body != kNone && description.holder != kNone && !description.former &&
          document_.entities[description.holder].affiliation == kNone) {
        document_.entities[description.holder].affiliation = description.body;
      }
    }
  }

  /// "Mikel Arteta's assistant Carlos Cuesta": the two work for one club.
  EntityIndex EmployerOf(const Description& description, EntityIndex body) const {
    const bool assistant = description.title_entry != kNone && body != kNone &&
                           document_.entities[body].type == EntityType::kManager &&
                           names_.title(description.title_entry).HasFlag("staff") &&
                           names_.title(description.title_entry).relation == Relation::kWorksFor;
    const bool named =
        description.person != kNone && MentionOf(description.person).kind == MentionKind::kName;
    if (assistant && (description.former || !named)) {
      return kNone;  // Once they did, and who knows where.
    }
    return assistant ? document_.entities[body].affiliation : body;
  }

  /// "their manager", "his agent", "the club's chairman".
  EntityIndex PossessorBody(const Description& description) const {
    if (description.possessor == kNone) {
      return kNone;
    }
    const MentionIndex index = At(description.possessor).mention;
    return index == kNone ? kNone : MentionOf(index).entity;
  }

  Document& document_;
  const Knowledge& knowledge_;
  const NameRegister& names_;
  mutable std::vector<GivenName> given_names_;                   // By entity.
  std::set<std::pair<MentionIndex, EntityIndex>> others_named_;  // Of a speaker: not these.
  std::map<MentionIndex, MentionIndex> voice_before_;  // Of a speaker: who spoke before him.
  EntityIndex last_voice_ = kNone;  // The same of the mention that Best() is asked for.
  std::set<std::pair<EntityIndex, EntityIndex>> former_members_;  // Of the second, by the text.
  std::set<EntityIndex> told_;   // Whose club a title in the text tells.
  std::vector<uint32_t> named_;  // By entity: how often its name stands in the article.
  EntityIndex topic_club_ = kNone;
  EntityIndex topic_person_ = kNone;
  EntityIndex second_person_ = kNone;  // Of whom the first one speaks.
  double margin_ = 0.0;                // By how much the last of Best() was better than the second.
  EntityType role_behind_ = EntityType::kPerson;  // Of the search that Best() is at.
  bool speaks_behind_ = false;                    // The same.
  EntityIndex spell_club_ = kNone;                // Of the search that Best() is at.
  EntityIndex squad_club_ = kNone;                // Of the search that Best() is at.
  EntityIndex focus_club_ = kNone;
  double focus_weight_ = 0.0;  // How much is to be said for it.
  std::vector<bool> subject_;
  std::vector<bool> clause_subject_;
  std::vector<bool> modifier_;
  std::vector<bool> describing_;       // A demonym that is part of a description.
  std::vector<bool> former_;           // The body of a former title.
  std::vector<uint32_t> description_;  // By mention: the description that it is the person of.
  std::vector<Score> scores_;
  std::vector<Verdict> verdicts_;  // By entity.
  uint32_t search_ = 0;            // Number of the search that Best() is at.
};

}  // namespace

void ResolveReferences(Document& document, const Knowledge& knowledge) {
  ReferenceResolver(document, knowledge).Run();
  FindAttributions(document, knowledge);
}

}  // namespace rondo::articles
