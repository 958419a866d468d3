package io.faast.emulator.gcp.storage;

import io.faast.emulator.core.Request;
import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Caller;
import io.faast.emulator.gcp.core.Meters;
import io.faast.emulator.gcp.core.Operation;
import io.faast.emulator.gcp.core.Permission;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import io.faast.emulator.gcp.iam.Policies;
import java.util.List;
import java.util.Optional;

/** Finds the method in a path, as Cloud Storage's JSON API has them. */
public final class StorageService implements Service {
  private final Buckets buckets;
  private final Objects objects;
  private final Uploads uploads;

  /** Serves what is in {@code store}. */
  public StorageService(Place place, ObjectStore store, Policies policies, Meters meters) {
    StorageOperations operations = new StorageOperations(meters);
    buckets = new Buckets(place, store, policies, operations);
    objects = new Objects(store, meters, operations);
    uploads = new Uploads(store, operations);
  }

  Objects objects() {
    return objects;
  }

  Uploads uploads() {
    return uploads;
  }

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public ApiException denied(Caller caller, Permission needed) {
    return refused(caller, needed);
  }

  static ApiException refused(Caller caller, Permission needed) {
    return ApiException.denied(
        caller.email()
            + " does not have "
            + needed.name()
            + " access to the Google Cloud Storage "
            + (needed.resource().contains("/objects/") ? "object" : "bucket")
            + ". Permission '"
            + needed.name()
            + "' denied on resource (or it may not exist).",
        needed);
  }

  /** Objects come in a segment of their own, in which slashes are encoded. */
  @Override
  public Optional<Operation> operation(Request sent) {
    List<String> path = sent.segments();
    boolean upload = path.size() == 6 && path.get(0).equals("upload");
    boolean download = path.size() == 7 && path.get(0).equals("download");
    List<String> rest = upload || download ? path.subList(1, path.size()) : path;
    if (rest.size() < 3
        || !rest.get(0).equals("storage")
        || !rest.get(1).equals("v1")
        || !rest.get(2).equals("b")) {
      return Optional.empty();
    }
    Request request = Gzip.unpacked(sent);
    if (upload) {
      return uploads.operation(request, rest.get(3));
    }
    return switch (rest.size()) {
      case 3 -> buckets.onAll(request);
      case 4 -> buckets.onOne(request, rest.get(3));
      case 5 -> {
        if (rest.get(4).equals("iam")) {
          yield buckets.policy(request, rest.get(3), false);
        }
        yield rest.get(4).equals("o") && request.method().equals("GET")
            ? Optional.of(objects.list(request, rest.get(3)))
            : Optional.empty();
      }
      case 6 -> {
        if (rest.get(4).equals("iam")) {
          yield buckets.policy(request, rest.get(3), true);
        }
        yield rest.get(4).equals("o")
            ? objects.onOne(request, rest.get(3), rest.get(5))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }
}
