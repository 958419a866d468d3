package io.faast.gcp;

import java.util.List;
import java.util.Locale;

/**
 * What Google bills a run for, and how its price is found in the Cloud Billing Catalog: by the name
 * of a service, words of a description, and a unit. The order is that of {@link Usage}.
 */
enum Metered {
  REQUESTS("requests", "request", "Cloud Run", "count", 1),
  CPU_TIME("cpu-time", "vCPU-s", "Cloud Run", "s", 1),
  MEMORY_TIME("memory-time", "GiB-s", "Cloud Run", "GiBy.s s.GiBy", 1),
  QUEUE_VOLUME("queue-volume", "GiB", "Cloud Pub/Sub", "TiBy", 1_024),
  DATA_OUT("data-out", "GiB", "Cloud Run", "GiBy", 1),
  STORAGE_WRITES("storage-writes", "request", "Cloud Storage", "count", 1),
  STORAGE_READS("storage-reads", "request", "Cloud Storage", "count", 1),
  STORAGE("storage", "GiB-month", "Cloud Storage", "GiBy.mo mo.GiBy", 1),
  BUILD_TIME("build-time", "minute", "Cloud Build", "min", 1);

  /** Words of prices that are for something else than what a run uses. */
  private static final List<String> OTHERS =
      List.of(
          "instance-based",
          "always",
          "idle",
          "min instance",
          "min-instance",
          "job",
          "gpu",
          "worker pool",
          "commitment",
          "nearline",
          "coldline",
          "archive",
          "multi-region",
          "dual-region",
          "autoclass",
          "early delete",
          "private pool",
          "tagging");

  private final String meter;
  private final String unit;
  private final String service;
  private final String catalogUnits;
  private final double unitsPerCatalogUnit;

  Metered(
      String meter, String unit, String service, String catalogUnits, double unitsPerCatalogUnit) {
    this.meter = meter;
    this.unit = unit;
    this.service = service;
    this.catalogUnits = catalogUnits;
    this.unitsPerCatalogUnit = unitsPerCatalogUnit;
  }

  String meter() {
    return meter;
  }

  String unit() {
    return unit;
  }

  /** Returns what the catalog calls the service. */
  String service() {
    return service;
  }

  /** Returns whether the catalog's price of that description and unit is the one of this. */
  boolean isPricedBy(String description, String catalogUnit) {
    String text = description.toLowerCase(Locale.ROOT);
    return List.of(catalogUnits.split(" ", -1)).contains(catalogUnit)
        && OTHERS.stream().noneMatch(text::contains)
        && words().stream().allMatch(text::contains);
  }

  /** Returns the price of this meter's unit, by that of the catalog's. */
  double perUnit(double perCatalogUnit) {
    return perCatalogUnit / unitsPerCatalogUnit;
  }

  private List<String> words() {
    return switch (this) {
      case REQUESTS -> List.of("requests");
      case CPU_TIME -> List.of("cpu");
      case MEMORY_TIME -> List.of("memory");
      case QUEUE_VOLUME -> List.of("message delivery basic");
      case DATA_OUT -> List.of("internet", "data transfer out");
      case STORAGE_WRITES -> List.of("standard", "class a");
      case STORAGE_READS -> List.of("standard", "class b");
      case STORAGE -> List.of("standard storage");
      case BUILD_TIME -> List.of("build time");
    };
  }
}
