#include "indexer/html/markup_rules.hpp"

#include <array>
#include <cstddef>
#include <initializer_list>

namespace akin::indexer::html {
namespace {

using RuleTable = std::array<std::uint16_t, static_cast<std::size_t>(GUMBO_TAG_LAST) + 1>;

void set(RuleTable& table, int bits, std::initializer_list<GumboTag> tags) {
  for (const GumboTag tag : tags)
    table[static_cast<std::size_t>(tag)] = static_cast<std::uint16_t>(bits);
}

RuleTable build_rules() {
  RuleTable table{};
  set(table, closes_paragraph | special,
      {GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,    GUMBO_TAG_ASIDE,   GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_DETAILS,
       GUMBO_TAG_DIV,     GUMBO_TAG_DL,         GUMBO_TAG_DD,      GUMBO_TAG_DT,         GUMBO_TAG_FIELDSET,
       GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FOOTER,  GUMBO_TAG_H1,         GUMBO_TAG_H2,
       GUMBO_TAG_H3,      GUMBO_TAG_H4,         GUMBO_TAG_H5,      GUMBO_TAG_H6,         GUMBO_TAG_HEADER,
       GUMBO_TAG_HGROUP,  GUMBO_TAG_LI,         GUMBO_TAG_MAIN,    GUMBO_TAG_NAV,        GUMBO_TAG_OL,
       GUMBO_TAG_P,       GUMBO_TAG_PRE,        GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY,    GUMBO_TAG_UL});
  set(table, closes_paragraph | special | scope_boundary, {GUMBO_TAG_TABLE});
  set(table, special | table_part, {GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT, GUMBO_TAG_TR});
  set(table, special | table_part | scope_boundary, {GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_CAPTION});
  set(table, special, {GUMBO_TAG_BUTTON});
  set(table, closes_paragraph | special | as_div,
      {GUMBO_TAG_CENTER, GUMBO_TAG_MARQUEE, GUMBO_TAG_FORM, GUMBO_TAG_DIR, GUMBO_TAG_MENU});
  set(table, no_content, {GUMBO_TAG_BR, GUMBO_TAG_IMG, GUMBO_TAG_META, GUMBO_TAG_LINK, GUMBO_TAG_BASE});
  set(table, no_content | closes_paragraph, {GUMBO_TAG_HR});
  set(table, once, {GUMBO_TAG_HTML, GUMBO_TAG_BODY});
  set(table, as_span,
      {GUMBO_TAG_B,    GUMBO_TAG_BIG,      GUMBO_TAG_CODE,  GUMBO_TAG_EM,     GUMBO_TAG_FONT,   GUMBO_TAG_I,
       GUMBO_TAG_NOBR, GUMBO_TAG_S,        GUMBO_TAG_SMALL, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_TT,
       GUMBO_TAG_U,    GUMBO_TAG_MENUITEM, GUMBO_TAG_RUBY,  GUMBO_TAG_RB,     GUMBO_TAG_RT,     GUMBO_TAG_RP,
       GUMBO_TAG_RTC,  GUMBO_TAG_OUTPUT,   GUMBO_TAG_LABEL, GUMBO_TAG_LEGEND, GUMBO_TAG_MI,     GUMBO_TAG_MO,
       GUMBO_TAG_MN,   GUMBO_TAG_MS,       GUMBO_TAG_MTEXT});
  set(table, drop_tag,
      {GUMBO_TAG_HEAD,     GUMBO_TAG_FRAMESET,   GUMBO_TAG_FRAME,         GUMBO_TAG_NOFRAMES, GUMBO_TAG_ISINDEX,
       GUMBO_TAG_INPUT,    GUMBO_TAG_PARAM,      GUMBO_TAG_SOURCE,        GUMBO_TAG_TRACK,    GUMBO_TAG_COL,
       GUMBO_TAG_COLGROUP, GUMBO_TAG_EMBED,      GUMBO_TAG_OBJECT,        GUMBO_TAG_APPLET,   GUMBO_TAG_WBR,
       GUMBO_TAG_KEYGEN,   GUMBO_TAG_AREA,       GUMBO_TAG_MAP,           GUMBO_TAG_MATH,     GUMBO_TAG_BGSOUND,
       GUMBO_TAG_BASEFONT, GUMBO_TAG_OPTION,     GUMBO_TAG_OPTGROUP,      GUMBO_TAG_NEXTID,   GUMBO_TAG_SPACER,
       GUMBO_TAG_MGLYPH,   GUMBO_TAG_MALIGNMARK, GUMBO_TAG_FOREIGNOBJECT, GUMBO_TAG_DESC,     GUMBO_TAG_BLINK,
       GUMBO_TAG_MULTICOL, GUMBO_TAG_PLAINTEXT,  GUMBO_TAG_IMAGE});
  set(table, skip_content,
      {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOSCRIPT,
       GUMBO_TAG_TEMPLATE, GUMBO_TAG_SELECT, GUMBO_TAG_SVG, GUMBO_TAG_ANNOTATION_XML, GUMBO_TAG_DATALIST,
       GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO, GUMBO_TAG_CANVAS, GUMBO_TAG_TITLE, GUMBO_TAG_XMP, GUMBO_TAG_LISTING});
  return table;
}

} // namespace

std::uint16_t rule_of(GumboTag tag) noexcept {
  static const RuleTable rules = build_rules();
  return rules[static_cast<std::size_t>(tag)];
}

} // namespace akin::indexer::html
