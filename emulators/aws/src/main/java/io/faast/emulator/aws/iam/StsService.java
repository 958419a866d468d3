package io.faast.emulator.aws.iam;

import io.faast.emulator.aws.core.ApiException;
import io.faast.emulator.aws.core.Call;
import io.faast.emulator.aws.core.Credentials;
import io.faast.emulator.aws.core.Operation;
import io.faast.emulator.aws.core.Permission;
import io.faast.emulator.aws.core.Place;
import io.faast.emulator.aws.core.Protocol;
import io.faast.emulator.aws.core.Service;
import io.faast.emulator.aws.core.Xml;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** GetCallerIdentity and AssumeRole. */
public final class StsService implements Service {
  /** Nobody needs a permission for it: so its page in the API reference. */
  public static final String FREE = "sts:GetCallerIdentity";

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private final Place place;
  private final Identities identities;

  /** Gives out credentials of {@code identities}. */
  public StsService(Place place, Identities identities) {
    this.place = place;
    this.identities = identities;
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public Protocol protocol() {
    return Protocol.QUERY;
  }

  @Override
  public Operation operation(Request request) {
    Form form = Form.of(request);
    String action = form.get("Action");
    return switch (action) {
      case "GetCallerIdentity" ->
          Operation.now(action, List.of(new Permission(FREE, "*")), this::identity);
      case "AssumeRole" ->
          Operation.now(
              action,
              List.of(new Permission("sts:AssumeRole", form.get("RoleArn"))),
              call -> assume(form, call));
      default ->
          throw new ApiException(
              400, "InvalidAction", "The emulator does not know the operation sts:" + action);
    };
  }

  private Response identity(Call call) {
    Xml xml = new Xml("GetCallerIdentityResponse", NAMESPACE).open("GetCallerIdentityResult");
    xml.text("Arn", call.caller().arn()).text("UserId", call.caller().id());
    xml.text("Account", place.accountId()).close();
    return protocol().answer(200, metadata(xml, call));
  }

  private Response assume(Form form, Call call) {
    Instant expires =
        place
            .clock()
            .instant()
            .plusSeconds(Long.parseLong(form.get("DurationSeconds", "3600")))
            .truncatedTo(ChronoUnit.SECONDS);
    Credentials given =
        identities.session(
            form.get("RoleArn"), form.get("RoleSessionName"), call.caller().inside(), expires);
    Xml xml = new Xml("AssumeRoleResponse", NAMESPACE).open("AssumeRoleResult").open("Credentials");
    xml.text("AccessKeyId", given.accessKeyId()).text("SecretAccessKey", given.secretAccessKey());
    xml.text("SessionToken", String.valueOf(given.sessionToken()));
    xml.text("Expiration", expires.toString()).close().close();
    return protocol().answer(200, metadata(xml, call));
  }

  private static Xml metadata(Xml xml, Call call) {
    return xml.open("ResponseMetadata").text("RequestId", call.requestId()).close();
  }
}
