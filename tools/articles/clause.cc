#include "tools/articles/clause.h"

#include <algorithm>
#include <array>

#include "tools/articles/chunker.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

// How far subjects and phrases are looked for, in chunks.
constexpr uint32_t kSubjectChunksMax = 24;
constexpr uint32_t kPhraseChunksMax = 30;
// How many phrases hang on a verb that has any, at most as a rule.
constexpr std::size_t kPhrasesUsually = 4;

// "wants him to leave": verbs whose object does what the infinitive says.
constexpr WordList kObjectControl = {
    "want",     "ask",     "tell",    "allow",     "urge",     "expect", "force",   "persuade",
    "help",     "let",     "advise",  "encourage", "convince", "like",   "need",    "order",
    "permit",   "leave",   "send",    "invite",    "tip",      "back",   "enable",  "see",
    "sell",     "loan",    "release", "lure",      "tempt",    "push",   "require", "prefer",
    "instruct", "inspire", "predict", "challenge", "beg",      "trust"};

class PredicateReader {
 public:
  PredicateReader(const Document& document, const Lexicon& lexicon, Clauses& out)
      : document_(document), lexicon_(lexicon), out_(out), chunks_(out.chunks) {}

  void Run();

 private:
  bool Is(ChunkIndex chunk, ChunkKind kind) const {
    return chunk < chunks_.size() && chunks_[chunk].kind == kind;
  }
  bool IsFinite(ChunkIndex chunk) const {
    return Is(chunk, ChunkKind::kVerbGroup) && (chunks_[chunk].flags & kFinite) != 0;
  }
  /// The chunk before `chunk`, adverbs and times skipped; kNone at the start.
  ChunkIndex Before(ChunkIndex chunk) const;
  ChunkIndex After(ChunkIndex chunk) const;
  std::optional<EntityType> TypeOf(ChunkIndex chunk) const;

  void FindSubjects(Predicate& predicate);
  void FindFiniteSubject(Predicate& predicate);
  NounList ChainEndingAt(ChunkIndex noun) const;
  bool MayOpenClause(ChunkIndex preposition) const;
  bool IsPartOfMatch(ChunkIndex noun) const;
  bool IsFromSuitor(const Predicate& predicate, ChunkIndex preposition) const;
  bool EndsGerundClause(ChunkIndex noun) const;
  NounList AntecedentOf(ChunkIndex relative) const;
  NounList SubjectOfPrevious(ChunkIndex chunk) const;
  NounList SubjectAcrossComma(ChunkIndex comma) const;
  bool IsName(ChunkIndex chunk) const;
  void FindInfiniteSubject(Predicate& predicate);
  bool IsAside(const Predicate& predicate) const;
  uint32_t GovernorOf(ChunkIndex chunk) const;
  bool ControlsByObject(const Predicate& governor) const;
  void FindGerundSubject(Predicate& predicate, ChunkIndex before);

  void FindObjects(Predicate& predicate);
  bool IsOwnedByTime(ChunkIndex noun) const;
  bool IsApposed(const NounList& objects, ChunkIndex at) const;
  bool IsCompanion(const PrepositionalPhrase& phrase) const;
  bool TakePreposition(Predicate& predicate, ChunkIndex& at, bool& object_allowed,
                       ChunkIndex& apart) const;
  void FindPhrases(Predicate& predicate, ChunkIndex at, bool object_allowed);
  PrepositionalPhrase* ListGoingOn(Predicate& predicate, ChunkIndex at) const;
  bool GoesOnWithObject(const Predicate& predicate, ChunkIndex at) const;
  void LendSubjects();
  bool IsWithinMatter(WordId preposition) const;
  void ReadNominals();
  void FindGovernor(Nominal& nominal) const;
  NounList ListFrom(ChunkIndex noun, ChunkIndex& next) const;
  ChunkIndex BehindAdverbsAndMarks(ChunkIndex preposition) const;
  bool Coordinated(ChunkIndex first, ChunkIndex second) const;
  bool IsTeam(ChunkIndex noun) const;
  bool BeginsClause(ChunkIndex noun) const;
  bool FollowsVerb(ChunkIndex noun) const;

  const Document& document_;
  const Lexicon& lexicon_;
  Clauses& out_;
  std::vector<Chunk>& chunks_;
};

ChunkIndex PredicateReader::Before(ChunkIndex chunk) const {
  while (chunk > 0) {
    --chunk;
    if (!Is(chunk, ChunkKind::kAdverb) && !Is(chunk, ChunkKind::kTime)) {
      return chunk;
    }
  }
  return kNone;
}

ChunkIndex PredicateReader::After(ChunkIndex chunk) const {
  ++chunk;
  while (Is(chunk, ChunkKind::kAdverb) || Is(chunk, ChunkKind::kTime)) {
    ++chunk;
  }
  return chunk < chunks_.size() ? chunk : kNone;
}

std::optional<EntityType> PredicateReader::TypeOf(ChunkIndex chunk) const {
  const MentionIndex head = chunks_[chunk].head;
  if (head == kNone || document_.mentions[head].entity == kNone) {
    return std::nullopt;
  }
  return document_.entities[document_.mentions[head].entity].type;
}

/// Whether two noun phrases joined by "and" can be one list: people with people, clubs with clubs.
bool PredicateReader::Coordinated(ChunkIndex first, ChunkIndex second) const {
  const auto left = TypeOf(first);
  const auto right = TypeOf(second);
  if (!left || !right) {
    // Names with names, and "79 goals and 17 assists".
    return (chunks_[first].head != kNone) == (chunks_[second].head != kNone);
  }
  return *left == *right || (IsHuman(*left) && IsHuman(*right));
}

/// True if a finite verb follows the noun phrase, so that it is a subject rather than a list's
/// member.
bool PredicateReader::BeginsClause(ChunkIndex noun) const {
  const ChunkIndex after = After(noun);
  // "a defeat at Lazio and RB Leipzig also losing": a gerund behind an adverb has it as its
  // subject.
  const bool gerund = after != kNone && after > noun + 1 && Is(after, ChunkKind::kVerbGroup) &&
                      (chunks_[after].flags & kGerund) != 0;
  return after != kNone && (IsFinite(after) || gerund);
}

/// False in "his spells with Genoa and Roma helped him": the verb has no other subject than this.
bool PredicateReader::FollowsVerb(ChunkIndex noun) const {
  while (noun > 0 && !Is(noun - 1, ChunkKind::kComma) && !Is(noun - 1, ChunkKind::kStop) &&
         !Is(noun - 1, ChunkKind::kSubordinator)) {
    --noun;
    if (IsFinite(noun)) {
      return true;
    }
  }
  return noun > 0;
}

/// "a mid-table team": some club, not yet by name.
bool PredicateReader::IsTeam(ChunkIndex noun) const {
  static constexpr WordList kTeams = {"team", "side", "club", "outfit"};
  const Chunk& chunk = chunks_[noun];
  return chunk.head == kNone && chunk.head_word != kNone && chunk.possessor == kNone &&
         kTeams.Has(document_.Folded(document_.tokens[chunk.head_word]));
}

NounList PredicateReader::ListFrom(ChunkIndex noun, ChunkIndex& next) const {
  static constexpr WordList kOpeners = {"both", "welcome", "host"};
  NounList list{noun};
  ChunkIndex last = noun;
  while (true) {
    ChunkIndex at = last + 1;
    // "winger Jadon Sancho (19), ...": what stands in brackets does not end the list.
    if (Is(at, ChunkKind::kOpen)) {
      while (at < chunks_.size() && !Is(at, ChunkKind::kClose)) {
        ++at;
      }
      ++at;
    }
    bool joined = false;
    bool by_comma = true;
    while (Is(at, ChunkKind::kComma) ||
           (Is(at, ChunkKind::kConjunction) &&
            document_.Folded(document_.tokens[chunks_[at].tokens.begin]) != "but")) {
      joined = true;
      by_comma = by_comma && Is(at, ChunkKind::kComma);
      ++at;
    }
    // "After defeat at Lazio, Roma are ...": a comma alone does not put the subject on the list.
    // "could leave Napoli and both Roma and Lyon are interested", "won at Napoli and welcome Roma":
    // another matter begins.
    if (joined && by_comma && IsTeam(last) && Is(at, ChunkKind::kNounPhrase) &&
        TypeOf(at) == EntityType::kClub && !BeginsClause(at)) {
      list.push_back(at);  // "from a second-tier side, Hull": which one.
      last = at;
      continue;
    }
    if (!joined || !Is(at, ChunkKind::kNounPhrase) || !Coordinated(noun, at) ||
        kOpeners.Has(document_.Folded(document_.tokens[chunks_[at].tokens.begin])) ||
        (BeginsClause(at) && (by_comma || FollowsVerb(noun)))) {
      break;
    }
    list.push_back(at);
    last = at;
  }
  next = last + 1;
  return list;
}

/// "after Smalling joined": a preposition that opens a clause as well.
bool PredicateReader::MayOpenClause(ChunkIndex preposition) const {
  static constexpr WordList kOpeners = {"after", "before", "since",    "until",
                                        "as",    "than",   "following"};
  const std::string_view word =
      document_.Folded(document_.tokens[chunks_[preposition].tokens.begin]);
  return kOpeners.Has(word);
}

/// The noun phrase whose last phrase is `noun`: "the agent of Chris Smalling" gives the agent, with
/// whatever is coordinated in front of it.
NounList PredicateReader::ChainEndingAt(ChunkIndex noun) const {
  ChunkIndex head = noun;
  for (uint32_t steps = 0; steps < 3 && head >= 2; ++steps) {
    const ChunkIndex preposition = head - 1;
    if (!Is(preposition, ChunkKind::kPreposition) || !Is(preposition - 1, ChunkKind::kNounPhrase) ||
        MayOpenClause(preposition)) {
      break;
    }
    // "beat Arsenal at home and ...": the noun in front belongs to a verb only if it stands behind
    // one.
    head = preposition - 1;
  }
  NounList list{head};
  if (head >= 2 && (Is(head - 1, ChunkKind::kConjunction) || Is(head - 1, ChunkKind::kComma))) {
    ChunkIndex at = head;
    while (at >= 2 && (Is(at - 1, ChunkKind::kConjunction) || Is(at - 1, ChunkKind::kComma)) &&
           Is(at - 2, ChunkKind::kNounPhrase) && Coordinated(at - 2, head)) {
      at -= 2;
    }
    // Only if the list begins a clause: behind a verb or preposition its first members belong
    // there.
    const ChunkIndex before = Before(at);
    const bool has_and = Is(head - 1, ChunkKind::kConjunction);
    if (has_and && at != head && before != kNone && Is(before, ChunkKind::kPreposition) &&
        !FollowsVerb(at)) {
      return ChainEndingAt(at);  // "Wins over Lazio and Genoa lifted Roma": it is the wins.
    }
    if (has_and && at != head &&
        (before == kNone ||
         (!Is(before, ChunkKind::kVerbGroup) && !Is(before, ChunkKind::kPreposition)))) {
      list.clear();
      for (ChunkIndex index = at; index <= head; index += 2) {
        list.push_back(index);
      }
    }
  }
  return list;
}

/// "Signing for Brentford is ...": it is the signing, not the club.
bool PredicateReader::EndsGerundClause(ChunkIndex noun) const {
  ChunkIndex at = noun;
  while (at >= 2 && Is(at - 1, ChunkKind::kPreposition) && Is(at - 2, ChunkKind::kNounPhrase)) {
    at -= 2;
  }
  at -= at > 0 && Is(at - 1, ChunkKind::kPreposition) ? 1 : 0;
  if (at == 0 || !Is(at - 1, ChunkKind::kVerbGroup) || (chunks_[at - 1].flags & kGerund) == 0) {
    return false;
  }
  const ChunkIndex before = Before(at - 1);
  return before == kNone || Is(before, ChunkKind::kQuote);
}

NounList PredicateReader::AntecedentOf(ChunkIndex relative) const {
  const bool person = chunks_[relative].word == lexicon_.who;
  NounList nearest;
  ChunkIndex at = relative;
  for (uint32_t steps = 0; steps < 6 && at > 0; ++steps) {
    --at;
    if (Is(at, ChunkKind::kNounPhrase)) {
      const auto type = TypeOf(at);
      if (nearest.empty()) {
        nearest = {at};
      }
      if (!person || (type && IsHuman(*type))) {
        return {at};
      }
      continue;
    }
    if (Is(at, ChunkKind::kVerbGroup) || Is(at, ChunkKind::kStop) ||
        Is(at, ChunkKind::kSubordinator)) {
      break;
    }
  }
  return nearest;
}

NounList PredicateReader::SubjectOfPrevious(ChunkIndex chunk) const {
  for (auto it = out_.predicates.rbegin(); it != out_.predicates.rend(); ++it) {
    if (it->chunk < chunk && (chunks_[it->chunk].flags & kFinite) != 0 && !it->subjects.empty()) {
      return it->subjects;
    }
  }
  return {};
}

bool PredicateReader::IsName(ChunkIndex chunk) const {
  const MentionIndex head = chunks_[chunk].head;
  return Is(chunk, ChunkKind::kNounPhrase) && head != kNone &&
         document_.mentions[head].kind == MentionKind::kName;
}

/// The subject of a verb behind a comma (or bracket, or dash): what stands before the inserted
/// phrase.
NounList PredicateReader::SubjectAcrossComma(ChunkIndex comma) const {
  const ChunkKind mark = chunks_[comma].kind;
  const ChunkKind opening = mark == ChunkKind::kClose ? ChunkKind::kOpen : mark;
  ChunkIndex at = comma;
  for (uint32_t steps = 0; steps < kSubjectChunksMax && at > 0; ++steps) {
    --at;
    if (!Is(at, opening) || at == 0) {
      continue;
    }
    const ChunkIndex before = Before(at);
    if (before != kNone && Is(before, ChunkKind::kNounPhrase)) {
      // ", 29," or ", who ...," or ", the Roma director,": the verb belongs to the noun before.
      const bool relative_inside =
          std::any_of(chunks_.begin() + at, chunks_.begin() + comma, [](const Chunk& chunk) {
            return chunk.kind == ChunkKind::kRelative ||
                   (chunk.flags & (kBareParticiple | kGerund)) != 0;
          });
      const bool clause_inside =
          std::any_of(chunks_.begin() + at, chunks_.begin() + comma, [](const Chunk& chunk) {
            return chunk.kind == ChunkKind::kVerbGroup && (chunk.flags & kFinite) != 0;
          });
      if (chunks_[before].head == kNone && comma == at + 2 && IsName(at + 1)) {
        return {at + 1};  // "His father, Hugo Blank, played for Lyon": no word means the father.
      }
      if (relative_inside || !clause_inside) {
        return ChainEndingAt(before);
      }
    }
    if (mark == ChunkKind::kClose) {
      break;
    }
  }
  return {};
}

void PredicateReader::FindFiniteSubject(Predicate& predicate) {
  const ChunkIndex before = Before(predicate.chunk);
  if (before == kNone) {
    return;
  }
  switch (chunks_[before].kind) {
    case ChunkKind::kRelative:
      predicate.subjects = AntecedentOf(before);
      return;
    case ChunkKind::kSubordinator:
      if (chunks_[before].word == lexicon_.that && before > 0 &&
          (Is(before - 1, ChunkKind::kNounPhrase))) {
        predicate.subjects = AntecedentOf(before);
      } else {
        predicate.subjects = SubjectOfPrevious(predicate.chunk);
      }
      return;
    case ChunkKind::kNounPhrase:
      if (!EndsGerundClause(before)) {
        predicate.subjects = ChainEndingAt(before);
      }
      return;
    case ChunkKind::kConjunction:
      predicate.subjects = SubjectOfPrevious(predicate.chunk);
      return;
    case ChunkKind::kComma:
    case ChunkKind::kDash:
    case ChunkKind::kClose:
      predicate.subjects = SubjectAcrossComma(before);
      if (predicate.subjects.empty()) {
        predicate.subjects = SubjectOfPrevious(predicate.chunk);
      }
      return;
    case ChunkKind::kQuote: {
      const ChunkIndex further = Before(before);
      if (further != kNone && Is(further, ChunkKind::kNounPhrase)) {
        predicate.subjects = ChainEndingAt(further);
      }
      return;
    }
    default:
      return;
  }
}

/// ", said Monk,": who speaks, told in passing, governs nothing around it.
bool PredicateReader::IsAside(const Predicate& predicate) const {
  const ChunkIndex verb = predicate.chunk;
  const auto mark = [&](ChunkIndex chunk) {
    return Is(chunk, ChunkKind::kComma) || Is(chunk, ChunkKind::kQuote);
  };
  return verb > 0 && mark(verb - 1) && Is(verb + 1, ChunkKind::kNounPhrase) &&
         (mark(verb + 2) || Is(verb + 2, ChunkKind::kStop)) &&
         (chunks_[verb].flags & kFinite) != 0 && chunks_[verb + 1].head != kNone;
}

uint32_t PredicateReader::GovernorOf(ChunkIndex chunk) const {
  uint32_t governor = kNone;
  for (uint32_t index = 0; index < out_.predicates.size(); ++index) {
    if (out_.predicates[index].chunk < chunk && !IsAside(out_.predicates[index])) {
      governor = index;
    }
  }
  return governor;
}

bool PredicateReader::ControlsByObject(const Predicate& governor) const {
  const std::string_view lemma = lexicon_.vocabulary().WordOf(chunks_[governor.chunk].lemma);
  const TokenIndex behind = chunks_[governor.chunk].tokens.end;
  // "saw off Reading to reach the final": it is not Reading that reached it.
  const bool off =
      behind < document_.tokens.size() && (document_.Folded(document_.tokens[behind]) == "off" ||
                                           document_.Folded(document_.tokens[behind]) == "out");
  return kObjectControl.Has(lemma) && !off;
}

void PredicateReader::FindInfiniteSubject(Predicate& predicate) {
  const ChunkIndex before = Before(predicate.chunk);
  predicate.governor = GovernorOf(predicate.chunk);
  if (before != kNone && Is(before, ChunkKind::kNounPhrase)) {
    const Chunk& noun = chunks_[before];
    const ChunkIndex further = Before(before);
    if (noun.head != kNone && further != kNone && Is(further, ChunkKind::kPreposition) &&
        chunks_[further].word == lexicon_.for_) {
      predicate.subjects = {before};  // "for Smalling to stay".
      return;
    }
    if (noun.head == kNone && noun.possessor != kNone) {
      predicate.subjects = {before};  // "his desire to leave": the possessor, see SubjectMention.
      return;
    }
    if (noun.head != kNone && predicate.governor != kNone && further != kNone &&
        Is(further, ChunkKind::kVerbGroup) &&
        ControlsByObject(out_.predicates[predicate.governor])) {
      predicate.subjects = out_.predicates[predicate.governor].objects.empty()
                               ? NounList{before}
                               : out_.predicates[predicate.governor].objects;
      return;
    }
    if (noun.head == kNone && further != kNone && Is(further, ChunkKind::kPreposition) &&
        further > 0 && Is(further - 1, ChunkKind::kNounPhrase) && predicate.governor == kNone) {
      predicate.subjects = ChainEndingAt(before);
    }
  }
  if (predicate.governor != kNone) {
    const Predicate& governor = out_.predicates[predicate.governor];
    predicate.subjects = governor.subjects;
    if ((chunks_[governor.chunk].flags & kPassive) == 0 && ControlsByObject(governor) &&
        !governor.objects.empty() && governor.objects.front() > governor.chunk &&
        chunks_[governor.objects.front()].head != kNone) {
      predicate.subjects = governor.objects;
    }
  }
}

void PredicateReader::FindGerundSubject(Predicate& predicate, ChunkIndex before) {
  predicate.governor = GovernorOf(predicate.chunk);
  if (before != kNone && Is(before, ChunkKind::kComma) &&
      (chunks_[predicate.chunk].flags & (kPerfect | kHadPerfect)) != 0) {
    // ", having been linked with ...": of whom the main clause speaks.
    predicate.subjects = SubjectOfPrevious(predicate.chunk);
    return;
  }
  if (before != kNone && Is(before, ChunkKind::kNounPhrase) && chunks_[before].head != kNone) {
    const ChunkIndex further = Before(before);
    const bool absolute = further == kNone || Is(further, ChunkKind::kComma) ||
                          Is(further, ChunkKind::kDash) || Is(further, ChunkKind::kConjunction);
    if (further != kNone &&
        (Is(further, ChunkKind::kPreposition) || Is(further, ChunkKind::kVerbGroup))) {
      // "with Salah scoring", "in Roma becoming the first", "stopped Inter Milan scoring".
      predicate.subjects = {before};
      return;
    }
    if (absolute) {
      predicate.subjects = ChainEndingAt(before);  // ", Steven Bergwijn scoring on his debut".
      return;
    }
  }
  if (predicate.governor != kNone && !out_.predicates[predicate.governor].subjects.empty()) {
    predicate.subjects = out_.predicates[predicate.governor].subjects;
  }
}

void PredicateReader::FindSubjects(Predicate& predicate) {
  const Chunk& group = chunks_[predicate.chunk];
  if ((group.flags & kFinite) != 0) {
    FindFiniteSubject(predicate);
    return;
  }
  if ((group.flags & kInfinitive) != 0) {
    FindInfiniteSubject(predicate);
    return;
  }
  const ChunkIndex before = Before(predicate.chunk);
  if ((group.flags & kGerund) != 0) {
    FindGerundSubject(predicate, before);
    return;
  }
  // A bare participle: "the striker, signed from Ajax", "players linked with Roma".
  ChunkIndex noun = before;
  if (noun != kNone &&
      (Is(noun, ChunkKind::kComma) || Is(noun, ChunkKind::kDash) || Is(noun, ChunkKind::kOpen))) {
    noun = Before(noun);
  }
  if (noun != kNone && Is(noun, ChunkKind::kNounPhrase)) {
    predicate.subjects = {noun};
  } else {
    predicate.governor = GovernorOf(predicate.chunk);
    if (predicate.governor != kNone) {
      predicate.subjects = out_.predicates[predicate.governor].subjects;
    }
  }
}

/// `as "totally unacceptable"`: the last chunk before the noun phrase that belongs to the
/// preposition.
ChunkIndex PredicateReader::BehindAdverbsAndMarks(ChunkIndex preposition) const {
  ChunkIndex at = preposition;
  while (Is(at + 1, ChunkKind::kQuote) || Is(at + 1, ChunkKind::kAdverb)) {
    ++at;
  }
  return Is(at + 1, ChunkKind::kNounPhrase) ? at : preposition;
}

/// "signed Watkins for £28m and Traore for £19m": the list of objects goes on behind a phrase.
bool PredicateReader::GoesOnWithObject(const Predicate& predicate, ChunkIndex at) const {
  return Is(at, ChunkKind::kConjunction) && Is(at + 1, ChunkKind::kNounPhrase) &&
         !predicate.objects.empty() && !predicate.phrases.empty() &&
         chunks_[predicate.objects.back()].head != kNone && chunks_[at + 1].head != kNone &&
         chunks_[predicate.phrases.back().nouns.back()].head == kNone &&
         Coordinated(predicate.objects.back(), at + 1) && !BeginsClause(at + 1);
}

/// "the additions of Watkins for £28m and Traore for £19m".
PrepositionalPhrase* PredicateReader::ListGoingOn(Predicate& predicate, ChunkIndex at) const {
  if (!Is(at, ChunkKind::kConjunction) || !Is(at + 1, ChunkKind::kNounPhrase) ||
      predicate.phrases.size() < 2 || chunks_[at + 1].head == kNone || BeginsClause(at + 1)) {
    return nullptr;
  }
  PrepositionalPhrase& list = predicate.phrases[predicate.phrases.size() - 2];
  const bool plain = chunks_[predicate.phrases.back().nouns.back()].head == kNone;
  return plain && chunks_[list.nouns.back()].head != kNone && Coordinated(list.nouns.back(), at + 1)
             ? &list
             : nullptr;
}

void PredicateReader::FindObjects(Predicate& predicate) {
  FindPhrases(predicate, predicate.chunk + 1, true);
}

/// "Sunday's win": the noun phrase behind a time that has it.
bool PredicateReader::IsOwnedByTime(ChunkIndex noun) const {
  return Is(noun, ChunkKind::kNounPhrase) &&
         (document_.tokens[chunks_[noun].tokens.begin].Has(kPossessive) ||
          document_.tokens[chunks_[noun].tokens.begin - 1].Has(kPossessive));
}

/// "face minnows the Faroe Islands", "beat neighbours Roma": the second noun phrase says who.
bool PredicateReader::IsApposed(const NounList& objects, ChunkIndex at) const {
  static constexpr WordList kWhat = {"minnows",   "neighbours", "rivals",     "champions",
                                     "leaders",   "strugglers", "giants",     "hosts",
                                     "newcomers", "visitors",   "holders",    "compatriots",
                                     "opponents", "winners",    "favourites", "outsiders"};
  const Chunk& first = chunks_[objects.back()];
  return objects.size() == 1 && objects.back() + 1 == at && chunks_[at].head != kNone &&
         kWhat.Has(document_.Folded(document_.tokens[first.tokens.end - 1]));
}

/// "joined Roma despite interest from Spal": he does not come from there.
bool PredicateReader::IsFromSuitor(const Predicate& predicate, ChunkIndex preposition) const {
  static constexpr WordList kCourting = {"interest",   "competition", "attention", "approach",
                                         "approaches", "bid",         "bids",      "offer",
                                         "offers",     "pressure",    "advances",  "links"};
  const ChunkIndex noun = preposition - 1;
  return Is(predicate.chunk, ChunkKind::kVerbGroup) && preposition > predicate.chunk + 1 &&
         document_.Folded(document_.tokens[chunks_[preposition].tokens.begin]) == "from" &&
         Is(noun, ChunkKind::kNounPhrase) && chunks_[noun].head == kNone &&
         !predicate.phrases.empty() && predicate.phrases.back().nouns.back() == noun &&
         kCourting.Has(document_.Folded(document_.tokens[chunks_[noun].tokens.end - 1]));
}

/// "lost after extra time to Roma": nothing can hang on such a noun.
bool PredicateReader::IsPartOfMatch(ChunkIndex noun) const {
  static constexpr WordList kParts = {"time",     "penalties", "shootout", "shoot-out", "half-time",
                                      "interval", "break",     "minutes",  "replay"};
  return kParts.Has(document_.Folded(document_.tokens[chunks_[noun].tokens.end - 1]));
}

/// "his return with a goal in the defeat to Roma": what follows belongs to the goal.
bool PredicateReader::IsCompanion(const PrepositionalPhrase& phrase) const {
  return lexicon_.vocabulary().WordOf(phrase.preposition) == "with" &&
         chunks_[phrase.nouns.back()].head == kNone;
}

/// Reads the phrase that the preposition at `at` opens and goes on behind it; false where the
/// phrases of the predicate end. `apart`: the preposition of a last phrase that stands apart.
bool PredicateReader::TakePreposition(Predicate& predicate, ChunkIndex& at, bool& object_allowed,
                                      ChunkIndex& apart) const {
  object_allowed = false;
  PrepositionalPhrase phrase;
  phrase.preposition = chunks_[at].word;
  phrase.chunk = at;
  if (Is(at + 1, ChunkKind::kPreposition)) {
    ++at;  // "away from", "up to": the last one counts.
    return true;
  }
  if (Is(at + 1, ChunkKind::kTime)) {
    if (!IsOwnedByTime(at + 2)) {
      at += 2;
      return true;
    }
    ++at;  // "in Sunday's win".
  }
  at = BehindAdverbsAndMarks(at);
  if (!Is(at + 1, ChunkKind::kNounPhrase)) {
    if (Is(at + 1, ChunkKind::kVerbGroup)) {
      ++at;  // "leave without doing something": the preposition still says how.
      return false;
    }
    ++at;
    object_allowed = predicate.objects.empty();  // A particle: "snapped up Smalling".
    return true;
  }
  phrase.nouns = ListFrom(at + 1, at);
  // "a new contract at Roma after his loan stints with Genoa": "with Genoa" is the stints'.
  const bool nested =
      MayOpenClause(phrase.chunk) && chunks_[phrase.nouns.back()].head == kNone &&
      !IsPartOfMatch(phrase.nouns.back()) &&
      document_.Folded(document_.tokens[chunks_[phrase.chunk].tokens.begin]) != "as";
  apart = nested ? phrase.chunk : apart;
  const bool companion = Is(predicate.chunk, ChunkKind::kNounPhrase) && IsCompanion(phrase);
  if (IsFromSuitor(predicate, phrase.chunk)) {
    return true;
  }
  if (predicate.phrases.empty()) {
    predicate.phrases.reserve(kPhrasesUsually);
  }
  predicate.phrases.push_back(std::move(phrase));
  return !nested && !companion;
}

void PredicateReader::FindPhrases(Predicate& predicate, ChunkIndex at, bool object_allowed) {
  const bool of_noun = Is(predicate.chunk, ChunkKind::kNounPhrase);
  ChunkIndex apart = kNone;
  for (uint32_t steps = 0; steps < kPhraseChunksMax && at < chunks_.size(); ++steps) {
    const Chunk& chunk = chunks_[at];
    if (chunk.kind == ChunkKind::kAdverb || chunk.kind == ChunkKind::kTime) {
      ++at;
      continue;
    }
    if (chunk.kind == ChunkKind::kNounPhrase && object_allowed) {
      if (predicate.objects.empty() || IsApposed(predicate.objects, at)) {
        predicate.objects = ListFrom(at, at);
      } else if (predicate.second_objects.empty()) {
        predicate.second_objects = ListFrom(at, at);
      } else {
        break;
      }
      continue;
    }
    if (chunk.kind == ChunkKind::kPreposition && predicate.phrases.empty() &&
        lexicon_.IsPhrasal(chunks_[predicate.chunk].lemma, chunk.word)) {
      object_allowed = predicate.objects.empty();
      ++at;
      continue;
    }
    if (chunk.kind == ChunkKind::kPreposition) {
      if (!TakePreposition(predicate, at, object_allowed, apart)) {
        break;
      }
      continue;
    }
    if (PrepositionalPhrase* list = ListGoingOn(predicate, at); list != nullptr) {
      list->nouns.push_back(at + 1);
      at += 2;
      continue;
    }
    if (GoesOnWithObject(predicate, at)) {
      predicate.objects.push_back(at + 1);
      at += 2;
      continue;
    }
    if (chunk.kind == ChunkKind::kComma || chunk.kind == ChunkKind::kQuote ||
        chunk.kind == ChunkKind::kConjunction) {
      // Go on only to a prepositional phrase or a date: ", from Roma".
      const ChunkIndex next = at + 1;
      const bool goes_on =
          Is(next, ChunkKind::kPreposition) || Is(next, ChunkKind::kTime) ||
          (chunk.kind == ChunkKind::kQuote && object_allowed && Is(next, ChunkKind::kNounPhrase));
      if (!goes_on) {
        break;
      }
      object_allowed = chunk.kind == ChunkKind::kQuote;
      ++at;
      continue;
    }
    if (chunk.kind == ChunkKind::kOpen) {
      while (at < chunks_.size() && !Is(at, ChunkKind::kClose)) {
        ++at;
      }
      ++at;
      continue;
    }
    break;
  }
  // "joined Roma after a loan spell at Genoa": no words of the spell say what the joining was.
  at = apart != kNone && !of_noun ? apart : at;
  predicate.reach_end =
      at > 0 ? chunks_[std::min<std::size_t>(at, chunks_.size()) - 1].tokens.end : 0;
}

/// The predicate whose subject, object or phrase the noun phrase is.
void PredicateReader::FindGovernor(Nominal& nominal) const {
  const ChunkIndex noun = nominal.phrase.chunk;
  const auto holds = [&](const NounList& nouns) {
    return std::find(nouns.begin(), nouns.end(), noun) != nouns.end();
  };
  for (uint32_t index = 0; index < out_.predicates.size(); ++index) {
    const Predicate& predicate = out_.predicates[index];
    if (holds(predicate.objects) || holds(predicate.second_objects) || holds(predicate.subjects)) {
      nominal.governor = index;
      nominal.preposition = kUnknownWord;
      return;
    }
    for (const PrepositionalPhrase& phrase : predicate.phrases) {
      if (holds(phrase.nouns)) {
        nominal.governor = index;
        nominal.preposition = phrase.preposition;
      }
    }
  }
}

/// "is pushing for a move", "on the verge of a move": the subject's; not so "won after a draw".
bool PredicateReader::IsWithinMatter(WordId preposition) const {
  static constexpr WordList kTies = {"for", "on",    "of",      "to",   "over", "about",
                                     "in",  "under", "towards", "into", "with"};
  return preposition == kUnknownWord || kTies.Has(lexicon_.vocabulary().WordOf(preposition));
}

void PredicateReader::ReadNominals() {
  out_.nominals.clear();
  for (ChunkIndex index = 0; index < chunks_.size(); ++index) {
    const Chunk& chunk = chunks_[index];
    if (chunk.kind != ChunkKind::kNounPhrase) {
      continue;
    }
    const TokenIndex head =
        chunk.head == kNone ? chunk.head_word : document_.mentions[chunk.head].tokens.end - 1;
    if (!lexicon_.IsFramedNoun(document_.tokens[head].word) ||
        (chunk.head != kNone && document_.mentions[chunk.head].kind != MentionKind::kDescription)) {
      continue;
    }
    Nominal nominal;
    nominal.phrase.chunk = index;
    nominal.head = head;
    FindPhrases(nominal.phrase, index + 1, false);
    FindGovernor(nominal);
    nominal.phrase.reach_begin = chunk.tokens.begin;
    if (nominal.phrase.phrases.empty()) {
      nominal.phrase.reach_end = chunk.tokens.end;
    }
    if (nominal.governor != kNone && IsWithinMatter(nominal.preposition)) {
      nominal.phrase.subjects = out_.predicates[nominal.governor].subjects;
    }
    out_.nominals.push_back(std::move(nominal));
  }
}

void PredicateReader::Run() {
  out_.predicates.clear();
  for (ChunkIndex index = 0; index < chunks_.size(); ++index) {
    if (chunks_[index].kind != ChunkKind::kVerbGroup) {
      continue;
    }
    Predicate predicate;
    predicate.chunk = index;
    FindSubjects(predicate);
    FindObjects(predicate);
    predicate.reach_begin = predicate.subjects.empty() || predicate.subjects.front() > index
                                ? chunks_[index].tokens.begin
                                : chunks_[predicate.subjects.front()].tokens.begin;
    chunks_[index].predicate = static_cast<uint32_t>(out_.predicates.size());
    out_.predicates.push_back(std::move(predicate));
  }
  LendSubjects();
  ReadNominals();
}

void PredicateReader::LendSubjects() {
  // A gerund at the start ("After joining Roma, Smalling ...") takes the subject of the verb that
  // follows.
  for (std::size_t index = 0; index + 1 < out_.predicates.size(); ++index) {
    Predicate& predicate = out_.predicates[index];
    const uint16_t flags = chunks_[predicate.chunk].flags;
    if (predicate.subjects.empty() && (flags & (kGerund | kBareParticiple)) != 0) {
      for (std::size_t later = index + 1; later < out_.predicates.size(); ++later) {
        if ((chunks_[out_.predicates[later].chunk].flags & kFinite) != 0) {
          predicate.subjects = out_.predicates[later].subjects;
          break;
        }
      }
    }
  }
}

std::string_view NameOf(ChunkKind kind) {
  static constexpr std::array<std::string_view, 15> kNames = {
      "noun",  "verb", "prep",  "conj", "sub",   "rel",   "adv", "time",
      "comma", "open", "close", "dash", "colon", "quote", "stop"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace

void ReadClauses(const Document& document, const Lexicon& lexicon, const Sentence& sentence,
                 std::span<const TimeExpression> times, Clauses& out) {
  Chunker(document, lexicon, sentence, times, out.chunks).Run();
  PredicateReader(document, lexicon, out).Run();
}

std::string DescribeClauses(const Document& document, const Lexicon& lexicon,
                            const Clauses& clauses) {
  std::string text;
  const auto chunk_text = [&](ChunkIndex index) {
    return std::string(document.TextOf(clauses.chunks[index].tokens));
  };
  for (const Chunk& chunk : clauses.chunks) {
    text += "[" + std::string(NameOf(chunk.kind)) + " " +
            std::string(document.TextOf(chunk.tokens)) + "] ";
  }
  text += "\n";
  for (const Predicate& predicate : clauses.predicates) {
    text += "  " + std::string(lexicon.vocabulary().WordOf(clauses.chunks[predicate.chunk].lemma)) +
            ":";
    const uint16_t flags = clauses.chunks[predicate.chunk].flags;
    for (const auto& [bit, name] : std::initializer_list<std::pair<uint16_t, std::string_view>>{
             {kFinite, "finite"},
             {kInfinitive, "infinitive"},
             {kGerund, "gerund"},
             {kBareParticiple, "participle"},
             {kPassive, "passive"},
             {kNegated, "not"},
             {kFuture, "will"},
             {kConditional, "may"},
             {kPast, "past"},
             {kPerfect, "perfect"},
             {kHadPerfect, "had"}}) {
      if ((flags & bit) != 0) {
        text += " " + std::string(name);
      }
    }
    for (const ChunkIndex noun : predicate.subjects) {
      text += " | subject " + chunk_text(noun);
    }
    for (const ChunkIndex noun : predicate.objects) {
      text += " | object " + chunk_text(noun);
    }
    for (const ChunkIndex noun : predicate.second_objects) {
      text += " | object2 " + chunk_text(noun);
    }
    for (const PrepositionalPhrase& phrase : predicate.phrases) {
      for (const ChunkIndex noun : phrase.nouns) {
        text += " | " + chunk_text(phrase.chunk) + " " + chunk_text(noun);
      }
    }
    text += "\n";
  }
  for (const Nominal& nominal : clauses.nominals) {
    if (nominal.phrase.phrases.empty() && clauses.chunks[nominal.phrase.chunk].possessor == kNone) {
      continue;
    }
    text += "  " + chunk_text(nominal.phrase.chunk) + ": noun";
    for (const PrepositionalPhrase& phrase : nominal.phrase.phrases) {
      for (const ChunkIndex noun : phrase.nouns) {
        text += " | " + chunk_text(phrase.chunk) + " " + chunk_text(noun);
      }
    }
    text += "\n";
  }
  return text;
}

}  // namespace rondo::articles
