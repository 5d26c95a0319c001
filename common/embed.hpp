// Files that a library carries in itself.
#pragma once

/// Defines symbol_begin and symbol_end, between which the file at path stands; declare them extern "C" const char[].
/// The assembler takes the file in: no data path at run time, nothing for the compiler to parse. Hidden, so that two
/// shared libraries with Akin inside do not share them.
#define AKIN_EMBED(symbol, path)                                                                                       \
  __asm__(".pushsection .rodata\n"                                                                                     \
          ".balign 16\n"                                                                                               \
          ".global " #symbol "_begin\n.hidden " #symbol "_begin\n" #symbol "_begin:\n"                                 \
          ".incbin \"" path "\"\n"                                                                                     \
          ".global " #symbol "_end\n.hidden " #symbol "_end\n" #symbol "_end:\n"                                       \
          ".byte 0\n"                                                                                                  \
          ".popsection\n")
