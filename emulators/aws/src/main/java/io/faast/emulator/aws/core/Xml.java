package io.faast.emulator.aws.core;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes an XML document. Not thread-safe. */
public final class Xml {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins a document. */
  public Xml(String root) {
    open(root);
  }

  /** Begins a document in a namespace. */
  public Xml(String root, String namespace) {
    out.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
    open.push(root);
  }

  /** Opens an element; what follows goes into it. */
  public Xml open(String name) {
    out.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  /** Closes the element that was opened last. */
  public Xml close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Adds an element that holds text. */
  public Xml text(String name, String text) {
    open(name);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#13;");
        default -> out.append(c);
      }
    }
    return close();
  }

  /** Returns the document, with everything closed. */
  @Override
  public String toString() {
    StringBuilder whole = new StringBuilder(out);
    open.forEach(name -> whole.append("</").append(name).append('>'));
    return whole.toString();
  }
}
