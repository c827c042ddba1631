#pragma once

// Names that only the facts of articles use in the graph, beside those of
// graph/model/evidence_schema.h.

#include <string_view>

namespace rondo::articles {

inline constexpr std::string_view kMentionsType = "mentions";

// Of nodes and edges that were made for articles.
inline constexpr std::string_view kLearned = "learned";  // true

// Of an article.
inline constexpr std::string_view kArticleText = "text";
inline constexpr std::string_view kArticleFingerprint = "fingerprint";  // Of text, title and date.

// Of a mentions edge: what this article says of the entity.
inline constexpr std::string_view kMentionLabel = "label";
inline constexpr std::string_view kMentionAliases = "aliases";

// Of an entity.
inline constexpr std::string_view kEntityName = "name";
inline constexpr std::string_view kEntityAliases = "aliases";
inline constexpr std::string_view kEntityNationality = "nationality";
inline constexpr std::string_view kEntityPosition = "position";
inline constexpr std::string_view kEntityNationalTeam = "national_team";
inline constexpr std::string_view kEntityWomen = "women";

// Of a report, beside what evidence shows.
inline constexpr std::string_view kReportDate = "date";  // The fact's time as the text gives it.
inline constexpr std::string_view kReportReported = "reported";      // The article's date.
inline constexpr std::string_view kReportArticle = "article";        // The article's name.
inline constexpr std::string_view kReportAttributes = "attributes";  // List of "name=value".

// Of a fact, beside what evidence shows.
inline constexpr std::string_view kFactDateEnd =
    "date_end";  // Last day possible, where only a span is known.
inline constexpr std::string_view kFactReportCount = "reports";

}  // namespace rondo::articles
