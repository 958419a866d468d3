package io.faast.emulator.gcp.iam;

import io.faast.emulator.gcp.core.ApiException;
import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The service accounts of the project. A new one is not known everywhere at once, as IAM's
 * documentation warns: the first so many uses of it are refused as of an account that does not
 * exist. Thread-safe.
 */
public final class ServiceAccounts {
  private static final int MOST = 100;

  private final Place place;
  private final int refusals;
  private final Map<String, Entry> byEmail = new TreeMap<>();
  private long nextId = 100_000_000_000_000_000L;

  private static final class Entry {
    final ServiceAccount account;
    private final SigningKey key = new SigningKey();
    int refusalsLeft;

    Entry(ServiceAccount account, int refusals) {
      this.account = account;
      refusalsLeft = refusals;
    }
  }

  /** Begins with the default account of Compute Engine, which is known everywhere. */
  public ServiceAccounts(Place place, int refusals) {
    this.place = place;
    this.refusals = refusals;
    add(defaultEmail(), "Default compute service account", "", 0);
  }

  /** Returns the address of the account that functions have unless another is named. */
  public String defaultEmail() {
    return place.number() + "-compute@developer.gserviceaccount.com";
  }

  /** Returns the address of an account with that id. */
  public String email(String id) {
    return id + "@" + place.project() + ".iam.gserviceaccount.com";
  }

  /** Returns the relative name of an account. */
  public String name(String email) {
    return place.named("serviceAccounts/" + email);
  }

  /**
   * Makes an account.
   *
   * @throws ApiException if the id is no id, there is such an account, or there are too many
   */
  public synchronized ServiceAccount create(String id, String displayName, String description) {
    if (!id.matches("[a-z][a-z0-9-]{4,28}[a-z0-9]")) {
      throw new ApiException(
          Status.INVALID_ARGUMENT,
          "Invalid service account ID \""
              + id
              + "\": 6 to 30 lower case letters, digits, hyphens.");
    }
    if (byEmail.containsKey(email(id))) {
      throw new ApiException(
          Status.ALREADY_EXISTS,
          "Service account " + id + " already exists within project " + place.projectName() + ".");
    }
    if (byEmail.size() >= MOST) {
      throw new ApiException(
          Status.RESOURCE_EXHAUSTED, "Maximum number of service accounts on project reached.");
    }
    return add(email(id), displayName, description, refusals);
  }

  private ServiceAccount add(String email, String displayName, String description, int refused) {
    ServiceAccount account =
        new ServiceAccount(
            email, String.valueOf(nextId++), displayName, description, place.clock().instant());
    byEmail.put(email, new Entry(account, refused));
    return account;
  }

  /** Returns an account, whether it is known everywhere or not. */
  public synchronized Optional<ServiceAccount> find(String email) {
    return Optional.ofNullable(byEmail.get(email)).map(entry -> entry.account);
  }

  /**
   * Returns an account that something is to use or to be granted to.
   *
   * @throws ApiException with {@code status} if it does not exist, or is not known everywhere yet
   */
  public synchronized ServiceAccount use(String email, Status status) {
    Entry entry = byEmail.get(email);
    if (entry == null || entry.refusalsLeft-- > 0) {
      throw new ApiException(status, "Service account " + email + " does not exist.");
    }
    entry.refusalsLeft = 0;
    return entry.account;
  }

  /** Returns the accounts, by address. */
  public synchronized List<ServiceAccount> all() {
    return byEmail.values().stream().map(entry -> entry.account).toList();
  }

  synchronized ServiceAccount delete(String email) {
    Entry entry = byEmail.remove(email);
    if (entry == null) {
      throw missing(email);
    }
    return entry.account;
  }

  /** Returns the key that signs for an account. */
  synchronized Optional<SigningKey> key(String email) {
    return Optional.ofNullable(byEmail.get(email)).map(entry -> entry.key);
  }

  /** Returns what is said of an account that does not exist. */
  static ApiException missing(String email) {
    return new ApiException(
        Status.NOT_FOUND, "Unknown service account: Service account " + email + " does not exist.");
  }
}
