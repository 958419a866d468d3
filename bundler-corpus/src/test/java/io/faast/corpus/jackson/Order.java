package io.faast.corpus.jackson;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

record Order(
    UUID id,
    Status status,
    List<Line> lines,
    Optional<String> note,
    Optional<Line> gift,
    Instant placed,
    LocalDate due,
    ZonedDateTime shipped,
    Duration open,
    Map<Status, Double> weights,
    Payment payment) {}
