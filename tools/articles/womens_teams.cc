// Between stages 3 and 5: clubs and nations that stand for their women's team without being called
// so. Articles about women's football write "Chelsea" and "England" all along; what tells is a
// women's competition or a women's team named in full, and that its people are "she".

#include <algorithm>
#include <span>
#include <vector>

#include "tools/articles/pipeline.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr WordList kShe = {"she", "her", "hers", "herself"};
constexpr WordList kHe = {"he", "him", "his", "himself"};
constexpr WordList kMen = {"men", "men's", "mens", "male"};

class WomensTeams {
 public:
  WomensTeams(Document& document, const NameRegister& names) : document_(document), names_(names) {}

  void Mark() {
    const auto signs = static_cast<uint32_t>(
        std::count_if(document_.mentions.begin(), document_.mentions.end(),
                      [&](const Mention& mention) { return IsWomens(mention); }));
    if (signs == 0) {
      return;
    }
    CountWords();
    const bool throughout = IsAboutWomen(signs);
    ReadSentences(throughout && IsAboutNoMen());
    for (Mention& mention : document_.mentions) {
      const Subject about = SubjectAt(mention);
      if (mention.type == EntityType::kClub && mention.variant == ClubVariant::kFirst &&
          mention.candidate_begin != mention.candidate_end && !IsWomens(mention) && !about.men &&
          (throughout || about.womens_competition) && !IsOfMan(mention)) {
        mention.variant = ClubVariant::kWomen;
      }
    }
  }

 private:
  /// What a sentence speaks of.
  struct Subject {
    bool men = false;
    bool mens_league = false;
    bool womens_competition = false;
  };

  /// What the register first makes of a name; nothing if it does not know it.
  bool IsKnownAs(const Mention& mention, bool (*is)(const KnownEntry&)) const {
    return mention.candidate_begin != mention.candidate_end &&
           is(names_.entry(names_.name(document_.candidates[mention.candidate_begin]).entry));
  }

  bool IsWomensCompetition(const Mention& mention) const {
    return IsKnownAs(mention, [](const KnownEntry& entry) {
      return entry.type == EntityType::kCompetition && entry.female;
    });
  }

  /// "Women's Super League", "Chelsea Women", "Lionesses".
  bool IsWomens(const Mention& mention) const {
    return mention.variant == ClubVariant::kWomen || IsWomensCompetition(mention) ||
           IsKnownAs(mention, [](const KnownEntry& entry) {
             return entry.type == EntityType::kClub && entry.kind == ClubKind::kWomen;
           });
  }

  /// More women than men are spoken of, and of men's leagues not much more than of what is women's.
  /// Where hardly a pronoun tells, or the coach is a man, what is called women's is named again and
  /// again, and no league of men.
  bool IsAboutWomen(uint32_t signs) const {
    constexpr uint32_t kSignsMin = 3;
    return he_ < she_ ? 2 * signs > mens_leagues_
                      : he_ <= she_ + signs && mens_leagues_ == 0 &&
                            signs >= (he_ == 0 && she_ == 0 ? kSignsMin - 1 : kSignsMin);
  }

  /// Hardly a man and no league of theirs.
  bool IsAboutNoMen() const { return mens_leagues_ == 0 || 8 * he_ <= she_; }

  void CountWords() {
    for (const Token& token : document_.tokens) {
      if (!token.Has(WordMark::kManOrWoman)) {
        continue;
      }
      const std::string_view word = document_.Folded(token);
      she_ += kShe.Has(word) ? 1 : 0;
      he_ += kHe.Has(word) ? 1 : 0;
    }
    mens_leagues_ = static_cast<uint32_t>(
        std::count_if(document_.mentions.begin(), document_.mentions.end(),
                      [&](const Mention& mention) { return IsMensLeague(mention); }));
  }

  bool IsMensLeague(const Mention& mention) const {
    return IsKnownAs(mention, [](const KnownEntry& entry) {
      return entry.type == EntityType::kCompetition && entry.league && !entry.female;
    });
  }

  /// "Pep Guardiola's City": those who coach women's teams are marked in the register, if they are
  /// in it at all.
  bool IsMansCoach(const Mention& mention) const {
    return IsKnownAs(mention, [](const KnownEntry& entry) {
      return entry.type == EntityType::kManager && !entry.female && !entry.affiliations.empty();
    });
  }

  bool CoachStandsBefore(const Mention& man) const {
    static constexpr WordList kCoaches = {"manager", "boss", "coach"};
    constexpr TokenIndex kTokensMax = 2;  // "their manager, Tom Ward".
    const TokenIndex first = document_.sentences[man.sentence].tokens.begin;
    const TokenIndex begin = man.tokens.begin - std::min(man.tokens.begin - first, kTokensMax);
    const std::span<const Token> before = document_.Tokens({begin, man.tokens.begin});
    return std::any_of(before.begin(), before.end(),
                       [&](const Token& token) { return kCoaches.Has(document_.Folded(token)); });
  }

  /// "Arsenal legend Ian Wright": the register knows a man named in full beside the club as a
  /// player of it.
  bool IsOfMan(const Mention& club) const {
    const KnownEntry team =
        names_.entry(names_.name(document_.candidates[club.candidate_begin]).entry);
    return std::any_of(
        document_.mentions.begin(), document_.mentions.end(), [&](const Mention& mention) {
          if (mention.sentence != club.sentence || mention.tokens.size() < 2 ||
              mention.candidate_begin == mention.candidate_end) {
            return false;
          }
          if (CoachStandsBefore(mention)) {
            return false;  // "manager Tom Ward": what he coaches now may be women.
          }
          const KnownEntry man =
              names_.entry(names_.name(document_.candidates[mention.candidate_begin]).entry);
          return man.type == EntityType::kPlayer && !man.female &&
                 (man.affiliations.Contains(team.name) ||
                  (man.country == team.name && !man.affiliations.empty()));
        });
  }

  /// In an article about women only "Serie A" is the women's league, and "his side" that of a man
  /// who coaches them: only what is called men's is.
  void ReadSentences(bool women_only) {
    static constexpr WordList kOfHim = {"he", "him", "his"};
    subjects_.resize(document_.sentences.size());
    for (const Token& token : document_.tokens) {
      if (!token.Has(WordMark::kManOrWoman)) {
        continue;
      }
      Subject& about = subjects_[token.sentence];
      const std::string_view word = document_.Folded(token);
      about.men = about.men || kMen.Has(word) || (!women_only && kOfHim.Has(word));
    }
    for (const Mention& mention : document_.mentions) {
      Subject& about = subjects_[mention.sentence];
      about.mens_league = about.mens_league || (!women_only && IsMensLeague(mention));
      about.men = about.men || (!women_only && IsMensLeague(mention)) || IsMansCoach(mention);
      about.womens_competition = about.womens_competition || IsWomensCompetition(mention);
    }
  }

  /// Of a sentence with leagues of both the nearer one counts: "Celtic host Dundee in the
  /// Premiership, while Arsenal meet Chelsea in the Women's Super League".
  Subject SubjectAt(const Mention& club) const {
    Subject about = subjects_[club.sentence];
    if (!about.womens_competition || !about.mens_league) {
      return about;
    }
    uint32_t nearest = kNone;
    const auto first = std::lower_bound(
        document_.mentions.begin(), document_.mentions.end(), club.sentence,
        [](const Mention& mention, SentenceIndex sentence) { return mention.sentence < sentence; });
    for (auto each = first; each != document_.mentions.end() && each->sentence == club.sentence;
         ++each) {
      const Mention& mention = *each;
      const bool womens = IsWomensCompetition(mention);
      if (!womens && !IsMensLeague(mention)) {
        continue;
      }
      const TokenIndex at = mention.tokens.begin;
      const TokenIndex here = club.tokens.begin;
      const uint32_t apart = at > here ? at - here : here - at;
      if (apart < nearest) {
        nearest = apart;
        about.womens_competition = womens;
        about.men = !womens;
      }
    }
    return about;
  }

  Document& document_;
  const NameRegister& names_;
  std::vector<Subject> subjects_;  // By sentence.
  uint32_t she_ = 0;               // Words of the article.
  uint32_t he_ = 0;
  uint32_t mens_leagues_ = 0;
};

}  // namespace

void MarkMenAndWomen(WordMarks& marks) {
  marks.AddAll(WordMark::kManOrWoman, kShe);
  marks.AddAll(WordMark::kManOrWoman, kHe);
  marks.AddAll(WordMark::kManOrWoman, kMen);
}

void MarkWomensTeams(Document& document, const Knowledge& knowledge) {
  WomensTeams(document, knowledge.names).Mark();
}

}  // namespace rondo::articles
