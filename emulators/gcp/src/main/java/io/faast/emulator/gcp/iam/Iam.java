package io.faast.emulator.gcp.iam;

import io.faast.emulator.gcp.core.Place;
import io.faast.emulator.gcp.core.Service;
import java.util.List;

/** All that has to do with who may what, wired up. Thread-safe. */
public final class Iam {
  private final ServiceAccounts accounts;
  private final Policies policies;
  private final Identities identities;
  private final SignedUrls signedUrls;
  private final List<Service> services;

  /**
   * Begins with the default service account only.
   *
   * @param accountRefusals how many uses of a new account are refused as if it did not exist yet
   * @param grantRefusals how many calls that need a new grant are refused as if it were not there
   */
  public Iam(Place place, int accountRefusals, int grantRefusals) {
    accounts = new ServiceAccounts(place, accountRefusals);
    policies = new Policies(place, accounts, grantRefusals);
    identities = new Identities(place, accounts, policies);
    signedUrls = new SignedUrls(place, identities, accounts);
    services =
        List.of(
            new TokenService(identities),
            new IamService(place, accounts, policies),
            new CredentialsService(place, identities, accounts),
            new ProjectService(place, policies));
  }

  /** Returns the service accounts. */
  public ServiceAccounts accounts() {
    return accounts;
  }

  /** Returns the policies. */
  public Policies policies() {
    return policies;
  }

  /** Returns who has which token. */
  public Identities identities() {
    return identities;
  }

  /** Returns what signs URLs. */
  public SignedUrls signedUrls() {
    return signedUrls;
  }

  /** Returns what finds out who calls. */
  public Authenticator authenticator() {
    return new Authenticator(identities, signedUrls);
  }

  /** Returns the services that are spoken to. */
  public List<Service> services() {
    return services;
  }
}
