package io.faast.gcp;

import com.google.cloud.functions.v2.OperationMetadata;
import com.google.cloud.functions.v2.Stage;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.function.Consumer;

/** Tells people what a deployment waits for, each step once. */
final class BuildProgress {
  private final Consumer<String> progress;
  private String told = "";
  private String build = "";

  BuildProgress(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Tells of the step that an operation is at, if that is new. */
  synchronized void tell(Operation operation) {
    if (!operation.getMetadata().is(OperationMetadata.class)) {
      return;
    }
    OperationMetadata metadata;
    try {
      metadata = operation.getMetadata().unpack(OperationMetadata.class);
    } catch (InvalidProtocolBufferException e) {
      return; // it is for people only
    }
    build = metadata.getBuildName();
    for (Stage stage : metadata.getStagesList()) {
      if (stage.getState() == Stage.State.IN_PROGRESS) {
        String step = sentence(stage.getName());
        if (!step.equals(told)) {
          told = step;
          progress.accept(step);
        }
      }
    }
  }

  /** Returns the full name of the build, or an empty text if none has begun. */
  synchronized String build() {
    return build;
  }

  private static String sentence(Stage.Name stage) {
    return switch (stage) {
      case ARTIFACT_REGISTRY -> "Google prepares the repository of the image";
      case BUILD -> "Google builds the image, which takes a minute or two";
      case SERVICE -> "Google starts the function";
      default -> "Google goes on with " + stage;
    };
  }
}
