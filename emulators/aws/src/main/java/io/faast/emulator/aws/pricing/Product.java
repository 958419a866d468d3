package io.faast.emulator.aws.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faast.emulator.core.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A product of the price list, for the region "US East (N. Virginia)", with the prices of AWS's
 * pages as of November 2025.
 *
 * @param tiers the ends of the ranges in units, and what a unit costs in them, in US dollars
 */
record Product(
    String service, String family, Map<String, String> attributes, String unit, List<Tier> tiers) {
  /** From the end of the tier before to {@code to}. */
  record Tier(String to, String price) {}

  private static final String OFFER = "JRTCKXETXF";
  private static final String INFINITE = "Inf";

  static final List<Product> ALL =
      List.of(
          lambda("AWS-Lambda-Requests", "Request", "Requests", tier(INFINITE, "0.0000002000")),
          lambda(
              "AWS-Lambda-Requests-ARM", "Request-ARM", "Requests", tier(INFINITE, "0.0000002000")),
          lambda(
              "AWS-Lambda-Duration",
              "Lambda-GB-Second",
              "Second",
              tier("6000000000", "0.0000166667"),
              tier("15000000000", "0.0000150000"),
              tier(INFINITE, "0.0000133334")),
          lambda(
              "AWS-Lambda-Duration-ARM",
              "Lambda-GB-Second-ARM",
              "Second",
              tier("7500000000", "0.0000133334"),
              tier("18750000000", "0.0000120001"),
              tier(INFINITE, "0.0000106667")),
          new Product(
              "AWSQueueService",
              "API Request",
              Map.of(
                  "queueType", "Standard",
                  "usagetype", "Requests-Tier1",
                  "group", "SQS-APIRequest-Tier1",
                  "messageDeliveryFrequency", "At Least Once"),
              "Requests",
              List.of(
                  tier("1000000", "0.0000000000"),
                  tier("100000000000", "0.0000004000"),
                  tier("200000000000", "0.0000003000"),
                  tier(INFINITE, "0.0000002400"))),
          new Product(
              "AmazonS3",
              "API Request",
              Map.of("group", "S3-API-Tier1", "usagetype", "Requests-Tier1"),
              "Requests",
              List.of(tier(INFINITE, "0.0000050000"))),
          new Product(
              "AmazonS3",
              "API Request",
              Map.of("group", "S3-API-Tier2", "usagetype", "Requests-Tier2"),
              "Requests",
              List.of(tier(INFINITE, "0.0000004000"))),
          new Product(
              "AmazonS3",
              "Storage",
              Map.of(
                  "storageClass", "General Purpose",
                  "volumeType", "Standard",
                  "usagetype", "TimedStorage-ByteHrs"),
              "GB-Mo",
              List.of(
                  tier("51200", "0.0230000000"),
                  tier("512000", "0.0220000000"),
                  tier(INFINITE, "0.0210000000"))),
          new Product(
              "AWSDataTransfer",
              "Data Transfer",
              Map.of(
                  "transferType", "AWS Outbound",
                  "fromLocation", "US East (N. Virginia)",
                  "fromRegionCode", "us-east-1",
                  "toLocation", "External",
                  "usagetype", "DataTransfer-Out-Bytes"),
              "GB",
              List.of(
                  tier("10240", "0.0900000000"),
                  tier("51200", "0.0850000000"),
                  tier("153600", "0.0700000000"),
                  tier(INFINITE, "0.0500000000"))),
          new Product(
              "AmazonCloudWatch",
              "Data Payload",
              Map.of(
                  "group", "Ingested Logs",
                  "operation", "PutLogEvents",
                  "usagetype", "USE1-DataProcessing-Bytes"),
              "GB",
              List.of(tier(INFINITE, "0.5000000000"))));

  private static Tier tier(String to, String price) {
    return new Tier(to, price);
  }

  private static Product lambda(String group, String usage, String unit, Tier... tiers) {
    return new Product(
        "AWSLambda",
        "Serverless",
        Map.of("group", group, "usagetype", usage),
        unit,
        List.of(tiers));
  }

  /** Returns whether an attribute has a value, the common ones included. */
  boolean has(String field, String value) {
    return value.equals(
        switch (field) {
          case "ServiceCode", "servicecode" -> service;
          case "productFamily" -> family;
          case "regionCode" -> attributes.getOrDefault(field, "us-east-1");
          case "location" -> attributes.getOrDefault(field, "US East (N. Virginia)");
          default -> attributes.get(field);
        });
  }

  /** Returns the document that stands for this product in a price list. */
  String document() {
    String sku = Integer.toHexString(attributes.hashCode()) + "-" + service;
    ObjectNode out = Json.object();
    ObjectNode product = out.putObject("product").put("productFamily", family).put("sku", sku);
    ObjectNode described = product.putObject("attributes");
    described.put("servicecode", service).put("regionCode", "us-east-1");
    described.put("location", "US East (N. Virginia)").put("locationType", "AWS Region");
    attributes.forEach(described::put);
    out.put("serviceCode", service).put("version", "20251101000000");
    out.put("publicationDate", "2025-11-01T00:00:00Z");
    ObjectNode term = out.putObject("terms").putObject("OnDemand").putObject(sku + "." + OFFER);
    term.put("sku", sku).put("effectiveDate", "2025-11-01T00:00:00Z").put("offerTermCode", OFFER);
    term.putObject("termAttributes");
    ObjectNode dimensions = term.putObject("priceDimensions");
    String from = "0";
    for (Tier tier : tiers) {
      String rate = sku + "." + OFFER + "." + from;
      ObjectNode dimension = dimensions.putObject(rate).put("rateCode", rate).put("unit", unit);
      dimension.put("beginRange", from).put("endRange", tier.to).put("description", family);
      dimension.putArray("appliesTo");
      dimension.putObject("pricePerUnit").put("USD", tier.price);
      from = tier.to;
    }
    return out.toString();
  }

  static List<Product> find(String service, List<Map.Entry<String, String>> wanted) {
    List<Product> found = new ArrayList<>();
    for (Product product : ALL) {
      if (product.service.equals(service)
          && wanted.stream().allMatch(each -> product.has(each.getKey(), each.getValue()))) {
        found.add(product);
      }
    }
    return found;
  }
}
