package io.faast.examples.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the user's local Maven repository where Maven would: {@code -Dmaven.repo.local} here or in
 * {@code MAVEN_OPTS} or {@code MAVEN_ARGS}, then the user's {@code settings.xml}, then {@code
 * ~/.m2/repository}.
 */
final class LocalRepository {
  private static final String PROPERTY = "maven.repo.local";
  private static final Pattern OPTION = Pattern.compile("-D" + PROPERTY + "=(\"[^\"]+\"|\\S+)");

  private LocalRepository() {}

  /**
   * Returns the directory, which need not exist.
   *
   * @throws IOException if the settings can't be read
   */
  static Path find(Map<String, String> environment, Path home) throws IOException {
    String property = System.getProperty(PROPERTY);
    if (property != null) {
      return Path.of(property);
    }
    for (String variable : new String[] {"MAVEN_ARGS", "MAVEN_OPTS"}) {
      Matcher option = OPTION.matcher(environment.getOrDefault(variable, ""));
      if (option.find()) {
        return Path.of(option.group(1).replace("\"", ""));
      }
    }
    Path maven = home.resolve(".m2");
    return fromSettings(maven.resolve("settings.xml"), home).orElse(maven.resolve("repository"));
  }

  private static Optional<Path> fromSettings(Path settings, Path home) throws IOException {
    if (!Files.isRegularFile(settings)) {
      return Optional.empty();
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    try (InputStream in = Files.newInputStream(settings)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("localRepository")) {
          String path = xml.getElementText().strip().replace("${user.home}", home.toString());
          return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      throw new IOException(settings + " is not well-formed; name the repository by --dir", e);
    }
  }
}
