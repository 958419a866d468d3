package io.faast.corpus.jackson;

import java.math.BigDecimal;

record Line(String article, int count, BigDecimal price) {}
