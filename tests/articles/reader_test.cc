#include "tools/articles/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/articles/reading.h"
#include "tools/articles/iso_date.h"

namespace rondo::articles {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Document Read(std::string_view bytes, ArticleFormat format = ArticleFormat::kText) {
  auto document = ReadArticle(bytes, format, {.id = "id", .date = {}, .outlet = {}});
  EXPECT_TRUE(document.ok()) << (document.ok() ? "" : document.error().message);
  return document.ok() ? std::move(document).value() : Document{};
}

std::string ErrorOf(std::string_view bytes, ArticleFormat format = ArticleFormat::kText) {
  const auto document = ReadArticle(bytes, format, {.id = "id", .date = {}, .outlet = {}});
  return document.ok() ? "" : document.error().detail;
}

TEST(Reader, FindsTitleAndDate) {
  const Document document = Read("Roma sign Smalling\ndate 2020-01-30\n\nRoma have signed him.");
  EXPECT_EQ(document.title, "Roma sign Smalling");
  ASSERT_TRUE(document.date.has_value());
  EXPECT_EQ(IsoDay(*document.date), "2020-01-30");
}

TEST(Reader, TakesADateLineWithoutTitleAndDropsTheCreditBehindIt) {
  const Document document = Read(" date 2020-01-30 JOHN DOE/Getty Images\n\nRoma have signed him.");
  EXPECT_EQ(document.title, "");
  ASSERT_TRUE(document.date.has_value());
  EXPECT_THAT(document.text, Not(HasSubstr("Getty")));
}

TEST(Reader, DropsTheBiographyOfTheAuthorHoweverLong) {
  const Document document = Read(
      "Roma have signed him.\nAda Quill has written pieces on subjects that range from the time of "
      "Zeno Petrak at Barcelona to the career of Zed Small, and she first joined the team in 2020 "
      "as a staff writer for the club's own magazine.\n");
  EXPECT_THAT(document.text, HasSubstr("Roma have signed him."));
  EXPECT_THAT(document.text, Not(HasSubstr("Zeno Petrak")));
}

TEST(Reader, KeepsOffsetsWhatEverItBlanksOut) {
  const std::string text =
      "Title\n\nBy John Smith\n\n(Photo by A. Nobody/Getty Images) Roma have signed him.\n\nRead "
      "more: rubbish";
  const Document document = Read(text);
  EXPECT_EQ(document.text.size(), text.size());
  EXPECT_EQ(document.text.find("Roma have"), text.find("Roma have"));
  EXPECT_THAT(document.text, Not(HasSubstr("John Smith")));
  EXPECT_THAT(document.text, Not(HasSubstr("Nobody")));
  EXPECT_THAT(document.text, Not(HasSubstr("rubbish")));
}

TEST(Reader, EndsParagraphsAtLinksThatStandInTheText) {
  const Document document = ReadText(
      "Leeds won again. Live Championship table Championship fixtures Get Sky Sports on WhatsApp "
      "Zed Small scored. Please use Chrome browser for a more accessible video player Hugo Blank "
      "was pleased.");
  ASSERT_EQ(document.paragraphs.size(), 3u);
  EXPECT_EQ(Meant(document, "Championship"), "?");
  EXPECT_EQ(Meant(document, "Zed Small"), "Zed Small");
  EXPECT_EQ(Meant(document, "Hugo Blank"), "Hugo Blank");
}

TEST(Reader, DropsAgencyDatelines) {
  EXPECT_THAT(Read("LONDON (Reuters) - Chelsea won.\n\nThey did.").text, Not(HasSubstr("LONDON")));
  EXPECT_THAT(Read("(CNN)Chelsea won.\n\nThey did.").text, HasSubstr("Chelsea won."));
}

TEST(Reader, JoinsLinesWrappedAtAWidth) {
  const Document document = ReadText(
      "Chelsea have signed a striker from\nBarcelona for a fee of five\nmillion pounds after "
      "long\ntalks with the "
      "club.\n\nThe end.");
  ASSERT_EQ(document.sentences.size(), 2U);
}

TEST(Reader, ReadsMarkdown) {
  const Document document = Read(
      "---\ntitle: \"Roma win\"\ndate: 2020-02-01\n---\n# Roma win\n\n**Roma** beat "
      "[Lazio](http://x.y/z) 2-0.\n"
      "![picture](a.png)\n",
      ArticleFormat::kMarkdown);
  EXPECT_EQ(document.title, "Roma win");
  EXPECT_EQ(IsoDay(*document.date), "2020-02-01");
  EXPECT_THAT(document.text, Not(HasSubstr("http")));
  EXPECT_THAT(document.text, Not(HasSubstr("picture")));
  EXPECT_THAT(document.text, HasSubstr("Lazio"));
}

TEST(Reader, ReadsHtmlWithoutItsBoilerplate) {
  const std::string page =
      "<!DOCTYPE html><html><head><title>Roma win | Site</title><meta "
      "property=\"article:published_time\" "
      "content=\"2020-02-01T10:00:00Z\"><script>var a = "
      "'<p>no</p>';</script></head><body><nav>Menu</nav>"
      "<h1>Roma win</h1><p>Roma&rsquo;s side beat Lazio &amp; co. <b>2-0</b>.</p><p>M&#252;ller "
      "scored.</p>"
      "<footer>Imprint</footer></body></html>";
  const Document document = Read(page, ArticleFormat::kHtml);
  EXPECT_EQ(document.title, "Roma win");
  EXPECT_EQ(IsoDay(*document.date), "2020-02-01");
  EXPECT_THAT(document.text, HasSubstr("Roma\u2019s side beat Lazio & co. 2-0."));
  EXPECT_THAT(document.text, HasSubstr("M\u00FCller scored."));
  EXPECT_THAT(document.text, Not(HasSubstr("Menu")));
  EXPECT_THAT(document.text, Not(HasSubstr("Imprint")));
  EXPECT_THAT(document.text, Not(HasSubstr("var a")));
  const auto lazio = static_cast<uint32_t>(document.text.find("Lazio"));
  EXPECT_EQ(document.offsets.ToOriginal(lazio), page.find("Lazio"));
  const auto scored = static_cast<uint32_t>(document.text.find("scored"));
  EXPECT_EQ(document.offsets.ToOriginal(scored), page.find("scored"));
}

TEST(Reader, SurvivesHtmlSoup) {
  for (const char* page :
       {"<html><p>Roma won<p>again", "<html><div <p>Roma won</b></i>", "<html><script>x",
        "<html><a href=\"x>Roma won", "<html>&#xFFFFFFFF;&bogus;& Roma won",
        "<html><aside>Roma won", "<html><!-- Roma"}) {
    const auto document =
        ReadArticle(page, ArticleFormat::kHtml, {.id = "x", .date = {}, .outlet = {}});
    EXPECT_TRUE(document.ok() || document.error().detail == "EmptyArticle") << page;
  }
}

TEST(Reader, ReplacesBrokenUtf8AndKeepsOffsets) {
  const std::string text = "Bj\xC3\xB6rn \xFF and M\xC3\xBCller won.";
  const Document document = Read(text);
  EXPECT_THAT(document.text, HasSubstr("\uFFFD and M\u00FCller"));
  const auto won = static_cast<uint32_t>(document.text.find("won"));
  EXPECT_EQ(document.offsets.ToOriginal(won), text.find("won"));
}

TEST(Reader, ReadsWindows1252) {
  EXPECT_THAT(Read("Roma\x92s M\xFCller won.").text, HasSubstr("Roma\u2019s M\u00FCller"));
}

TEST(Reader, ReadsControlsAsTheMarksThatWereMeant) {
  const Document document = Read("\u0093Roma\u0092s M\u00FCller won,\u0094 he said \u0096 twice.");
  EXPECT_THAT(document.text,
              HasSubstr("\u201CRoma\u2019s M\u00FCller won,\u201D he said \u2013 twice."));
  // The marks take three bytes instead of two; the offsets still lead back to what was given.
  const auto said = static_cast<uint32_t>(document.text.find("said"));
  EXPECT_EQ(document.offsets.ToOriginal(said), 28U);
  EXPECT_THAT(Read("Roma\u0081 won.").text, HasSubstr("Roma\u0081 won."));
}

TEST(Reader, RefusesWhatIsNoText) {
  EXPECT_EQ(ErrorOf(std::string("\x7F"
                                "ELF\0\0\0",
                                7)),
            "BinaryData");
  EXPECT_EQ(ErrorOf("\xFF\xFEh\x01"), "WrongEncoding");
  EXPECT_EQ(ErrorOf("  \n "), "EmptyArticle");
  EXPECT_EQ(ErrorOf(""), "EmptyArticle");
}

TEST(Reader, RefusesWhatIsTooLong) {
  const auto document = ReadArticle("Roma won.", ArticleFormat::kText,
                                    {.id = "x", .date = {}, .outlet = {}, .bytes_max = 8});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().detail, "ArticleTooLarge");
  EXPECT_TRUE(ReadArticle("Roma won.", ArticleFormat::kText,
                          {.id = "x", .date = {}, .outlet = {}, .bytes_max = 9})
                  .ok());
}

TEST(Reader, GoesOnBehindABadLineOfJson) {
  const std::string lines =
      "{\"id\": 7, \"date\": \"2020-01-30\", \"outlet\": \"BBC\", \"text\": \"Roma won.\"}\n"
      "not json\n\n{\"id\": \"b\"}\n{\"title\": \"T\", \"text\": \"Lazio lost.\"}\n";
  ArticleSource source(lines, ArticleFormat::kJsonLines, {.id = "file", .date = {}, .outlet = {}});
  auto first = source.Next();
  ASSERT_TRUE(first && first->ok());
  EXPECT_EQ((*first)->id, "7");
  EXPECT_EQ((*first)->outlet, "BBC");
  EXPECT_TRUE((*first)->date.has_value());
  auto second = source.Next();
  ASSERT_TRUE(second && !second->ok());
  EXPECT_THAT(second->error().message, HasSubstr("line 2"));
  auto third = source.Next();
  ASSERT_TRUE(third && !third->ok());
  EXPECT_THAT(third->error().message, HasSubstr("line 4"));
  auto fourth = source.Next();
  ASSERT_TRUE(fourth && fourth->ok());
  EXPECT_EQ((*fourth)->id, "file:5");
  EXPECT_EQ((*fourth)->title, "T");
  EXPECT_FALSE(source.Next().has_value());
  EXPECT_EQ(source.position(), lines.size());
}

TEST(Reader, TellsTheFormat) {
  EXPECT_EQ(FormatOf("a.HTML", "x"), ArticleFormat::kHtml);
  EXPECT_EQ(FormatOf("a", "\n <!DOCTYPE html>"), ArticleFormat::kHtml);
  EXPECT_EQ(FormatOf("a.md", ""), ArticleFormat::kMarkdown);
  EXPECT_EQ(FormatOf("a.jsonl", ""), ArticleFormat::kJsonLines);
  EXPECT_EQ(FormatOf("a.txt", "Roma"), ArticleFormat::kText);
}

TEST(Reader, TakesObjectsOnStandardInputForJsonLines) {
  EXPECT_EQ(FormatOf("-", "{\"text\": \"Roma\"}\n"), ArticleFormat::kJsonLines);
  EXPECT_EQ(FormatOf("-", "\n{ \"text\": \"Roma\"}"), ArticleFormat::kJsonLines);
  EXPECT_EQ(FormatOf("-", "{Roma} won."), ArticleFormat::kText);
  EXPECT_EQ(FormatOf("-", "{"), ArticleFormat::kText);
  EXPECT_EQ(FormatOf("-", ""), ArticleFormat::kText);
  EXPECT_EQ(FormatOf("a.txt", "{\"text\": \"Roma\"}"), ArticleFormat::kText);
}

TEST(IsoDay, ReadsTheWaysDaysAreWritten) {
  for (const char* text :
       {"2020-01-30", "30 January 2020", "January 30, 2020", "Jan. 30th 2020", "30th jan 2020"}) {
    const auto day = ParseWrittenDay(text);
    ASSERT_TRUE(day.has_value()) << text;
    EXPECT_EQ(IsoDay(*day), "2020-01-30") << text;
  }
  EXPECT_FALSE(ParseWrittenDay("30 February 2020").has_value());
  EXPECT_FALSE(ParseIsoDay("2020-13-01").has_value());
  EXPECT_FALSE(ParseIsoDay("2020-01-3").has_value());
}

}  // namespace
}  // namespace rondo::articles
