package io.faast.gcp;

/** Google began to make a function, and did not succeed: its build or its first start failed. */
final class DeploymentFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeploymentFailure(String message) {
    super(message);
  }
}
