package io.faast.corpus.lucene;

import io.faast.corpus.Cases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/** Lucene: an index in memory, text analysis, the query parser, scores and sorting. */
public final class Main {
  private static final List<String> TEXTS =
      List.of(
          "The quick brown fox jumps over the lazy dog",
          "A quick answer is better than a long one",
          "Foxes and dogs are not the best of friends",
          "Searching is quick when the index is in memory",
          "Memory of brown bears and lazy afternoons",
          "Der schnelle braune Fuchs springt über den faulen Hund");

  private Main() {}

  /** Builds an index, asks a query and says what was found, how and in which order. */
  static String found(Directory directory, Analyzer analyzer, String query, Sort sort)
      throws Exception {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      QueryParser parser = new QueryParser("text", analyzer);
      parser.setAllowLeadingWildcard(true);
      Query parsed = parser.parse(query);
      List<String> hits = new ArrayList<>();
      ScoreDoc[] docs =
          sort == null
              ? searcher.search(parsed, 10).scoreDocs
              : searcher.search(parsed, 10, sort).scoreDocs;
      for (ScoreDoc hit : docs) {
        hits.add(
            searcher.storedFields().document(hit.doc).get("id")
                + String.format(Locale.ROOT, ":%.4f", hit.score));
      }
      String why =
          docs.length == 0 || sort != null ? "" : searcher.explain(parsed, docs[0].doc).toString();
      return parsed + " " + hits + " " + why;
    }
  }

  static Directory index(Analyzer analyzer, Codec codec) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer)
            .setCodec(codec)
            .setMergeScheduler(new SerialMergeScheduler());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < TEXTS.size(); i++) {
        Document document = new Document();
        document.add(new StringField("id", "d" + i, Field.Store.YES));
        document.add(new TextField("text", TEXTS.get(i), Field.Store.YES));
        document.add(new IntPoint("length", TEXTS.get(i).length()));
        document.add(new NumericDocValuesField("length", TEXTS.get(i).length()));
        document.add(new StoredField("length", TEXTS.get(i).length()));
        writer.addDocument(document);
        if (i % 2 == 1) {
          writer.commit();
        }
      }
      writer.forceMerge(1);
    }
    return directory;
  }

  /** Makes an analyzer of a tokenizer and filters that are looked up by name. */
  static Analyzer custom(String tokenizer, String... filters) throws IOException {
    CustomAnalyzer.Builder builder = CustomAnalyzer.builder().withTokenizer(tokenizer);
    for (String filter : filters) {
      builder.addTokenFilter(filter);
    }
    return builder.build();
  }

  static List<String> tokens(Analyzer analyzer, String text) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(term + "@" + offset.startOffset());
      }
      stream.end();
    }
    return tokens;
  }

  /** Cuts off the list of what there is, which has another order in every run. */
  private static String firstSentence(Callable<?> failing) throws Exception {
    try {
      return "made " + failing.call();
    } catch (IllegalArgumentException e) {
      return e.getMessage().substring(0, e.getMessage().indexOf("The current"));
    }
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    Analyzer analyzer = new StandardAnalyzer();
    try (Directory directory = index(analyzer, Codec.getDefault())) {
      mainPath(cases, directory, analyzer);
      otherQueries(cases, directory, analyzer);
    }
    otherNames(cases);
    cases.finish();
  }

  private static void mainPath(Cases cases, Directory directory, Analyzer analyzer) {
    cases.add("term", () -> found(directory, analyzer, "quick", null));
    cases.add("boolean", () -> found(directory, analyzer, "+quick -fox dog", null));
    cases.add("phrase", () -> found(directory, analyzer, "\"brown fox\"~2", null));
    cases.add("prefix", () -> found(directory, analyzer, "mem*", null));
    cases.add(
        "sorted",
        () ->
            found(
                directory,
                analyzer,
                "quick OR memory",
                new Sort(new SortField("length", SortField.Type.INT, true))));
    cases.add("tokens", () -> tokens(analyzer, TEXTS.get(0)));
    cases.add("stemmed", () -> tokens(custom("standard", "lowercase", "porterStem"), TEXTS.get(2)));
  }

  private static void otherQueries(Cases cases, Directory directory, Analyzer analyzer) {
    for (String query :
        List.of(
            "fx~",
            "*ick",
            "/[fd]o[xg]/",
            "[bear TO dog]",
            "{a TO c}",
            "text:quick^3 lazy^0.5",
            "\"the lazy\"",
            "quick AND NOT brown",
            "(quick OR lazy) AND (fox OR bears)",
            "fuchs über",
            "id:d1",
            "nowhere",
            "*:*",
            "",
            "\"unbalanced",
            "a AND",
            "[a TO",
            "/(/",
            "quick~5.5",
            "(((")) {
      cases.add("query " + query, () -> found(directory, analyzer, query, null));
    }
    cases.add(
        "sorted by nothing",
        () ->
            found(
                directory, analyzer, "quick", new Sort(new SortField("x", SortField.Type.STRING))));
    cases.add(
        "sorted by text",
        () ->
            found(
                directory,
                analyzer,
                "quick",
                new Sort(new SortField("text", SortField.Type.STRING))));
  }

  /** Names that arrive as data: anything that the libraries have under them must be there. */
  private static void otherNames(Cases cases) {
    String text = "Die Häuser der Bücher; les maisons françaises; running ponies 東京都 ٣";
    for (String filter :
        List.of(
            "germanNormalization",
            "germanLightStem",
            "frenchLightStem",
            "asciiFolding",
            "snowballPorter",
            "cjkBigram",
            "decimalDigit",
            "kStem",
            "hunspellStem",
            "synonymGraph")) {
      cases.add("filter " + filter, () -> tokens(custom("standard", "lowercase", filter), text));
    }
    cases.add("no such filter", () -> firstSentence(() -> custom("standard", "soundOfMusic")));
    for (String tokenizer :
        List.of("whitespace", "keyword", "letter", "nGram", "thai", "uax29UrlEmail", "pattern")) {
      cases.add("tokenizer " + tokenizer, () -> tokens(custom(tokenizer), text));
    }
    for (String codec : List.of("Lucene912", "Lucene99", "Lucene94", "SimpleText")) {
      cases.add(
          "codec " + codec,
          () -> {
            Analyzer analyzer = new StandardAnalyzer();
            try (Directory directory = index(analyzer, Codec.forName(codec))) {
              return found(directory, analyzer, "quick", null);
            }
          });
    }
  }
}
