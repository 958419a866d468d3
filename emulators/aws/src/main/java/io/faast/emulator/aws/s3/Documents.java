package io.faast.emulator.aws.s3;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Xml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads and writes the XML documents of S3. */
final class Documents {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private Documents() {}

  private static Element read(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(document))
          .getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    } catch (SAXException | IOException e) {
      throw new ApiException(
          400,
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our schema.");
    }
  }

  /** Returns the tags anywhere in a document; an empty one has none. */
  static Map<String, String> tags(byte[] document) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (document.length > 0) {
      NodeList list = read(document).getElementsByTagName("Tag");
      for (int i = 0; i < list.getLength(); i++) {
        Element tag = (Element) list.item(i);
        tags.put(text(tag, "Key"), text(tag, "Value"));
      }
    }
    return tags;
  }

  /** Returns the region that a new bucket is to be in; empty if the document does not say. */
  static String location(byte[] document) {
    return document.length == 0 ? "" : text(read(document), "LocationConstraint");
  }

  /** Returns the tags in the header of an upload, written like a query. */
  static Map<String, String> tags(String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : header.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        tags.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return tags;
  }

  /** Returns the keys that are to be deleted. */
  static List<String> keys(byte[] document) {
    List<String> keys = new ArrayList<>();
    NodeList list = read(document).getElementsByTagName("Object");
    for (int i = 0; i < list.getLength(); i++) {
      keys.add(text((Element) list.item(i), "Key"));
    }
    return keys;
  }

  private static String text(Element in, String name) {
    NodeList list = in.getElementsByTagName(name);
    return list.getLength() == 0 ? "" : list.item(0).getTextContent();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static Xml tagging(Map<String, String> tags) {
    Xml xml = new Xml("Tagging", NAMESPACE).open("TagSet");
    tags.forEach((key, value) -> xml.open("Tag").text("Key", key).text("Value", value).close());
    return xml;
  }
}
