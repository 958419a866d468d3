package io.faast.corpus.graphs;

import io.faast.corpus.Cases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.configuration2.builder.fluent.Configurations;
import org.apache.commons.text.StringSubstitutor;
import org.jgrapht.Graph;
import org.jgrapht.alg.scoring.PageRank;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.alg.spanning.KruskalMinimumSpanningTree;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.jgrapht.util.SupplierUtil;

/** JGraphT and Commons Configuration: lambdas that are serialised, proxies that hand calls on. */
public final class Main {
  private Main() {}

  private static Graph<String, DefaultWeightedEdge> graph() {
    Graph<String, DefaultWeightedEdge> graph = new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    List.of("a", "b", "c", "d").forEach(graph::addVertex);
    graph.setEdgeWeight(graph.addEdge("a", "b"), 1);
    graph.setEdgeWeight(graph.addEdge("b", "c"), 2);
    graph.setEdgeWeight(graph.addEdge("a", "c"), 5);
    graph.setEdgeWeight(graph.addEdge("c", "d"), 0.5);
    return graph;
  }

  private static Object copy(Object object) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      return in.readObject();
    }
  }

  private static Path write(Path directory, String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private static void graphs(Cases cases) {
    cases.add("path", () -> new DijkstraShortestPath<>(graph()).getPath("a", "d"));
    cases.add(
        "tree", () -> new KruskalMinimumSpanningTree<>(graph()).getSpanningTree().getWeight());
    cases.add("rank", () -> new TreeMap<>(new PageRank<>(graph()).getScores()));
    cases.add("copy", () -> copy(graph()));
    cases.add(
        "made vertices of a copy",
        () -> {
          Graph<Integer, DefaultEdge> graph =
              new DefaultDirectedGraph<>(
                  SupplierUtil.createIntegerSupplier(),
                  SupplierUtil.createDefaultEdgeSupplier(),
                  false);
          graph.addVertex();
          @SuppressWarnings("unchecked")
          Graph<Integer, DefaultEdge> copied = (Graph<Integer, DefaultEdge>) copy(graph);
          copied.addVertex();
          copied.addEdge(0, 1);
          return copied;
        });
    cases.add("loop", () -> graph().addEdge("a", "a"));
    cases.add("no vertex", () -> graph().addEdge("a", "z"));
  }

  private static void configurations(Cases cases, Path directory) {
    Configurations files = new Configurations();
    cases.add(
        "properties",
        () -> {
          write(directory, "more.properties", "k=${base64Encoder:Hi}\n");
          Path path =
              write(directory, "a.properties", "x=1\ny=${x}2\nl=a,b\ninclude=more.properties\n");
          var read = files.properties(path.toFile());
          return read.getInt("y") + read.getString("k") + read.getList("l");
        });
    cases.add(
        "xml",
        () -> {
          Path path = write(directory, "a.xml", "<c><db name='n'><u>x</u><u>y</u></db></c>");
          var read = files.xml(path.toFile());
          return read.getString("db[@name]") + read.getList("db.u") + read.getString("db.u(1)");
        });
    cases.add(
        "ini", () -> files.ini(write(directory, "a.ini", "[s]\nk=v\n").toFile()).getString("s.k"));
    cases.add(
        "no number",
        () -> files.properties(directory.resolve("a.properties").toFile()).getInt("l"));
    cases.add("no file", () -> files.properties("nowhere.properties"));
    for (String text :
        List.of(
            "${base64Decoder:SGk=}", "${const:java.lang.Integer.MAX_VALUE}", "${urlEncoder:a b}")) {
      cases.add(text, () -> StringSubstitutor.createInterpolator().replace(text));
    }
    cases.add("map", () -> new StringSubstitutor(Map.of("a", "1")).replace("${a} ${b:-2}"));
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    graphs(cases);
    Path directory = Files.createTempDirectory("graphs");
    configurations(cases, directory);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
    cases.finish();
  }
}
