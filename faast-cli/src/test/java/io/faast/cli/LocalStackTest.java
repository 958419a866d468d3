package io.faast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * {@code faast test aws} against LocalStack, where a Docker engine is: functions run in containers
 * of their own there. Says that it was not run, and why, where none is.
 */
class LocalStackTest {
  private static final Path SOCKET = Path.of("/var/run/docker.sock");
  private static final String IMAGE = "localstack/localstack:4.9";

  @Test
  void theConformanceKitHoldsAgainstLocalStack() {
    boolean engine = Files.exists(SOCKET) || System.getenv("DOCKER_HOST") != null;
    if (!engine) {
      System.out.println("LocalStack: not run, as there is neither " + SOCKET + " nor DOCKER_HOST");
    }
    // A look at a file: what else there is to know about Docker takes seconds.
    assumeTrue(engine, "no Docker engine: neither " + SOCKET + " nor DOCKER_HOST");
    try (LocalStackContainer localStack =
        new LocalStackContainer(DockerImageName.parse(IMAGE))
            .withServices("lambda", "iam", "sts", "sqs", "logs", "s3")) {
      localStack.start();
      System.setProperty("aws.accessKeyId", localStack.getAccessKey());
      System.setProperty("aws.secretAccessKey", localStack.getSecretKey());
      Ran ran =
          Ran.faast(
              "test",
              "aws",
              "-o",
              "endpoint=" + localStack.getEndpoint(),
              "-o",
              "region=" + localStack.getRegion(),
              "-o",
              "architecture=x86_64",
              "--report",
              Path.of("target", "faast-tck-localstack"));
      assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }
}
