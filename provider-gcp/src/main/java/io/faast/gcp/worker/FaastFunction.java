package io.faast.gcp.worker;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What Google's functions framework calls: with a request from the client, which is answered at
 * once, or with a message that Pub/Sub pushes, which is answered through the responses' topic.
 *
 * <p>A message is executed at most once as far as Pub/Sub says which it delivers again: who gets
 * one that an earlier delivery was not answered for reports that, and does not execute it.
 */
public final class FaastFunction implements HttpFunction {
  /** Header of every answer that is the function's own, and not Google's. */
  public static final String HEADER = "faast";

  private final String name;
  private final PubSub pubSub;
  private final Calls calls;
  private final Occupation occupation;

  /** Makes the workers and builds the module: all that need not wait for a call. */
  public FaastFunction() {
    this(System.getenv());
  }

  /** Makes the function as it would be with that environment. */
  public FaastFunction(Map<String, String> environment) {
    MetadataServer metadata = MetadataServer.fromEnvironment(environment);
    Rest rest = new Rest(metadata);
    name = metadata.instanceId();
    pubSub = PubSub.fromEnvironment(environment, rest);
    calls = new Calls(Settings.of(environment), name, pubSub, rest, Store.address(environment));
    occupation = Occupation.ofThisProcess();
    String port = environment.get("PORT");
    if (port != null) {
      Readiness.watch(Integer.parseInt(port), () -> occupation.ready(System.nanoTime()));
    }
  }

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    try (Occupation.Call occupied = occupation.begin(System.nanoTime())) {
      if (request.getPath().endsWith(Settings.PUSH_PATH)) {
        pushed(request, response, occupied);
      } else {
        called(request, response, occupied);
      }
    }
  }

  private static void endIf(boolean last) {
    if (last) {
      Runtime.getRuntime().halt(1);
    }
  }

  private void called(HttpRequest request, HttpResponse response, Occupation.Call occupied)
      throws IOException {
    Envelope call;
    try (InputStream in = request.getInputStream()) {
      call = Envelope.parse(ByteBuffer.wrap(in.readNBytes(Settings.DIRECT_BYTES + 1)));
    } catch (IllegalArgumentException e) {
      answer(response, 400, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
      return;
    }
    Calls.Answer answer = calls.serve(call, Settings.DIRECT_BYTES - Settings.FIELDS_BYTES);
    finish(answer.envelope(), call, request, occupied);
    answer(response, 200, answer.envelope().toBytes());
    endIf(answer.last());
  }

  private void pushed(HttpRequest request, HttpResponse response, Occupation.Call occupied)
      throws IOException {
    PushMessage push;
    try (InputStream in = request.getInputStream()) {
      push = PushMessage.read(in);
    } catch (IOException | IllegalArgumentException e) {
      // Not to be delivered again: it would not get better.
      System.err.println("faast: a message is none of a client: " + e.getMessage());
      answer(response, 200, new byte[0]);
      return;
    }
    Envelope call = push.envelope();
    String answers = call.get(Envelope.ANSWERS);
    if (answers == null) {
      System.err.println("faast: a message says no topic for its answer");
      answer(response, 200, new byte[0]);
      return;
    }
    if (push.deliveryAttempt() > 1) {
      Envelope again = new Envelope().with(Envelope.END, Envelope.REDELIVERED);
      finish(again.with(Envelope.DELIVERIES, push.deliveryAttempt()), call, request, occupied);
      pubSub.publish(answers, again);
    } else {
      Envelope started = new Envelope().with(Envelope.END, Envelope.STARTED);
      name(started, call);
      pubSub.publish(answers, started);
      Calls.Answer answer = calls.serve(call, Settings.MESSAGE_BYTES - Settings.FIELDS_BYTES);
      finish(answer.envelope(), call, request, occupied);
      pubSub.publish(answers, answer.envelope());
      // Without an answer to the push, so that nobody takes the instance for a free one. The
      // message comes again, and is of an attempt that has ended by then.
      endIf(answer.last());
    }
    answer(response, 200, new byte[0]);
  }

  private void name(Envelope answer, Envelope call) {
    answer.with(Envelope.ID, String.valueOf(call.get(Envelope.ID))).with(Envelope.WORKER, name);
  }

  private void finish(
      Envelope answer, Envelope call, HttpRequest request, Occupation.Call occupied) {
    name(answer, call);
    request
        .getFirstHeader("Function-Execution-Id")
        .filter(id -> id.matches("[A-Za-z0-9_-]{1,64}"))
        .ifPresent(id -> answer.with(Envelope.EXECUTION, id));
    if (occupied.init() > 0) {
      answer.with(Envelope.INIT_NANOS, occupied.init());
    }
    answer.with(Envelope.NANOS, occupied.give(System.nanoTime()));
  }

  private static void answer(HttpResponse response, int status, byte[] body) throws IOException {
    response.setStatusCode(status);
    response.setContentType("application/octet-stream");
    response.appendHeader(HEADER, "1");
    response.appendHeader("Content-Length", Integer.toString(body.length));
    try (OutputStream out = response.getOutputStream()) {
      out.write(body);
      out.flush();
    }
  }
}
