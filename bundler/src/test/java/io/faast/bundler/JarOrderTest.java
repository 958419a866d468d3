package io.faast.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JarOrderTest {
  @Test
  void likeLiesByLike() {
    List<Item> items = new ArrayList<>();
    items.add(new Item("a/", new byte[0]));
    items.add(new Item("z.txt", new byte[9]));
    items.add(new Item("Root.class", new byte[50]));
    items.add(new Item("a/B.class", new byte[5]));
    items.add(new Item("a/C.class", new byte[5]));
    items.add(new Item("a/A.class", new byte[7]));
    items.add(new Item("a/b/A.class", new byte[1]));
    items.add(new Item("ab/A.class", new byte[1]));
    List<String> names = items.stream().map(item -> item.name).toList();
    Random random = new Random(4);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(items, random);
      items.sort(JarOrder.INSTANCE);
      assertThat(items.stream().map(item -> item.name)).containsExactlyElementsOf(names);
    }
  }
}
