package io.faast.corpus.clojure;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import io.faast.corpus.Cases;
import java.util.List;

/** Clojure: name spaces by names that are data, compiled ones and their sources, made classes. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Cases cases = new Cases("__\\d+", "eval\\d+");
    IFn require = Clojure.var("clojure.core", "require");
    for (String space : List.of("string", "set", "pprint", "edn", "walk", "data", "zip", "nope")) {
      cases.add("require " + space, () -> require.invoke(Clojure.read("clojure." + space)));
    }
    IFn eval = Clojure.var("clojure.core", "eval");
    IFn read = Clojure.var("clojure.core", "read-string");
    for (String text :
        List.of(
            "(reduce + (map inc (range 10)))",
            "(clojure.string/upper-case \"grüße\")",
            "(with-out-str (clojure.pprint/pprint {:a [1 2 {:b 3}] :c \"text\"}))",
            "(with-out-str (clojure.pprint/print-table [{:a 1 :b 2} {:a 3 :b 4}]))",
            "(clojure.set/join #{{:a 1 :b 2}} #{{:a 1 :c 3}})",
            "(clojure.data/diff {:a 1 :b 2} {:a 1 :b 3})",
            "(clojure.walk/keywordize-keys {\"a\" 1})",
            "(clojure.edn/read-string \"{:a #inst \\\"2020-01-01\\\" :b 1/3}\")",
            "(do (defrecord Point [x y]) (str (->Point 1 2)))",
            "(do (defprotocol Sized (size [_])) (extend-type String Sized (size [s] (count s)))"
                + " (size \"four\"))",
            "(do (defmulti area :shape) (defmethod area :square [s] (* (:side s) (:side s)))"
                + " (area {:shape :square :side 3}))",
            "(let [r (reify java.util.Comparator (compare [_ a b] (- b a)))] (sort r [1 3 2]))",
            "@(future (+ 3 4))",
            "(transduce (comp (filter even?) (map inc)) + (range 10))",
            "(format \"%05d %s\" 42 (Math/sqrt 2))",
            "(into (sorted-map) {:b 1 :a 2})",
            "(loop [n 20 a 1N] (if (zero? n) a (recur (dec n) (* a n))))",
            "(try (/ 1 0) (catch ArithmeticException e (.getMessage e)))",
            "(throw (ex-info \"wrong\" {:code 3}))",
            "(nope)",
            "(defn [x")) {
      cases.add(text, () -> eval.invoke(read.invoke(text)));
    }
    cases.finish();
    System.exit(0);
  }
}
