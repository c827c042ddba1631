#pragma once

// Stages 8 to 11: from an understood document to its facts. Rules match sentence by sentence,
// titles give what they say, document rules join facts, and what says the same is merged. Rules and
// Knowledge are only read. Thread rule: one Document belongs to one thread.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/document.h"
#include "tools/articles/pipeline.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

/// A fact before merging, with what the later steps ask for.
struct Candidate {
  Fact fact;
  TokenIndex trigger = kNone;
  bool optional = false;         // Too weak to be claimed by itself.
  bool ended = false;            // Of a state: it is over.
  bool undoes = false;           // Said of what the same sentence told before: it fell through.
  bool quoted = false;           // In somebody's own words.
  bool dated = false;            // The text itself says when; otherwise the date is the article's.
  bool begun = false;            // Of a state: its date is when it began.
  bool titled = false;           // By a title beside the name: it holds now, or is over.
  bool past = false;             // Told in a past tense.
  bool sides_implied = false;    // Of a match: the rule names neither side.
  bool lost = false;             // Of a match without an opponent as yet: its one side was beaten.
  bool another = false;          // Of a match: not the one whose result is told.
  EntityIndex opponent = kNone;  // Of a match told by one side alone: that side.
  int32_t years = 0;             // How long the person was at the club, where the text says so.
  EntityIndex person = kNone;    // With whom a club won a title, where the text says so.
  std::string season;            // That its sentence speaks of.
  std::string words;             // The words that the rule used, for explanations.
};

/// Fills document.facts, unless the article is about something else.
/// REQUIRES: Understand(document) has run with the same Knowledge.
void ExtractFacts(Document& document, const Knowledge& knowledge, const RuleSet& rules);
/// The same of several, step by step: see Understand().
void ExtractFacts(std::span<Document* const> documents, const Knowledge& knowledge,
                  const RuleSet& rules);
/// The same without the model for pairs.
void ExtractFactsByRules(Document& document, const Knowledge& knowledge, const RuleSet& rules);

/// Every match of every rule, sentence by sentence, with the words it used and what became of it.
std::string ExplainFacts(Document& document, const Knowledge& knowledge, const RuleSet& rules);

/// topic.cc: notes of each sentence which cues its words may begin, so that those who look for some
/// can leave it out. May be left out itself.
void MarkCues(Document& document, const RuleSet& rules);
/// topic.cc: false for articles about something else, which give no facts.
bool IsAboutFootball(const Document& document, const RuleSet& rules);

// The steps, in order (each in a file of its own).

class SentenceReadings;
struct TimeExpression;

/// relations.cc: what the rules and titles say, sentence by sentence. `readings` are the
/// document's.
std::vector<Candidate> FindCandidates(const Document& document, const Knowledge& knowledge,
                                      const RuleSet& rules, SentenceReadings& readings);
/// The same for those who do not need the readings afterwards.
std::vector<Candidate> FindCandidates(const Document& document, const Knowledge& knowledge,
                                      const RuleSet& rules);
/// document_rules.cc: what follows from facts of different sentences.
void JoinCandidates(const Document& document, const Knowledge& knowledge,
                    std::vector<Candidate>& candidates);
/// An article and what is said in it.
struct ToldArticle {
  const Document& document;
  std::vector<Candidate>& candidates;
};
/// The same of several, step by step: see Understand().
void JoinCandidates(std::span<const ToldArticle> articles, const Knowledge& knowledge);
/// told_matches.cc: which of several readings of one match holds. Before JoinCandidates.
void SettleMatches(const Document& document, std::vector<Candidate>& candidates);
/// told_matches.cc: whether the article has the words of a report of a match.
bool HasWordsOfReport(const Document& document);
/// told_matches.cc: whether it has, or begins with a result.
bool IsReportText(const Document& document);
/// told_matches.cc: a report of a match is about two clubs: the other one, if `side` is one of
/// them; kNone otherwise.
EntityIndex OtherInReport(const Document& document, EntityIndex side);
/// goals.cc: who scored, told in whatever words of a report; against whom is still to be found.
/// Before JoinCandidates finds opponents.
void FindGoals(const Document& document, const Knowledge& knowledge,
               std::vector<Candidate>& candidates);
/// team_mates.cc: the clubs of players, by those they play with and against. After JoinCandidates.
void FindTeamMates(const Document& document, const Knowledge& knowledge,
                   std::vector<Candidate>& candidates);
/// absences.cc: who cannot play in the match that the article opens with. After FindTeamMates.
void FindAbsences(const Document& document, const Knowledge& knowledge,
                  std::vector<Candidate>& candidates);
/// posts.cc: the clubs of managers and officials that the article names only elsewhere. After
/// JoinCandidates.
void FindPosts(const Document& document, const Knowledge& knowledge,
               std::vector<Candidate>& candidates);
/// known_seasons.cc: drops who was not in a competition, or did not win it, as the register knows.
/// After FindPairs.
void DropKnownOthers(const Document& document, const Knowledge& knowledge,
                     std::vector<Candidate>& candidates);
/// voices.cc: for whom journalists and pundits write and speak who are named beside the outlet.
/// After FindPairs.
void FindVoices(const Document& document, const Knowledge& knowledge,
                std::vector<Candidate>& candidates);
/// ends_of_moves.cc: where those came from, or to, of whose move the article tells one end only.
/// After JoinCandidates and FindPairs.
void FindEndsOfMoves(const Document& document, const Knowledge& knowledge,
                     std::vector<Candidate>& candidates);
/// known_moves.cc: loans and moves that the register knows, where the article speaks of them in
/// whatever words. After FindEndsOfMoves.
void FindKnownMoves(const Document& document, const Knowledge& knowledge,
                    std::vector<Candidate>& candidates);
/// competition_facts.cc: which competitions clubs take part in, by their matches and by the cups
/// that the article speaks of.
void FindCompetitions(const Document& document, const NameRegister& names,
                      std::vector<Candidate>& candidates);
/// participants.cc: who takes part in a competition by lists of fixtures, by being counted among
/// its clubs, by the name of a match.
void FindParticipants(const Document& document, const Knowledge& knowledge,
                      std::vector<Candidate>& candidates);
/// trophies.cc: what clubs have won, by lists of trophies, by who holds them and by finals.
void FindTrophies(const Document& document, const NameRegister& names,
                  std::vector<Candidate>& candidates);
/// known_titles.cc: what clubs have won, where only the register tells who it was. After
/// FindPairs.
void FindKnownTitles(const Document& document, const Knowledge& knowledge,
                     std::vector<Candidate>& candidates);
/// rivals.cc: rivals and derbies of which the sentence names one side or none, and whose rival is
/// meant, by who is known as whose rival.
void FindRivals(const Document& document, const Knowledge& knowledge,
                std::vector<Candidate>& candidates);
/// document_rules.cc: another fact that `from` tells as well, with its words, date and evidence.
Candidate DerivedCandidate(const Candidate& from, Relation relation, EntityIndex subject,
                           EntityIndex object, std::string_view rule);
/// document_rules.cc: a state that `sentence` lets guess for the day of the article.
Candidate TodaysFact(const Document& document, Relation relation, EntityIndex subject,
                     EntityIndex object, SentenceIndex sentence, std::string_view rule);
/// merge.cc: all that rules say of an article, alone and joined.
std::vector<Candidate> CandidatesOfRules(const Document& document, const Knowledge& knowledge,
                                         const RuleSet& rules);
/// relations.cc: what no rule found, but the model for pairs (pair_model.h) is sure enough of.
/// After CandidatesOfRules, with the readings of FindCandidates. `explained`: their words say what
/// speaks for them.
void FindPairs(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
               SentenceReadings& readings, std::vector<Candidate>& candidates,
               bool explained = false);
/// document_rules.cc: that the player is at the club on the day of the article, as `sentence` of it
/// lets guess.
Candidate GuessedMembership(const Document& document, EntityIndex player, EntityIndex club,
                            SentenceIndex sentence, std::string_view rule);
/// document_rules.cc: whether such a thing is claimed of the person, with whatever body, and not
/// denied.
bool Tells(const std::vector<Candidate>& candidates, Relation relation, EntityIndex person);
/// document_rules.cc: whether it is claimed of the two, if only to be denied.
bool IsClaimed(const std::vector<Candidate>& candidates, Relation relation, EntityIndex subject,
               EntityIndex object);
/// document_rules.cc: a match that was played or will be.
bool IsMatch(const Candidate& candidate);
/// document_rules.cc: whether the club or national team can be in the competition, as far as the
/// register knows both: clubs enter their own country's, or international ones.
bool MayEnter(const NameRegister& names, const Entity& club, const Entity& competition);
/// merge.cc: one fact per relation, subject, object and date; drops what others entail. `times` are
/// those of the document.
std::vector<Fact> MergeCandidates(Document& document, const Knowledge& knowledge,
                                  std::span<const TimeExpression> times,
                                  std::vector<Candidate> candidates);

}  // namespace rondo::articles
