package io.faast.corpus.jackson;

enum Status {
  NEW,
  PAID,
  SHIPPED
}
