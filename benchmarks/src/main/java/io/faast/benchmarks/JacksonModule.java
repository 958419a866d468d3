package io.faast.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A function that uses a library of the usual size: it writes and reads JSON. */
public class JacksonModule {
  /** What is written and read. */
  public record Order(
      String customer, LocalDate day, Optional<String> remark, List<Integer> amounts) {}

  /** Returns its argument, which went through JSON. */
  public int identity(int value) {
    ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();
    Order order =
        new Order("somebody", LocalDate.of(2026, 1, 2), Optional.of("soon"), List.of(value));
    try {
      return mapper.readValue(mapper.writeValueAsString(order), Order.class).amounts().get(0);
    } catch (IOException e) {
      throw new IllegalStateException("JSON that was just written cannot be read", e);
    }
  }
}
