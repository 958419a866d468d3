package io.faast.gcp;

final class GcpProvider {
  static final String NAME = "gcp";

  private GcpProvider() {}
}
