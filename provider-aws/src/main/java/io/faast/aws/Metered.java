package io.faast.aws;

import java.util.Map;

/** What AWS bills a run for, and how its price is found in the Pricing API. */
enum Metered {
  REQUESTS("requests", "request", "AWSLambda"),
  MEMORY_TIME("memory-time", "GB-s", "AWSLambda"),
  MEMORY_TIME_ARM("memory-time", "GB-s", "AWSLambda"),
  QUEUE_REQUESTS("queue-requests", "request", "AWSQueueService"),
  LOG_INGESTION("log-ingestion", "GB", "AmazonCloudWatch"),
  DATA_OUT("data-out", "GB", "AWSDataTransfer"),
  STORAGE_WRITES("storage-writes", "request", "AmazonS3"),
  STORAGE_READS("storage-reads", "request", "AmazonS3"),
  STORAGE("storage", "GB-month", "AmazonS3");

  private final String meter;
  private final String unit;
  private final String serviceCode;

  Metered(String meter, String unit, String serviceCode) {
    this.meter = meter;
    this.unit = unit;
    this.serviceCode = serviceCode;
  }

  String meter() {
    return meter;
  }

  String unit() {
    return unit;
  }

  String serviceCode() {
    return serviceCode;
  }

  /** Attributes that select the product. */
  Map<String, String> attributes() {
    return switch (this) {
      case REQUESTS -> Map.of("group", "AWS-Lambda-Requests");
      case MEMORY_TIME -> Map.of("group", "AWS-Lambda-Duration");
      case MEMORY_TIME_ARM -> Map.of("group", "AWS-Lambda-Duration-ARM");
      case QUEUE_REQUESTS -> Map.of("productFamily", "API Request", "queueType", "Standard");
      case LOG_INGESTION -> Map.of("productFamily", "Data Payload", "operation", "PutLogEvents");
      case DATA_OUT -> Map.of("transferType", "AWS Outbound", "toLocation", "External");
      case STORAGE_WRITES -> Map.of("group", "S3-API-Tier1");
      case STORAGE_READS -> Map.of("group", "S3-API-Tier2");
      case STORAGE ->
          Map.of(
              "productFamily", "Storage",
              "storageClass", "General Purpose",
              "volumeType", "Standard");
    };
  }

  /** Name of the attribute that holds the region. */
  String regionAttribute() {
    return this == DATA_OUT ? "fromRegionCode" : "regionCode";
  }
}
