#pragma once
#include "../CLateLibrary/late_library.h"

// The functions of libxml2 that are called, as its headers declare them. The headers themselves stand in a folder that only
// pkg-config tells of, together with the order to link the library, which then would be loaded whenever the program begins.

typedef unsigned char xmlChar;
typedef struct _xmlTextReader *xmlTextReaderPtr;
typedef struct _xmlDoc *htmlDocPtr;
typedef int (*xmlInputReadCallback)(void *_Nullable context, char *_Nullable buffer, int len);
typedef int (*xmlInputCloseCallback)(void *_Nullable context);
typedef void (*xmlStructuredErrorFunc)(void *_Nullable userData, void *_Nullable error);

// xmlParserOption.
enum {
  ANNEX_XML_PARSE_NOERROR = 1 << 5,
  ANNEX_XML_PARSE_NOWARNING = 1 << 6,
  ANNEX_XML_PARSE_NONET = 1 << 11,
};

// xmlReaderTypes.
enum {
  ANNEX_XML_ELEMENT = 1,
  ANNEX_XML_TEXT = 3,
  ANNEX_XML_CDATA = 4,
  ANNEX_XML_ENTITY_REFERENCE = 5,
  ANNEX_XML_DOCUMENT_TYPE = 10,
  ANNEX_XML_WHITESPACE = 13,
  ANNEX_XML_SIGNIFICANT_WHITESPACE = 14,
  ANNEX_XML_END_ELEMENT = 15,
};

void xmlInitParser(void);
xmlStructuredErrorFunc _Nullable *_Nonnull __xmlStructuredError(void);
void *_Nullable *_Nonnull __xmlStructuredErrorContext(void);

xmlTextReaderPtr _Nullable xmlReaderForIO(
    xmlInputReadCallback _Nonnull read, xmlInputCloseCallback _Nullable close, void *_Nullable context,
    const char *_Nullable URL, const char *_Nullable encoding, int options);
void xmlFreeTextReader(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderRead(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderNodeType(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderDepth(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderIsEmptyElement(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderMoveToFirstAttribute(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderMoveToNextAttribute(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderMoveToElement(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderIsNamespaceDecl(xmlTextReaderPtr _Nonnull reader);
int xmlTextReaderGetParserLineNumber(xmlTextReaderPtr _Nonnull reader);
const xmlChar *_Nullable xmlTextReaderConstLocalName(xmlTextReaderPtr _Nonnull reader);
const xmlChar *_Nullable xmlTextReaderConstNamespaceUri(xmlTextReaderPtr _Nonnull reader);
const xmlChar *_Nullable xmlTextReaderConstValue(xmlTextReaderPtr _Nonnull reader);

// xmlSAXHandler, with which web pages are read.
typedef struct {
  void *_Nullable before[14];
  void (*_Nullable startElement)(
      void *_Nullable context, const xmlChar *_Nullable name, const xmlChar *_Nullable *_Nullable attributes);
  void (*_Nullable endElement)(void *_Nullable context, const xmlChar *_Nullable name);
  void *_Nullable reference;
  void (*_Nullable characters)(void *_Nullable context, const xmlChar *_Nullable text, int count);
  void (*_Nullable ignorableWhitespace)(void *_Nullable context, const xmlChar *_Nullable text, int count);
  void *_Nullable behind[8];
  unsigned int initialized;
  void *_Nullable _private;
  void *_Nullable namespaced[2];
  void *_Nullable serror;
} ANNEXSAXHandler;

htmlDocPtr _Nullable htmlSAXParseDoc(
    const xmlChar *_Nonnull text, const char *_Nullable encoding, ANNEXSAXHandler *_Nullable handler,
    void *_Nullable context);

#define ANNEX_XML_FUNCTIONS(EACH) \
  EACH(xmlInitParser) EACH(__xmlStructuredError) EACH(__xmlStructuredErrorContext) EACH(xmlReaderForIO) \
  EACH(xmlFreeTextReader) EACH(xmlTextReaderRead) EACH(xmlTextReaderNodeType) EACH(xmlTextReaderDepth) \
  EACH(xmlTextReaderIsEmptyElement) EACH(xmlTextReaderMoveToFirstAttribute) \
  EACH(xmlTextReaderMoveToNextAttribute) EACH(xmlTextReaderMoveToElement) EACH(xmlTextReaderIsNamespaceDecl) \
  EACH(xmlTextReaderGetParserLineNumber) EACH(xmlTextReaderConstLocalName) EACH(xmlTextReaderConstNamespaceUri) \
  EACH(xmlTextReaderConstValue) EACH(htmlSAXParseDoc)

ANNEX_LATE_LIBRARY(XMLFunctions, annex_load_xml, ANNEX_XML_FUNCTIONS)
