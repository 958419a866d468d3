package io.faast.emulator.gcp.billing;

/** A service that has prices. The id of Cloud Build is made up; the others are Google's. */
enum BilledService {
  RUN("152E-C115-5142", "Cloud Run"),
  PUBSUB("A1E8-BE35-7EBC", "Cloud Pub/Sub"),
  STORAGE("95FF-2EF5-5EA1", "Cloud Storage"),
  BUILD("B7B1-0000-0000", "Cloud Build");

  private final String id;
  private final String displayName;

  BilledService(String id, String displayName) {
    this.id = id;
    this.displayName = displayName;
  }

  String id() {
    return id;
  }

  String displayName() {
    return displayName;
  }

  String resource() {
    return "services/" + id;
  }
}
