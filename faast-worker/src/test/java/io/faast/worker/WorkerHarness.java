package io.faast.worker;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A worker with the client's side of the wire around it. */
final class WorkerHarness {
  static final int MAX_RESPONSE = 40_000;

  final Worker worker;
  private final Class<?> module;
  private long lastCall = 100;

  WorkerHarness(Class<?> module) {
    this(module.getName(), module);
  }

  WorkerHarness(String name, Class<?> module) {
    this.module = module;
    this.worker =
        Worker.create(
            new WorkerEnvironment(
                name,
                WorkerHarness.class.getClassLoader(),
                "test",
                "run-1",
                "worker-1",
                256,
                MAX_RESPONSE));
  }

  /** What one request got. */
  static final class Answer implements ReplySink {
    final List<ReplyMessage.Item> items = Collections.synchronizedList(new ArrayList<>());
    volatile ReplyMessage last;
    int finals;
    Runnable onItem = () -> {};

    @Override
    public void item(ByteBuffer encoded) throws IOException {
      items.add((ReplyMessage.Item) ReplyMessage.read(encoded));
      onItem.run();
    }

    @Override
    public void done(ByteBuffer encoded) throws IOException {
      finals++;
      last = ReplyMessage.read(encoded);
    }

    ReplyMessage.Refused refused() {
      return (ReplyMessage.Refused) last;
    }

    RemoteThrowable thrown() {
      return ((ReplyMessage.Thrown) last).thrown();
    }
  }

  Method method(String name, Class<?>... parameters) {
    try {
      return module.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  Method only(String name) {
    for (Method m : module.getMethods()) {
      if (m.getName().equals(name)) {
        return m;
      }
    }
    throw new AssertionError("no method " + name);
  }

  ByteBuffer request(Method method, long call, Object... args) {
    return request(FunctionId.of(method), MethodCodec.of(module, method), call, args);
  }

  ByteBuffer request(String id, MethodCodec codec, long call, Object... args) {
    MessageWriter w = new MessageWriter(64);
    new RequestMessage(call, 1, id, codec.streaming(), true, 60_000).writeTo(w);
    try {
      codec.writeArguments(w, args, true);
    } catch (ValueException e) {
      throw new AssertionError(e);
    }
    return w.toBuffer();
  }

  Answer send(Method method, Object... args) {
    return send(request(method, ++lastCall, args));
  }

  Answer send(ByteBuffer request) {
    return send(request, new Answer());
  }

  Answer send(ByteBuffer request, Answer answer) {
    worker.handle(request, answer);
    if (answer.finals != 1) {
      throw new AssertionError(answer.finals + " final replies");
    }
    return answer;
  }

  Object call(String name, Object... args) {
    return result(only(name), send(only(name), args));
  }

  Object result(Method method, Answer answer) {
    if (!(answer.last instanceof ReplyMessage.Value value)) {
      throw new AssertionError(String.valueOf(answer.last));
    }
    try {
      return MethodCodec.of(module, method).readResult(value.value());
    } catch (ValueException e) {
      throw new AssertionError(e);
    }
  }

  List<Object> items(Method method, Answer answer) {
    MethodCodec codec = MethodCodec.of(module, method);
    List<Object> items = new ArrayList<>();
    for (ReplyMessage.Item item : answer.items) {
      try {
        items.add(codec.readItem(item.value()));
      } catch (ValueException e) {
        throw new AssertionError(e);
      }
    }
    return items;
  }
}
