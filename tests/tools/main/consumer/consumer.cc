// A program of a user, against the installed library.

#include <rondo/rondo.h>

#include <cstdio>
#include <string>

int main() {
  const std::string text =
      "Manchester United defender Chris Smalling joined Roma on loan in August 2019.\n";
  auto database = rondo::Database::Open(":memory:").value();
  auto connection = database.Connect();
  rondo::LoadArticle(connection, text, {.date = "2020-01-30"}).value();
  auto query = connection.Prepare(
      "MATCH (p:Player)-[:loaned-to]->(c:Club {name: $club}) RETURN p.name AS name");
  auto result = query->Execute({{"club", "Roma"}}).value();
  for (const auto& row : result) {
    std::puts(row.Get<std::string>("name").c_str());
  }
  rondo::ExportSubgraph(connection, {.around = "Chris Smalling", .hops = 2},
                        rondo::ExportFormat::kHtml, "smalling.html")
      .value();
}
