#pragma once

// What the tests of article reading share: the knowledge, loaded once, and short ways to read a
// text and to ask what was read.

#include <string>
#include <string_view>
#include <vector>

#include "tools/articles/pipeline.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

const Knowledge& SharedKnowledge();
/// The rules that are compiled into the program, loaded once.
const RuleSet& SharedRules();

/// Reads `text` as a plain article up to stage 7.
Document ReadText(std::string_view text, std::string_view date = "2020-01-30");

/// The texts of the tokens.
std::vector<std::string> TokenTexts(const Document& document);

/// Name of the entity that the `occurrence`-th mention written `text` stands for; "-" if for none,
/// "?" if there is no such mention.
std::string Meant(const Document& document, std::string_view text, int occurrence = 1);

/// Type of the entity of that name ("player"), or "?".
std::string TypeOf(const Document& document, std::string_view name);

/// Speaker of the quotation that holds `words`, or "-" if nobody is known, "?" if it stands in
/// none.
std::string SpeakerOf(const Document& document, std::string_view words);

/// "title: holder @ body" of every description that has a holder.
std::vector<std::string> TitlesHeld(const Document& document);

/// "plays-in Roma > Serie A 2020-01-30" for every fact that rules find in a text.
std::vector<std::string> FactsOf(std::string_view text, std::string_view date = "2020-01-30");

}  // namespace rondo::articles
