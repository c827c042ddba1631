#pragma once

// How evidence stands in the graph. Edges cannot point to edges, so the support that one article
// gives to one fact is a node of its own:
//
//   (:Report {edge: <id of the fact>, sentence, quote, begin, end, speaker, modality, confidence,
//             rule})-[:`reported-in`]->(:Article {name, title, date, outlet, text})
//
// with an index on Report(edge). Whoever writes articles uses these names, and so does evidence().
// A fact is an edge with `from`, `until` or `date`, and with `reported`, `modality` and
// `confidence` of its strongest report.

#include <string_view>

namespace rondo::evidence {

// ---- Labels and edge types.
inline constexpr std::string_view kReportLabel = "Report";
inline constexpr std::string_view kArticleLabel = "Article";
inline constexpr std::string_view kReportedInType = "reported-in";

// ---- Properties of a report.
inline constexpr std::string_view kReportEdge = "edge";          // Integer: id of the fact's edge.
inline constexpr std::string_view kReportSentence = "sentence";  // String: the whole sentence.
inline constexpr std::string_view kReportQuote = "quote";      // String: words in quotation marks.
inline constexpr std::string_view kReportBegin = "begin";      // Integer: byte offsets of the
inline constexpr std::string_view kReportEnd = "end";          // sentence in the article's text.
inline constexpr std::string_view kReportSpeaker = "speaker";  // String: who says so.
inline constexpr std::string_view kReportModality =
    "modality";  // String: "asserted", "denied", ...
inline constexpr std::string_view kReportConfidence = "confidence";  // Float from 0 to 1.
inline constexpr std::string_view kReportRule = "rule";              // String: name of the rule.

// ---- Properties of an article.
inline constexpr std::string_view kArticleName = "name";  // String: names it among all articles.
inline constexpr std::string_view kArticleTitle = "title";
inline constexpr std::string_view kArticleDate = "date";  // Date of publication.
inline constexpr std::string_view kArticleOutlet = "outlet";

// ---- Properties of a fact (an edge).
inline constexpr std::string_view kFactFrom = "from";          // Date: first day of a state.
inline constexpr std::string_view kFactUntil = "until";        // Date: first day after it.
inline constexpr std::string_view kFactDate = "date";          // Date of an event.
inline constexpr std::string_view kFactReported = "reported";  // Date: first reported.
inline constexpr std::string_view kFactModality = "modality";
inline constexpr std::string_view kFactConfidence = "confidence";

}  // namespace rondo::evidence
