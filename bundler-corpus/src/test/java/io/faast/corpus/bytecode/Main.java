package io.faast.corpus.bytecode;

import io.faast.corpus.Cases;
import java.io.*;
import java.lang.reflect.*;
import java.nio.file.*;
import java.util.*;
import javax.script.*;

/** Byte Buddy, cglib and Javassist: classes made at run time of annotated methods and templates. */
public final class Main {
  public static class A {
    private int n = 3;
    private String name = "x";
    private B b = new B();
    private Date d = new Date(0);

    public int getN() {
      return n;
    }

    public void setN(int v) {
      n = v;
    }

    public String getName() {
      return name;
    }

    public void setName(String s) {
      name = s;
    }

    public B getB() {
      return b;
    }

    public void setB(B x) {
      b = x;
    }

    public Date getD() {
      return d;
    }

    public void setD(Date x) {
      d = x;
    }

    public String hello(String s) {
      return "hello " + s;
    }
  }

  public static class B {
    private List<String> list = new ArrayList<>(List.of("p", "q"));
    private Map<String, String> map = new TreeMap<>(Map.of("k", "v"));

    public List<String> getList() {
      return list;
    }

    public void setList(List<String> l) {
      list = l;
    }

    public Map<String, String> getMap() {
      return map;
    }

    public void setMap(Map<String, String> m) {
      map = m;
    }
  }

  public interface Greeter {
    String greet(String s);

    default String twice(String s) {
      return greet(s) + greet(s);
    }
  }

  @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
  @interface Mark {
    String value() default "m";
  }

  @Mark
  static class Marked implements Greeter {
    @Override
    public String greet(String s) {
      return s;
    }
  }

  public static void main(String[] args) throws Exception {
    Cases cases =
        new Cases(
            "\\$\\$EnhancerByCGLIB\\$\\$[0-9a-f]+",
            "\\$ByteBuddy\\$\\w+",
            "_\\$\\$_jvst\\w+",
            "[0-9a-f]{8}-[0-9a-f-]{27}",
            "@[0-9a-f]+");
    cases.add(
        "cglib",
        () -> {
          var e = new net.sf.cglib.proxy.Enhancer();
          e.setSuperclass(Marked.class);
          e.setCallback(
              (net.sf.cglib.proxy.MethodInterceptor)
                  (o, m, x, p) ->
                      m.getName().equals("greet")
                          ? "cg:" + p.invokeSuper(o, x)
                          : p.invokeSuper(o, x));
          return ((Greeter) e.create()).twice("a");
        });
    cases.add(
        "javassist",
        () -> {
          var cp = javassist.ClassPool.getDefault();
          var c = cp.makeClass("io.faast.corpus.bytecode.Made");
          c.addInterface(cp.get(Greeter.class.getName()));
          c.addMethod(
              javassist.CtNewMethod.make(
                  "public String greet(String s) { StringBuilder b = new StringBuilder(); for (int i = 0; i < 2; i++) { b.append(s).append($1.length()); } return b.toString(); }",
                  c));
          return ((Greeter) c.toClass(Main.class).getDeclaredConstructor().newInstance())
              .twice("z");
        });
    cases.add(
        "javassist bad",
        () -> {
          var cp = javassist.ClassPool.getDefault();
          var c = cp.makeClass("Bad");
          c.addMethod(javassist.CtNewMethod.make("public String x() { return nope(); }", c));
          return 1;
        });
    cases.add(
        "javassist proxy",
        () -> {
          var p = new javassist.util.proxy.ProxyFactory();
          p.setSuperclass(Marked.class);
          p.setFilter(m -> m.getName().equals("greet"));
          return ((Greeter)
                  p.create(new Class[0], new Object[0], (s, m, pr, a) -> "jv:" + pr.invoke(s, a)))
              .twice("b");
        });
    cases.add(
        "javassist read",
        () -> {
          var cp = javassist.ClassPool.getDefault();
          var c = cp.get(A.class.getName());
          return Arrays.stream(c.getDeclaredMethods()).map(m -> m.getName()).sorted().toList()
              + cp.get("java.lang.String").getName();
        });
    cases.add(
        "bytebuddy",
        () -> {
          Class<?> c =
              new net.bytebuddy.ByteBuddy()
                  .subclass(Marked.class)
                  .method(net.bytebuddy.matcher.ElementMatchers.named("greet"))
                  .intercept(net.bytebuddy.implementation.MethodDelegation.to(Interceptor.class))
                  .annotateType(
                      net.bytebuddy.description.annotation.AnnotationDescription.Builder.ofType(
                              Deprecated.class)
                          .build())
                  .make()
                  .load(
                      Main.class.getClassLoader(),
                      net.bytebuddy.dynamic.loading.ClassLoadingStrategy.Default.WRAPPER)
                  .getLoaded();
          return c.isAnnotationPresent(Deprecated.class);
        });
    cases.add(
        "bytebuddy fixed",
        () ->
            new net.bytebuddy.ByteBuddy()
                .subclass(Object.class)
                .name("x.Y")
                .method(net.bytebuddy.matcher.ElementMatchers.isToString())
                .intercept(net.bytebuddy.implementation.FixedValue.value("fixed"))
                .defineField("f", int.class, Modifier.PUBLIC)
                .defineMethod("m", String.class, Modifier.PUBLIC)
                .intercept(
                    net.bytebuddy.implementation.MethodCall.invoke(
                        Object.class.getMethod("toString")))
                .make()
                .load(Main.class.getClassLoader())
                .getLoaded()
                .getDeclaredConstructor()
                .newInstance()
                .toString());
    cases.add(
        "bytebuddy advice",
        () ->
            new net.bytebuddy.ByteBuddy()
                .redefine(Target.class)
                .visit(
                    net.bytebuddy.asm.Advice.to(Adv.class)
                        .on(net.bytebuddy.matcher.ElementMatchers.named("run")))
                .make()
                .load(null, net.bytebuddy.dynamic.loading.ClassLoadingStrategy.Default.WRAPPER)
                .getLoaded()
                .getMethod("run")
                .invoke(null));
    cases.add("bytebuddy bad", () -> new net.bytebuddy.ByteBuddy().subclass(String.class).make());
    cases.finish();
  }

  public static class Interceptor {
    public static String any(
        @net.bytebuddy.implementation.bind.annotation.Origin Method m,
        @net.bytebuddy.implementation.bind.annotation.AllArguments Object[] a,
        @net.bytebuddy.implementation.bind.annotation.SuperCall
            java.util.concurrent.Callable<String> c)
        throws Exception {
      return m.getName() + c.call();
    }
  }

  public static class Target {
    public static String run() {
      return "ran";
    }
  }

  public static class Adv {
    @net.bytebuddy.asm.Advice.OnMethodExit
    static void exit(@net.bytebuddy.asm.Advice.Return(readOnly = false) String r) {
      r = r + "!";
    }
  }
}
