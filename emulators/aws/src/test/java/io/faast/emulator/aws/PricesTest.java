package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;

class PricesTest {
  @Test
  void thePriceListIsFilteredByAttributes() throws Exception {
    try (TestAccount account = new TestAccount()) {
      PricingClient pricing =
          account.client(PricingClient.builder(), account.emulator.credentials());
      assertThat(lambda(pricing, "us-east-1", "AWS-Lambda-Duration-ARM"))
          .singleElement()
          .asString()
          .contains(
              "\"USD\":\"0.0000133334\"", "\"endRange\":\"7500000000\"", "\"unit\":\"Second\"");
      assertThat(lambda(pricing, "eu-west-1", "AWS-Lambda-Duration-ARM")).isEmpty();
    }
  }

  private static List<String> lambda(PricingClient pricing, String region, String group) {
    return pricing
        .getProducts(
            r ->
                r.serviceCode("AWSLambda")
                    .filters(filter("regionCode", region), filter("group", group)))
        .priceList();
  }

  private static Filter filter(String field, String value) {
    return Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build();
  }
}
