package io.faast.bundler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** What reached code may use without a call that says so, and so is kept by rule. */
final class ReflectionRules implements StringNames.Found {
  private final Reachability reachability;
  private final Services services;
  private final StringNames strings;
  private final DoubtRules doubts;
  private final AnnotatedMembers annotated;
  private final MemberRules members;
  private final AnnotatedTypes annotatedTypes;
  private final DataRules data;
  private final HintRules hints;
  private final KotlinRules kotlin;
  private final ProxyRules proxies;
  private final NativeRules natives;
  private final ResourceNames resources;

  /** Abstract classes that are values: code made at run time may extend them. */
  private final List<ClassNode> abstractValues = new ArrayList<>();

  /** Classes that are values in libraries, which may give them to a mapper, and by whom. */
  private final Map<ClassNode, Reason> values = new LinkedHashMap<>();

  /** Classes by the method that names them in strings, perhaps beside names of their members. */
  private final Map<MethodNode, List<ClassNode>> namedBy = new HashMap<>();

  private final Map<ClassNode, Nest> nestOf = new HashMap<>();
  private final Map<String, Nest> nests = new HashMap<>();

  ReflectionRules(Reachability reachability, Services services) {
    this.reachability = reachability;
    this.services = services;
    strings = new StringNames(reachability.universe);
    doubts = new DoubtRules(reachability, strings);
    annotated = new AnnotatedMembers(reachability);
    members = new MemberRules(reachability);
    annotatedTypes = new AnnotatedTypes(reachability, annotated);
    data = new DataRules(reachability);
    hints = new HintRules(reachability);
    kotlin = new KotlinRules(reachability);
    proxies = new ProxyRules(reachability);
    natives = new NativeRules(reachability);
    resources = new ResourceNames(reachability, strings);
  }

  /** An entry gives its first class. */
  void contributes(EntryIndex entry, ClassNode because) throws BundleException {
    hints.contributes(entry, because);
    resources.contributes(entry, because);
  }

  /** Follows the resources of entries that have no class: they are bundled as they are. */
  void contributeResources() throws BundleException {
    for (EntryIndex entry : reachability.universe.entries()) {
      if (reachability.universe.classCount(entry) == 0) {
        resources.contributes(entry, null);
      }
    }
  }

  /** Returns whether reached code may ask of which Maven projects jars are. */
  boolean namesMaven() {
    return strings.namesMaven;
  }

  List<String> notes() {
    return hints.notes();
  }

  /** A class is live: what of it is used by the JVM, or by whoever gets hold of it, is kept. */
  void live(ClassNode node) throws BundleException {
    annotated.live(node);
    hints.live(node);
    kotlin.live(node);
    for (PlatformClass type : node.platform) {
      if (type.name.equals("java/lang/reflect/InvocationHandler")) {
        // It is handed methods, of itself too, and calls them.
        reachability.whole(node, node.reason, "handles calls of proxies");
        proxies.handled = true;
        break;
      }
    }
    for (MethodNode method : node.methods) {
      if (method.is(Opcodes.ACC_NATIVE)) {
        // Native code finds members by their names, some when its library is loaded.
        reachability.whole(node, node.reason, "has native methods");
        natives.live(node);
        break;
      }
    }
    if (node.is(Opcodes.ACC_ANNOTATION) || node.is(Opcodes.ACC_RECORD)) {
      reachability.whole(node, node.reason, node.rule);
    } else if (node.isEnum()) {
      for (MethodNode method : node.methods) {
        String name = method.selector.name;
        if (name.equals("values") || name.equals("valueOf")) {
          reachability.reach(method, node);
        }
      }
    }
  }

  /** A method or class has a string. */
  void string(Facts facts, int id, Reason from) throws BundleException {
    ClassNode speaker = from instanceof MethodNode method ? method.owner : (ClassNode) from;
    strings.look(facts.names[id], nest(speaker), reachability.own.has(speaker), from, this);
  }

  /** A method has these classes and these words: it may look members up, or let others do it. */
  void pairs(MethodNode method) throws BundleException {
    Facts facts = Reachability.facts(method.owner);
    int end = method.ops + facts.data[method.ops];
    for (int i = method.ops + 1; i <= end; i++) {
      if (Op.kind(facts.data[i]) == Op.LITERAL) {
        ClassNode node = reachability.linker.node(facts, Op.id(facts.data[i]));
        if (node != null && node.live) {
          membersNamedIn(facts, method, node);
        }
      }
    }
    List<ClassNode> others = namedBy.remove(method);
    if (others != null) {
      for (ClassNode node : others) {
        membersNamedIn(facts, method, node);
      }
    }
  }

  private void membersNamedIn(Facts facts, MethodNode method, ClassNode node)
      throws BundleException {
    int end = method.ops + facts.data[method.ops];
    for (int i = method.ops + 1; i <= end; i++) {
      if (Op.kind(facts.data[i]) == Op.STRING) {
        String word = facts.names[Op.id(facts.data[i])];
        for (MethodNode member : node.methods) {
          if (isMeant(member.selector.name, word)) {
            reachability.reach(member, method);
            reachability.call(node, member, method);
          }
        }
      }
    }
  }

  /** Returns whether a word is a member's name, or the first word of it, which data continue. */
  private static boolean isMeant(String name, String word) {
    int end = word.indexOf(1) < 0 ? word.length() : word.indexOf(1);
    return end > 0
        && name.startsWith(word.substring(0, end))
        && (name.length() == end ? end == word.length() : Character.isUpperCase(name.charAt(end)));
  }

  private Nest nest(ClassNode node) {
    return nestOf.computeIfAbsent(
        node, key -> nests.computeIfAbsent(key.outermost(), name -> new Nest(node.entry)));
  }

  @Override
  public void named(ClassNode node, Reason by) throws BundleException {
    if (reachability.isReadable(node)) {
      reachability.whole(node, by, "named by a string");
      if (by instanceof MethodNode method) {
        namedBy.computeIfAbsent(method, key -> new ArrayList<>(1)).add(node);
      }
    }
  }

  @Override
  public void service(String type, Reason by) throws BundleException {
    services.reach(type, by);
  }

  @Override
  public void registry(ClassNode factory, Reason by) throws BundleException {
    data.follow(factory, by);
  }

  @Override
  public void resource(String path, Reason by) throws BundleException {
    for (Universe.Visible file : reachability.plugins.asked(path)) {
      if (!reachability.foreign.of(file.entry()).contains(file.name())) {
        resources.asked(file, by);
      }
    }
  }

  /** A reached class or member has this annotation. */
  void annotation(ClassNode node, Reason from) throws BundleException {
    if (reachability.isReadable(node)) {
      reachability.live(node, from, "annotation");
    }
  }

  /** Reached code has the class as a value: it may look for its members and make objects. */
  void literal(ClassNode node, Reason from) throws BundleException {
    if (!reachability.isReadable(node)) {
      return;
    }
    services.reach(node, from);
    annotated.asked(node);
    reflect(node, from);
    ClassNode user = from instanceof MethodNode method ? method.owner : (ClassNode) from;
    if (reachability.own.has(user)) {
      data.follow(node, from);
    } else if (!node.data && DataRules.isDataLike(node)) {
      values.putIfAbsent(node, from);
    }
  }

  /** A loader of services has the class as a value, and may call a static method of it. */
  void provider(ClassNode node, @Nullable Reason from) throws BundleException {
    reflect(node, from);
    for (MethodNode method : node.methods) {
      if (method.selector.name.equals("provider")) {
        reachability.reach(method, node);
      }
    }
  }

  private void reflect(ClassNode node, @Nullable Reason from) throws BundleException {
    if (node.reflected) {
      return;
    }
    node.reflected = true;
    String rule = "its class is a value";
    reachability.live(node, from, rule);
    if (node.isInterface() || !node.is(Opcodes.ACC_ABSTRACT)) {
      reachability.instantiate(node, from, rule);
    } else {
      abstractValues.add(node);
    }
    for (MethodNode method : node.methods) {
      if (method.isConstructor() || isEntry(method)) {
        reachability.reach(method, node);
      }
    }
  }

  /** Returns whether a method is one that a JVM begins with, be it another one. */
  private static boolean isEntry(MethodNode method) {
    int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    String name = method.selector.name;
    return (method.access & flags) == flags
        && (name.equals("main") || name.equals("premain") || name.equals("agentmain"))
        && method.selector.descriptor.endsWith(")V");
  }

  /** Follows what crosses the wire in calls of a root class's methods. */
  void wire(ClassNode root) throws BundleException {
    for (MethodNode method : root.methods) {
      if (method.is(Opcodes.ACC_PUBLIC)) {
        data.signature(root, method.selector.descriptor, method.signature, method);
      }
    }
  }

  /** Applies the rules that need to know all that is reached; returns whether they found more. */
  boolean apply() throws BundleException {
    int before = reachability.reached.size();
    lookUps(Feature.MEMBER_LOOKUP);
    lookUps(Feature.COMPUTED_CLASS);
    lookUps(Feature.PACKAGE_NAME);
    Set<EntryIndex> defining = new HashSet<>();
    for (MethodNode method : features(Feature.CLASS_DEFINITION)) {
      defining.add(method.owner.entry); // code made at run time calls what strings name
    }
    if (!defining.isEmpty()) {
      for (ClassNode node : abstractValues) {
        reachability.instantiate(node, node, null);
      }
      abstractValues.clear();
    }
    for (Nest nest : nests.values()) {
      if (defining.contains(nest.entry)) {
        members.namesInEntry(nest.entry).addAll(nest.calls);
      }
    }
    for (MethodNode method : features(Feature.COMPUTED_MEMBER)) {
      nest(method.owner).looksUpMembers = true;
      defining.add(method.owner.entry);
    }
    members.findsProperties |= !features(Feature.MEMBER_LISTING).isEmpty();
    for (MethodNode method : features(Feature.COMPUTED_MEMBER)) {
      Set<String> words = nest(method.owner).words;
      members.findsProperties |= words.contains("get") || words.contains("set");
      members.parts.addAll(words);
    }
    for (Nest nest : nests.values()) {
      if (!members.parts.isEmpty()) {
        addCapitals(nest);
      }
      if (nest.looksUpMembers) {
        members.names.addAll(nest.words);
      }
      if (nest.looksUpClasses) {
        strings.suffixes.addAll(nest.words);
        strings.continuations.addAll(nest.continuations);
        strings.packages.addAll(nest.packages);
        nest.packages.forEach(strings::prefix);
        reachBelow(nest);
      }
      if (defining.contains(nest.entry)) {
        members.namesInEntry(nest.entry).addAll(nest.words);
      }
    }
    if (reachability.features.containsKey(Feature.REFLECTIVE_CALL)
        && (reachability.features.containsKey(Feature.MEMBER_LISTING)
            || reachability.features.containsKey(Feature.COMPUTED_MEMBER))) {
      members.names.addAll(reachability.own.called); // by scripts, expressions, templates
    }
    if (reachability.features.containsKey(Feature.REFLECTIVE_CALL)) {
      reachability.callThroughProxies();
    }
    boolean more = members.apply();
    boolean calls = reachability.features.containsKey(Feature.REFLECTIVE_CALL);
    more |= annotatedTypes.apply(calls && members.findsProperties);
    if (!features(Feature.COMPUTED_MEMBER).isEmpty()) {
      for (Map.Entry<ClassNode, Nest> speaker : List.copyOf(nestOf.entrySet())) {
        more |= members.reachSaid(speaker.getKey(), speaker.getValue().words);
      }
    }
    more |= proxies.apply();
    more |= followValues();
    doubts.apply();
    return more || reachability.reached.size() > before;
  }

  /**
   * {@code pkg.internal.Name} for {@code ".internal.Name"} beside a package's name, and {@code
   * pkg.platform.x.y.Name} for {@code ".platform."} and {@code ".Name"}.
   */
  private void reachBelow(Nest nest) throws BundleException {
    for (String end : nest.continuations) {
      if (end.indexOf('/') < 0) {
        continue;
      }
      for (String name : nest.packages) {
        if (end.endsWith("/")) {
          strings
              .below
              .computeIfAbsent(name + "/" + end, key -> new HashSet<>())
              .addAll(nest.words);
          continue;
        }
        ClassNode node = reachability.universe.node(name + "/" + end);
        if (node != null && !node.whole && reachability.isReadable(node)) {
          reachability.whole(node, null, DoubtRules.DOUBT + "a string may be put behind a package");
        }
      }
    }
  }

  /** Whose members have annotations that reached code asks for is data for who asks. */
  private boolean followValues() throws BundleException {
    boolean more = false;
    for (Map.Entry<ClassNode, Reason> value : List.copyOf(values.entrySet())) {
      ClassNode node = value.getKey();
      if (node.data) {
        values.remove(node);
      } else if (annotated.isAskedForIn(node)) {
        values.remove(node);
        data.follow(node, value.getValue());
        more = true;
      }
    }
    return more;
  }

  private void addCapitals(Nest nest) {
    for (String word : nest.words) {
      if (!word.isEmpty() && Character.isUpperCase(word.charAt(0))) {
        members.capitals.add(word);
      }
    }
  }

  private List<MethodNode> features(Feature feature) {
    return reachability.features.getOrDefault(feature, List.of());
  }

  private void lookUps(Feature feature) {
    for (MethodNode method : features(feature)) {
      Nest nest = nest(method.owner);
      if (feature == Feature.MEMBER_LOOKUP) {
        nest.looksUpMembers = true;
      } else if (feature == Feature.COMPUTED_CLASS) {
        nest.looksUpClasses = true;
      } else {
        nest.packages.add(method.owner.packageName());
      }
    }
  }
}
