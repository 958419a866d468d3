package io.faast.bundler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks from the roots over the methods that may run, and finds the classes and members they need:
 * rapid type analysis, in which a virtual call reaches the methods of classes that reached code
 * makes objects of. Methods are taken in the order in which they are found, so that the path that
 * led somewhere is a short one.
 */
final class Reachability {
  final Universe universe;
  final OpenedClassPath opened;
  final BundleRequest request;
  final Trace trace;
  final Selectors selectors = new Selectors();
  final Platform platform = new Platform(selectors);
  final Linker linker;
  final ForeignLibraries foreign;
  final PluginFiles plugins;
  final SignatureTypes signatures;

  /** Live classes in the order in which they were reached. */
  final List<ClassNode> reached = new ArrayList<>();

  final Set<EntryIndex> contributing = new LinkedHashSet<>();

  /** Where behaviour that cannot be followed was found first. */
  final Map<Feature, List<MethodNode>> features = new EnumMap<>(Feature.class);

  private final Calls calls = new Calls(this, selectors);
  private final ReflectionRules reflection;
  final Services services;
  final OwnCode own;
  private final Deque<MethodNode> waiting = new ArrayDeque<>();

  /** Packages of live classes. */
  final Set<String> packages = new HashSet<>();

  private final Indexes indexes;

  Reachability(
      BundleRequest request,
      Universe universe,
      OpenedClassPath opened,
      Indexes indexes,
      Trace trace) {
    this.trace = trace;
    this.request = request;
    this.universe = universe;
    this.opened = opened;
    this.indexes = indexes;
    linker = new Linker(universe, platform, selectors);
    plugins = new PluginFiles(universe);
    signatures = new SignatureTypes(universe);
    foreign = new ForeignLibraries(universe, request.platform());
    services = new Services(this);
    own = new OwnCode(this);
    reflection = new ReflectionRules(this, services);
  }

  /** An entry is not as it was listed. Has no stack trace. */
  private static final class ListedWrongly extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListedWrongly() {
      super(null, null, false, false);
    }
  }

  /**
   * Walks; returns false if an entry was found to be other than it was listed, so that a new walk
   * is needed, which knows that entry.
   */
  boolean run() throws BundleException {
    try {
      walk();
      return true;
    } catch (ListedWrongly e) {
      return false;
    }
  }

  private void walk() throws BundleException {
    new Roots(request, this).reachAll();
    services.reachPlatformServices();
    reflection.contributeResources();
    do {
      while (!waiting.isEmpty()) {
        scan(waiting.removeFirst());
      }
    } while (own.apply() || reflection.apply() || !waiting.isEmpty() || reachTraced());
    readDeceptive();
  }

  /** Reaches what a traced run used and is not reached otherwise; returns whether there was any. */
  private boolean reachTraced() throws BundleException {
    int before = reached.size();
    for (String name : trace.classes()) {
      ClassNode node = universe.node(name.replace('.', '/'));
      if (node != null && !node.live && isReadable(node)) {
        whole(node, null, TracedNames.RULE);
      }
    }
    for (String name : trace.named()) {
      ClassNode node = universe.node(name.replace('.', '/'));
      if (node != null && !node.whole && isReadable(node)) {
        whole(node, null, TracedNames.RULE);
      }
    }
    return reached.size() > before || !waiting.isEmpty();
  }

  /** Reads the entry of a class unless it was read. */
  void open(ClassNode node) throws BundleException {
    EntryIndex entry = node.entry;
    if (!entry.read) {
      read(Set.of(entry));
    }
    if (entry.kinds[node.file] == EntryIndex.BROKEN || entry.starts[node.file] < 0) {
      throw Defects.of(node, this);
    }
  }

  void read(Set<EntryIndex> listed) throws BundleException {
    if (!indexes.read(listed)) {
      throw new ListedWrongly();
    }
  }

  /** Returns whether a class can be read. */
  boolean isReadable(ClassNode node) throws BundleException {
    if (!node.entry.read) {
      read(Set.of(node.entry));
    }
    return node.entry.starts[node.file] >= 0;
  }

  /**
   * Reads entries that nothing has reached if they only look as if they had classes: they are there
   * for their resources.
   */
  private void readDeceptive() throws BundleException {
    for (EntryIndex entry : universe.entries()) {
      Integer first = universe.firstClass(entry);
      if (!entry.read && first != null && !Indexer.isClass(entry.source, first)) {
        read(Set.of(entry));
      }
    }
  }

  /** Finds the members and supertypes of a class, and no more. */
  void link(ClassNode node) throws BundleException {
    linker.link(node, this::open);
  }

  /** Returns whether reached code may ask of which Maven projects jars are. */
  boolean namesMaven() {
    return reflection.namesMaven();
  }

  /** Returns what the rules have to say besides what they keep. */
  List<String> notes() {
    return reflection.notes();
  }

  /** The class may be initialised. */
  void live(ClassNode node, @Nullable Reason reason, @Nullable String rule) throws BundleException {
    if (node.live) {
      return;
    }
    node.live = true;
    node.reason = reason;
    node.rule = rule;
    link(node);
    reached.add(node);
    if (contributing.add(node.entry)) {
      reflection.contributes(node.entry, node);
    }
    for (int i = node.supertypes.size() - 1; i > 0; i--) {
      ClassNode type = node.supertypes.get(i); // from the top down: a chain may be long
      if (!type.isInterface() || hasInitializedDefaults(type)) {
        live(type, node, null);
      }
    }
    for (MethodNode method : node.methods) {
      if (method.isInitializer()) {
        reach(method, node);
      }
    }
    classOperations(node);
    reflection.live(node);
    own.live(node);
    packageInfo(node);
  }

  /** An interface is initialised with the classes that implement it only if it has defaults. */
  private static boolean hasInitializedDefaults(ClassNode type) {
    boolean initializer = false;
    boolean defaults = false;
    for (MethodNode method : type.methods) {
      initializer |= method.isInitializer();
      defaults |= method.isVirtual() && !method.isAbstract();
    }
    return initializer && defaults;
  }

  /** Follows the annotations of a class and of its fields. */
  private void classOperations(ClassNode node) throws BundleException {
    Facts facts = facts(node);
    int at = facts.classOps(node.start);
    scan(facts, at, node);
    at = facts.afterOps(at);
    for (int n = facts.data[at++]; n > 0; n--) {
      scan(facts, at + 3, node);
      at = facts.afterOps(at + 3);
    }
  }

  private void packageInfo(ClassNode node) throws BundleException {
    String name = node.packageName();
    if (!name.isEmpty() && packages.add(name)) {
      ClassNode info = universe.node(name.concat("/package-info"));
      if (info != null) {
        live(info, node, "annotations of its package");
      }
    }
  }

  /** There may be objects of the class, or, for an interface, some that the JVM makes. */
  void instantiate(ClassNode node, @Nullable Reason reason, @Nullable String rule)
      throws BundleException {
    live(node, reason, rule);
    if (!node.instantiated) {
      node.instantiated = true;
      calls.instantiated(node);
    }
  }

  /** Somebody may call the method by reflection, on any object of the type. */
  void call(ClassNode type, MethodNode method, Reason reason) throws BundleException {
    if (method.isVirtual()) {
      calls.virtual(type, method.selector, reason);
    }
  }

  /** Reached interfaces that are values may be those of proxies. */
  void callThroughProxies() throws BundleException {
    for (int i = 0; i < reached.size(); i++) {
      ClassNode node = reached.get(i);
      if (node.reflected && node.isInterface()) {
        calls.throughProxy(node);
      }
    }
  }

  /** The method may run. */
  void reach(MethodNode method, @Nullable Reason reason) throws BundleException {
    if (!method.reached) {
      method.reached = true;
      method.reason = reason;
      live(method.owner, reason, null);
      waiting.add(method);
    }
  }

  /** A call names the method, so it must be found. */
  void declare(MethodNode method) throws BundleException {
    if (!method.declared) {
      method.declared = true;
      if (method.isAbstract() && method.is(Facts.ANNOTATED)) {
        scan(facts(method.owner), method.ops, method); // it is kept with its annotations
      }
    }
  }

  /** All members of the class are kept and may run. */
  void whole(ClassNode node, @Nullable Reason reason, @Nullable String rule)
      throws BundleException {
    if (node.whole) {
      return;
    }
    node.whole = true;
    live(node, reason, rule);
    if (!node.is(org.objectweb.asm.Opcodes.ACC_ABSTRACT)) {
      instantiate(node, reason, rule);
    }
    for (MethodNode method : node.methods) {
      reach(method, node);
    }
    for (ClassNode type : node.supertypes) {
      inherited(type, node);
    }
    services.reach(node, node);
  }

  /** What a class that is kept whole inherits belongs to it. */
  private void inherited(ClassNode type, ClassNode node) throws BundleException {
    if (!type.isInterface()) {
      whole(type, node, "superclass of what is kept whole");
      return;
    }
    for (MethodNode method : type.methods) {
      if (method.isAbstract()) {
        declare(method);
      } else if (method.isVirtual()) {
        reach(method, node);
      }
    }
  }

  /** What crosses the wire in calls of a root class is data. */
  void wire(ClassNode root) throws BundleException {
    reflection.wire(root);
  }

  /** Code has the class as a value, or gets it from a signature. */
  void value(ClassNode node, Reason from) throws BundleException {
    reflection.literal(node, from);
  }

  /** A loader of services may make an object of the live class. */
  void provider(ClassNode node, @Nullable Reason reason) throws BundleException {
    reflection.provider(node, reason);
  }

  static Facts facts(ClassNode node) {
    return java.util.Objects.requireNonNull(node.facts, "linked");
  }

  private void scan(MethodNode method) throws BundleException {
    Facts facts = facts(method.owner);
    scan(facts, method.ops, method);
    reflection.pairs(method);
  }

  private void scan(Facts facts, int at, Reason from) throws BundleException {
    int end = at + facts.data[at];
    for (int i = at + 1; i <= end; i++) {
      int op = facts.data[i];
      int kind = Op.kind(op);
      int id = Op.id(op);
      if (kind == Op.FEATURE) {
        if (from instanceof MethodNode method) {
          feature(Feature.of(id), method);
        }
      } else if (kind == Op.STRING) {
        reflection.string(facts, id, from);
      } else if (Op.isMember(kind)) {
        ClassNode owner = linker.node(facts, facts.members[2 * id]);
        if (owner != null) {
          link(owner);
          member(kind, owner, linker.selector(facts, facts.members[2 * id + 1]), from);
        }
      } else {
        ClassNode node = linker.node(facts, id);
        if (node != null) {
          type(kind, node, from);
        }
      }
    }
  }

  private void feature(Feature feature, MethodNode method) {
    features.computeIfAbsent(feature, key -> new ArrayList<>()).add(method);
  }

  private void member(int kind, ClassNode owner, Selector selector, Reason from)
      throws BundleException {
    switch (kind) {
      case Op.STATIC -> {
        live(owner, from, null);
        reachResolved(owner, selector, from);
      }
      case Op.SPECIAL -> reachResolved(owner, selector, from);
      case Op.VIRTUAL -> calls.virtual(owner, selector, from);
      default -> field(kind, owner, selector, from);
    }
  }

  private void reachResolved(ClassNode owner, Selector selector, Reason from)
      throws BundleException {
    MethodNode method = Calls.resolve(owner, selector);
    if (method != null) {
      reach(method, from);
    }
  }

  private void field(int kind, ClassNode owner, Selector selector, Reason from)
      throws BundleException {
    ClassNode declarer = owner;
    for (ClassNode type : owner.supertypes) {
      if (hasField(type, selector)) {
        declarer = type;
        break;
      }
    }
    if (kind == Op.STATIC_FIELD) {
      live(declarer, from, null);
    }
    declarer.fieldsUsed = true;
  }

  private boolean hasField(ClassNode node, Selector selector) {
    Facts facts = facts(node);
    int at = facts.afterOps(facts.classOps(node.start));
    for (int n = facts.data[at++]; n > 0; n--) {
      if (linker.selector(facts, facts.data[at + 1]) == selector) {
        return true;
      }
      at = facts.afterOps(at + 3);
    }
    return false;
  }

  private void type(int kind, ClassNode node, Reason from) throws BundleException {
    switch (kind) {
      case Op.NEW -> instantiate(node, from, null);
      case Op.LAMBDA -> {
        link(node);
        if (node.isInterface()) {
          instantiate(node, from, null);
        }
      }
      case Op.ANNOTATION -> reflection.annotation(node, from);
      default -> reflection.literal(node, from);
    }
  }
}
