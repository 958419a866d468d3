package io.faast.emulator.aws.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.core.Json;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** GetProducts, after the Price List API's reference. */
public final class PricingService implements Service {
  private static final String TARGET = "AWSPriceListService.";

  private final Place place;

  /** Knows the prices of one region; of another it has nothing to tell. */
  public PricingService(Place place) {
    this.place = place;
  }

  @Override
  public String name() {
    return "pricing";
  }

  @Override
  public Protocol protocol() {
    return Protocol.JSON_1_1;
  }

  @Override
  public Operation operation(Request request) {
    String target = String.valueOf(request.header("x-amz-target"));
    if (!target.equals(TARGET + "GetProducts")) {
      throw new ApiException(
          400, "UnknownOperationException", "The emulator does not know " + target);
    }
    ObjectNode in = Json.read(request.body());
    return Operation.now(
        "GetProducts", List.of(new Permission("pricing:GetProducts", "*")), call -> products(in));
  }

  private Response products(ObjectNode in) {
    String service = in.path("ServiceCode").asText("");
    if (service.isEmpty()) {
      throw new ApiException(400, "InvalidParameterException", "Missing ServiceCode");
    }
    List<Map.Entry<String, String>> wanted = new ArrayList<>();
    for (JsonNode filter : in.path("Filters")) {
      if (!filter.path("Type").asText().equals("TERM_MATCH")) {
        throw new ApiException(
            400, "InvalidParameterException", "The emulator knows filters of TERM_MATCH only");
      }
      wanted.add(Map.entry(filter.path("Field").asText(), filter.path("Value").asText()));
    }
    ObjectNode out = Json.object().put("FormatVersion", "aws_v1");
    ArrayNode list = out.putArray("PriceList");
    if (place.region().equals("us-east-1")) {
      Product.find(service, wanted).forEach(product -> list.add(product.document()));
    }
    return protocol().answer(200, out);
  }
}
