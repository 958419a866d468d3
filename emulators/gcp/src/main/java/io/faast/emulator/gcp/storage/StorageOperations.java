package io.faast.emulator.gcp.storage;

import io.faast.emulator.core.Response;
import io.faast.emulator.gcp.core.Call;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import java.util.List;
import java.util.function.Function;

/** Makes operations that are counted in their class: "Cloud Storage pricing", operation charges. */
final class StorageOperations {
  private final Meters meters;

  StorageOperations(Meters meters) {
    this.meters = meters;
  }

  Operation classA(String name, List<Permission> needed, Function<Call, Response> does) {
    return Operation.now(
        name,
        needed,
        call -> {
          meters.storageClassA();
          return does.apply(call);
        });
  }

  Operation classB(String name, List<Permission> needed, Function<Call, Response> does) {
    return Operation.now(
        name,
        needed,
        call -> {
          meters.storageClassB();
          return does.apply(call);
        });
  }

  /** Deletions cost nothing. */
  Operation free(String name, List<Permission> needed, Function<Call, Response> does) {
    return Operation.now(name, needed, does);
  }

  static Permission on(String bucket, String permission) {
    return new Permission("storage." + permission, "projects/_/buckets/" + bucket);
  }

  static Permission on(String bucket, String object, String permission) {
    return new Permission(
        "storage.objects." + permission, "projects/_/buckets/" + bucket + "/objects/" + object);
  }
}
