package io.faast.corpus.jackson;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Which kind of payment is said by a property. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Payment.Card.class, name = "card"),
  @JsonSubTypes.Type(value = Payment.Cash.class, name = "cash")
})
sealed interface Payment {
  record Card(String number, int month) implements Payment {}

  record Cash(List<Integer> coins) implements Payment {}
}
