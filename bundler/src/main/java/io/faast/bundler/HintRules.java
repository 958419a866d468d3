package io.faast.bundler;

import io.faast.bundler.hints.BundleHint;
import io.faast.bundler.hints.ClassFacts;
import io.faast.bundler.hints.HintReader;
import io.faast.bundler.hints.Hints;
import io.faast.bundler.hints.KeepRule;
import io.faast.bundler.hints.MemberMatcher;
import io.faast.bundler.hints.ProxyHint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Does what the metadata says that contributing jars carry: of native-image and of ProGuard. */
final class HintRules {
  private final Reachability reachability;
  private final Map<ClassNode, List<Action>> waiting = new HashMap<>();
  private final List<KeepRule> memberRules = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  HintRules(Reachability reachability) {
    this.reachability = reachability;
  }

  /** What is done once a condition is met. */
  private interface Action {
    void run(@Nullable Reason because) throws BundleException;
  }

  /** Reads the metadata of an entry. */
  void contributes(EntryIndex entry, ClassNode because) throws BundleException {
    Map<String, Integer> files = new TreeMap<>();
    boolean any = false;
    for (Universe.Visible file : reachability.universe.resources(entry)) {
      files.put(file.name(), file.file());
      any |= HintReader.isHint(file.name());
    }
    if (!any) {
      return;
    }
    Hints hints = HintReader.read(files.keySet(), name -> content(entry, files.get(name)));
    for (String note : hints.notes()) {
      notes.add(entry.source.path() + ": " + note);
    }
    for (KeepRule rule : hints.rules()) {
      when(rule.condition(), because, reason -> keep(rule, reason));
    }
    for (ProxyHint proxy : hints.proxies()) {
      when(proxy.condition(), because, reason -> proxy(proxy, reason));
    }
    for (BundleHint bundle : hints.bundles()) {
      when(bundle.condition(), because, reason -> bundle(bundle, reason));
    }
  }

  private static byte @Nullable [] content(EntryIndex entry, @Nullable Integer file) {
    if (file == null) {
      return null;
    }
    try {
      return entry.source.read(file);
    } catch (IOException e) {
      return null; // which the reader notes
    }
  }

  private void when(@Nullable String condition, ClassNode because, Action action)
      throws BundleException {
    if (condition == null) {
      action.run(because);
      return;
    }
    ClassNode node = reachability.universe.node(condition);
    if (node == null) {
      if (reachability.platform.has(condition)) {
        action.run(because);
      }
    } else if (node.live) {
      action.run(node);
    } else {
      waiting.computeIfAbsent(node, key -> new ArrayList<>()).add(action);
    }
  }

  /** A class is live: conditions may be met, and rules about members of live classes hold. */
  void live(ClassNode node) throws BundleException {
    List<Action> actions = waiting.remove(node);
    if (actions != null) {
      for (Action action : actions) {
        action.run(node);
      }
    }
    for (int i = 0; i < memberRules.size(); i++) {
      members(memberRules.get(i), node);
    }
  }

  private void keep(KeepRule rule, @Nullable Reason because) throws BundleException {
    if (rule.extent() == KeepRule.Extent.MEMBERS_OF_REACHED) {
      memberRules.add(rule);
      List<ClassNode> reached = reachability.reached;
      for (int i = 0; i < reached.size(); i++) {
        members(rule, reached.get(i));
      }
      return;
    }
    String exact = rule.classes().exactName();
    if (exact != null) {
      ClassNode node = reachability.universe.node(exact);
      if (node != null) {
        keep(rule, node, because);
      }
      return;
    }
    for (ClassNode node : reachability.universe.classes()) {
      if (rule.classes().matchesName(node.name)) {
        keep(rule, node, because);
      }
    }
  }

  private void keep(KeepRule rule, ClassNode node, @Nullable Reason because)
      throws BundleException {
    if (!reachability.isReadable(node)) {
      return;
    }
    reachability.link(node);
    if (matches(rule, node)) {
      String text = "named by " + rule.origin();
      reachability.live(node, because, text);
      if (!node.is(org.objectweb.asm.Opcodes.ACC_ABSTRACT)) {
        reachability.instantiate(node, because, text);
      }
      keepMembers(rule, node);
    }
  }

  private void members(KeepRule rule, ClassNode node) throws BundleException {
    if (!node.whole && rule.classes().matchesName(node.name) && matches(rule, node)) {
      keepMembers(rule, node);
    }
  }

  private boolean matches(KeepRule rule, ClassNode node) {
    if (!rule.classes().matches(new NodeFacts(node))) {
      return false;
    }
    for (MemberMatcher required : rule.required()) {
      if (!hasMember(required, node)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasMember(MemberMatcher matcher, ClassNode node) {
    for (MethodNode method : node.methods) {
      if (matches(matcher, method)) {
        return true;
      }
    }
    Facts facts = Reachability.facts(node);
    int at = facts.afterOps(facts.classOps(node.start));
    for (int n = facts.data[at++]; n > 0; n--) {
      Selector selector = reachability.linker.selector(facts, facts.data[at + 1]);
      List<String> annotations = annotations(facts, at + 3);
      if (matcher.matches(
          false, selector.name, selector.descriptor, facts.data[at] & 0xFFFF, annotations)) {
        return true;
      }
      at = facts.afterOps(at + 3);
    }
    return false;
  }

  private void keepMembers(KeepRule rule, ClassNode node) throws BundleException {
    for (MemberMatcher matcher : rule.members()) {
      List<ClassNode> types = matcher.inherited() ? node.supertypes : List.of(node);
      for (ClassNode type : types) {
        for (MethodNode method : type.methods) {
          if (!method.reached && matches(matcher, method)) {
            if (matcher.queried()) {
              reachability.declare(method);
            } else {
              reachability.reach(method, node);
            }
          }
        }
      }
    }
  }

  private static boolean matches(MemberMatcher matcher, MethodNode method) {
    Collection<String> annotations =
        matcher.needsAnnotations()
            ? annotations(Reachability.facts(method.owner), method.ops)
            : List.of();
    return matcher.matches(
        true,
        method.selector.name,
        method.selector.descriptor,
        method.access & 0xFFFF,
        annotations);
  }

  private static List<String> annotations(Facts facts, int at) {
    List<String> names = new ArrayList<>();
    for (int i = at + 1; i <= at + facts.data[at]; i++) {
      if (Op.kind(facts.data[i]) == Op.ANNOTATION) {
        names.add(facts.names[Op.id(facts.data[i])]);
      }
    }
    return names;
  }

  private void proxy(ProxyHint proxy, @Nullable Reason because) throws BundleException {
    for (String name : proxy.interfaces()) {
      ClassNode node = reachability.universe.node(name);
      if (node != null && reachability.isReadable(node)) {
        reachability.instantiate(node, because, "named by " + proxy.origin());
      }
    }
  }

  private void bundle(BundleHint bundle, @Nullable Reason because) throws BundleException {
    ClassNode node = reachability.universe.node(bundle.baseName().replace('.', '/'));
    if (node != null && reachability.isReadable(node)) {
      reachability.whole(node, because, "named by " + bundle.origin());
    }
  }

  List<String> notes() {
    return notes;
  }

  /** A class as the rules see it. */
  private record NodeFacts(ClassNode node) implements ClassFacts {
    @Override
    public String name() {
      return node.name;
    }

    @Override
    public int access() {
      return node.access & 0xFFFF;
    }

    @Override
    public Collection<String> annotations() {
      Facts facts = Reachability.facts(node);
      return HintRules.annotations(facts, facts.classOps(node.start));
    }

    @Override
    public Collection<String> supertypes() {
      List<String> names = new ArrayList<>();
      for (ClassNode type : node.supertypes) {
        if (type != node) {
          names.add(type.name);
        }
      }
      for (PlatformClass type : node.platform) {
        names.add(type.name);
      }
      return names;
    }
  }
}
