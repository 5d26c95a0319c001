#include "tests/cli/workspace.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace akin::test {

const std::string_view news_articles =
    R"({"id":"ferry-1","title":"Ferry runs aground off Skerrick harbour","body":"The ferry Maren Tide ran aground off Skerrick harbour before dawn on Monday with ninety passengers on board. Captain Ines Holloway said the tide had fallen faster than the charts had promised. Lifeboats brought everyone ashore by breakfast, and the harbour master closed the northern channel.","published":"2024-03-04T08:00:00Z","source":"Skerrick Mail","people":["Ines Holloway"],"places":["Skerrick"],"tags":["shipping"],"section":"News","authors":["Dara Finch"],"language":"en"}
{"id":"ferry-copy","title":"Ferry runs aground off Skerrick harbour","body":"The ferry Maren Tide ran aground off Skerrick harbour before dawn on Monday with ninety passengers on board. Captain Ines Holloway said the tide had fallen faster than the charts had promised. Lifeboats brought everyone ashore by breakfast, and the harbour master closed the northern channel.","published":"2024-03-04T10:00:00Z","source":"Coastal Wire","people":["Ines Holloway"],"places":["Skerrick"],"language":"en"}
{"id":"ferry-2","title":"Inquiry into the Maren Tide grounding opens","body":"Investigators opened an inquiry on Friday into why the ferry Maren Tide ran aground off Skerrick. Captain Ines Holloway told them that the charts of the northern channel were two years old. The harbour master promised new soundings before the ferry sails again.","published":"2024-03-08T09:00:00Z","source":"Coastal Wire","people":["Ines Holloway"],"places":["Skerrick"],"tags":["shipping","inquiry"],"language":"en"}
{"id":"harbour-x","title":"Brindle harbour wins money for a new crane","body":"The harbour at Brindle will buy a second crane after the council voted for the loan on Tuesday. Dockers had asked for it since the old one stood still for a month last winter.","published":"2024-01-16T12:00:00Z","source":"Brindle Post","places":["Brindle"],"tags":["shipping"],"language":"en"}
{"id":"observatory","title":"Observatory sees a comet split in two","body":"Astronomers at the Mount Ardle observatory watched a comet break into two pieces on Sunday night. The pieces drift apart by a few metres a second, said Oskar Lindqvist, who leads the survey.","published":"2023-11-20T06:30:00Z","source":"Ardle Star","people":["Oskar Lindqvist"],"places":["Mount Ardle"],"tags":["science"],"language":"en"}
{"id":"phare","title":"Le phare de Kerlaz fermé pour l'hiver","body":"Le phare de Kerlaz restera fermé tout l'hiver, a annoncé la mairie lundi. Les travaux de peinture dureront jusqu'en mars.","published":"2023-12-04","source":"La Côte","places":["Kerlaz"],"language":"fr"}
{"id":"hostile","title":"\u001b]0;owned\u0007Quillback \u001b[31mred\u001b[0m \u009b2J","body":"Quillback words\u001b[2J in an article that attacks the terminal.","source":"\u001b[5mblink","language":"en"}
)";

Workspace::Workspace() {
  std::string pattern = std::filesystem::temp_directory_path() / "akin-cli-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr)
    throw std::runtime_error("no temporary directory");
  surroundings.directory = pattern;
}

Workspace::~Workspace() {
  std::error_code error;
  std::filesystem::remove_all(path(), error);
}

void Workspace::write(const std::string& name, std::string_view contents) const {
  std::filesystem::create_directories((path() / name).parent_path());
  std::ofstream(path() / name, std::ios::binary) << contents;
}

std::string Workspace::read(const std::string& name) const {
  std::ifstream stream(path() / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Finished Workspace::akin(const std::vector<std::string>& arguments) const { return run_akin(arguments, surroundings); }

Finished Workspace::shell(const std::string& command) const { return run_shell(command, surroundings); }

IndexedWorkspace::IndexedWorkspace() {
  write("news.jsonl", news_articles);
  const Finished run = akin({"index", "--index", "index", "--quiet", "news.jsonl"});
  if (run.status != 0)
    throw std::runtime_error("cannot index the test's articles: " + run.err);
  surroundings.environment["AKIN_INDEX"] = "index";
}

std::size_t line_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

} // namespace akin::test
