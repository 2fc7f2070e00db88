#pragma once
// Debian's libxml2 is built with ICU, and its headers would bring in the system's, which contradict the copy that
// Foundation brings along. Nothing here uses a structure that differs for it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/c14n.h>
#include <libxml/globals.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

// What Swift cannot import: macros, and fields that differ between releases.

/// The magic number that makes a handler table a SAX2 one.
static inline unsigned int lt_sax2_magic(void) { return XML_SAX2_MAGIC; }

/// Says that the bytes are UTF-8, so that the parser neither guesses nor converts.
static inline void lt_assume_utf8(xmlParserCtxtPtr ctxt) { ctxt->charset = XML_CHAR_ENCODING_UTF8; }

/// `xmlFree` is a function pointer behind a macro.
static inline void lt_free(void *memory) { xmlFree(memory); }

static inline void lt_silent(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/// Has libxml2 print nothing, on this thread and on all that come: messages arrive as structured errors.
static inline void lt_silence(void) {
    xmlThrDefSetGenericErrorFunc(NULL, lt_silent);
    xmlSetGenericErrorFunc(NULL, lt_silent);
}
