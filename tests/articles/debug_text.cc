#include "tests/articles/debug_text.h"

#include <fmt/format.h>

namespace rondo::articles {
namespace {

std::string NameOfEntity(const Document& document, EntityIndex entity) {
  return entity == kNone ? "?" : document.entities[entity].name;
}

void AppendSentence(const Document& document, const Sentence& sentence, std::string& out) {
  for (TokenIndex at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    const Token& token = document.tokens[at];
    if (token.Has(kSpaceBefore)) {
      out += ' ';
    }
    if (token.quote != kNone && document.quotes[token.quote].tokens.begin == at) {
      out += fmt::format("<<{}: ", NameOfEntity(document, document.quotes[token.quote].speaker));
    }
    const bool begins =
        token.mention != kNone && document.mentions[token.mention].tokens.begin == at;
    out += begins ? "[" : "";
    out += document.TextOf(token);
    if (token.mention != kNone && document.mentions[token.mention].tokens.end == at + 1) {
      const Mention& mention = document.mentions[token.mention];
      constexpr std::string_view kKinds = "ndxp";
      out += fmt::format("|{}{}={}", kKinds[static_cast<std::size_t>(mention.kind)],
                         mention.weak ? "~" : "", NameOfEntity(document, mention.entity));
      if (mention.entity_2 != kNone) {
        out += "+" + NameOfEntity(document, mention.entity_2);
      }
      out += "]";
    }
    if (token.quote != kNone && document.quotes[token.quote].tokens.end == at + 1) {
      out += ">>";
    }
  }
}

}  // namespace

std::string DebugText(const Document& document, const Knowledge& knowledge) {
  std::string out = fmt::format("== {} title '{}'\n", document.id, document.title);
  for (std::size_t index = 0; index < document.sentences.size(); ++index) {
    out += fmt::format("{}.{}", index, document.sentences[index].headline ? "H" : "");
    AppendSentence(document, document.sentences[index], out);
    out += '\n';
  }
  for (const Description& description : document.descriptions) {
    out += fmt::format(
        "title: {} '{}' person '{}'={} body '{}'={}{}{}{}\n", description.sentence,
        description.title_entry == kNone ? std::string()
                                         : knowledge.names.title(description.title_entry).phrase,
        description.person == kNone ? ""
                                    : document.TextOf(document.mentions[description.person].tokens),
        NameOfEntity(document, description.holder),
        description.organisation == kNone
            ? ""
            : document.TextOf(document.mentions[description.organisation].tokens),
        NameOfEntity(document, description.body), description.former ? " former" : "",
        description.definite ? " definite" : "", description.body_inferred ? " inferred" : "");
  }
  for (const Entity& entity : document.entities) {
    out += fmt::format("entity: {} '{}' role '{}' at '{}' of {} {}", NameOf(entity.type),
                       entity.name, entity.role, NameOfEntity(document, entity.affiliation),
                       entity.nationality, entity.position);
    for (const std::string& alias : entity.aliases) {
      out += " | " + alias;
    }
    out += '\n';
  }
  return out;
}

}  // namespace rondo::articles
