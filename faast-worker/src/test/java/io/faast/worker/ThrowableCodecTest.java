package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faast.worker.ThrowableTypes.Fallback;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ThrowableCodecTest {
  private static RemoteThrowable send(Throwable t) throws ProtocolException {
    MessageWriter w = new MessageWriter(16);
    ThrowableCodec.write(w, t);
    MessageReader r = new MessageReader(w.toBuffer());
    RemoteThrowable remote = ThrowableCodec.read(r);
    assertThat(r.remaining()).isZero();
    return remote;
  }

  private static Throwable roundTrip(Throwable t) throws ProtocolException {
    return ThrowableCodec.rebuild(
        send(t), ThrowableCodecTest.class.getClassLoader(), Fallback::new);
  }

  @Test
  void rebuildsTypeMessageCauseSuppressedAndStack() throws Exception {
    Exception cause = new IOException("disk");
    Exception sent = new IllegalStateException("state", cause);
    sent.addSuppressed(new TimeoutException("late"));
    Throwable back = roundTrip(sent);
    assertThat(back).isExactlyInstanceOf(IllegalStateException.class).hasMessage("state");
    assertThat(back.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("disk");
    assertThat(back.getSuppressed()).hasSize(1);
    assertThat(back.getSuppressed()[0]).isExactlyInstanceOf(TimeoutException.class);
    assertThat(back.getStackTrace()).isEqualTo(sent.getStackTrace());
    assertThat(back.getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
  }

  @Test
  void rebuildsExceptionsOfTheJdk() throws Exception {
    for (Throwable sent :
        List.of(
            new NullPointerException(),
            new RuntimeException((String) null),
            new RuntimeException(new IOException("x")),
            new FileNotFoundException("f"),
            new UncheckedIOException(new IOException("u")),
            new ArrayIndexOutOfBoundsException(7),
            new NumberFormatException("For input"),
            new ExecutionException("e", new Error("error")),
            new CompletionException(new StackOverflowError()),
            new AssertionError("assert"),
            new AssertionError(5),
            new OutOfMemoryError("heap"),
            new DateTimeParseException("bad date", "text", 3),
            new java.lang.reflect.UndeclaredThrowableException(new IOException("u")),
            new InterruptedException(),
            new Throwable("plain"))) {
      Throwable back = roundTrip(sent);
      assertThat(back).isExactlyInstanceOf(sent.getClass());
      assertThat(back.getMessage()).isEqualTo(sent.getMessage());
      assertThat(back.getCause() == null).isEqualTo(sent.getCause() == null);
    }
  }

  @Test
  void rebuildsWhateverConstructorTheClassHas() throws Exception {
    for (Throwable sent :
        List.of(
            new ThrowableTypes.Both("m", new IOException("c")),
            new ThrowableTypes.Reversed(new IOException("c"), "m"),
            new ThrowableTypes.MessageOnly("m").initCause(new IOException("c")),
            new ThrowableTypes.NoArguments(),
            new ThrowableTypes.CauseOnly(new IOException("c")),
            new ThrowableTypes.Decorating("id-7"),
            new ThrowableTypes.Private(),
            new ThrowableTypes.Demanding(List.of("a"), 3))) {
      Throwable back = roundTrip(sent);
      assertThat(back).isExactlyInstanceOf(sent.getClass());
      assertThat(back.getMessage()).isEqualTo(sent.getMessage());
      if (sent.getCause() != null) {
        assertThat(back.getCause()).hasMessage(sent.getCause().getMessage());
      }
    }
  }

  @Test
  void keepsTheFieldsThatCanTravel() throws Exception {
    ThrowableTypes.Rich back =
        (ThrowableTypes.Rich) roundTrip(new ThrowableTypes.Rich("m", 42, List.of("a", "b")));
    assertThat(back.code).isEqualTo(42);
    assertThat(back.details).containsExactly("a", "b");
    assertThat(back.point).isEqualTo(new ValueTypes.Point(1, 2));
    assertThat(back.thread).isNull();
    assertThat(back.inherited).isEqualTo("base");
  }

  @Test
  void aMessageThatIsMadeOfFieldsIsRebuilt() throws Exception {
    Throwable back = roundTrip(new ThrowableTypes.Computed(404));
    assertThat(back).isExactlyInstanceOf(ThrowableTypes.Computed.class).hasMessage("status 404");
  }

  @Test
  void cutsCyclesOfCausesAndSuppressed() throws Exception {
    Exception a = new Exception("a");
    Exception b = new Exception("b", a);
    a.initCause(b);
    b.addSuppressed(a);
    Throwable back = roundTrip(a);
    assertThat(back.getCause()).hasMessage("b");
    assertThat(back.getCause().getCause()).isNull();
  }

  @Test
  void boundsAnExplosionOfSharedThrowables() throws Exception {
    Exception shared = new Exception("0");
    for (int i = 1; i < 40; i++) {
      Exception next = new Exception("" + i, shared);
      next.addSuppressed(shared);
      shared = next;
    }
    MessageWriter w = new MessageWriter(16);
    ThrowableCodec.write(w, shared);
    assertThat(w.position()).isLessThan(20_000_000);
    assertThat(ThrowableCodec.read(new MessageReader(w.toBuffer())).message()).isEqualTo("39");
  }

  @Test
  void boundsALongChainAndSaysSo() throws Exception {
    Exception chain = new Exception("0");
    for (int i = 1; i < 1000; i++) {
      chain = new Exception("" + i, chain);
    }
    RemoteThrowable t = send(chain);
    int depth = 1;
    while (t.cause() != null) {
      t = t.cause();
      depth++;
    }
    assertThat(depth).isEqualTo(ThrowableWriter.MAX_DEPTH + 1);
    assertThat(t.message()).contains("were not sent");
  }

  @Test
  void boundsMessageAndStack() throws Exception {
    Exception sent = new Exception("x".repeat(3_000_000));
    StackTraceElement frame = new StackTraceElement("C", "m", "C.java", 1);
    StackTraceElement[] deep = new StackTraceElement[5000];
    java.util.Arrays.fill(deep, frame);
    sent.setStackTrace(deep);
    RemoteThrowable remote = send(sent);
    assertThat(remote.message())
        .hasSizeLessThan(1_100_000)
        .endsWith("<cut: 3000000 characters in all>");
    assertThat(remote.stack()).hasSize(ThrowableWriter.MAX_FRAMES + 1);
    assertThat(remote.stack()[ThrowableWriter.MAX_FRAMES].getClassName())
        .isEqualTo("<3976 more frames>");
  }

  @Test
  void survivesThrowablesWhoseMethodsFail() throws Exception {
    RemoteThrowable remote = send(new ThrowableTypes.Hostile());
    assertThat(remote.className()).isEqualTo(ThrowableTypes.Hostile.class.getName());
    assertThat(remote.message()).contains("getMessage() threw java.lang.IllegalStateException");
    assertThat(roundTrip(new ThrowableTypes.Hostile())).isInstanceOf(Fallback.class);
  }

  @Test
  void fallsBackWhenTheClassIsAbsent() throws Exception {
    RemoteThrowable remote =
        new RemoteThrowable(
            "org.example.Gone",
            List.of("java.lang.Throwable"),
            "m",
            new StackTraceElement[0],
            send(new IOException("cause")),
            List.of(),
            List.of());
    Throwable back = ThrowableCodec.rebuild(remote, getClass().getClassLoader(), Fallback::new);
    assertThat(((Fallback) back).remote).isSameAs(remote);
  }

  @Test
  void neverInitialisesAClassThatIsNoThrowable() {
    for (String name :
        List.of(ThrowableTypes.Bomb.class.getName(), "java.lang.String", "[I", "int", "")) {
      RemoteThrowable remote =
          new RemoteThrowable(
              name, List.of(), "m", new StackTraceElement[0], null, List.of(), List.of());
      assertThat(ThrowableCodec.rebuild(remote, getClass().getClassLoader(), Fallback::new))
          .isInstanceOf(Fallback.class);
    }
    assertThat(ThrowableTypes.exploded).isFalse();
  }

  @Test
  void aClassThatCannotBeInitialisedFallsBack() throws Exception {
    RemoteThrowable remote =
        new RemoteThrowable(
            ThrowableTypes.class.getName() + "$FailsToInitialise",
            List.of("java.lang.Throwable"),
            "m",
            new StackTraceElement[0],
            null,
            List.of(),
            List.of());
    assertThat(ThrowableCodec.rebuild(remote, getClass().getClassLoader(), Fallback::new))
        .isInstanceOf(Fallback.class);
  }

  @Test
  void keepsLoneSurrogatesInMessages() throws Exception {
    assertThat(roundTrip(new IOException("x\uD800"))).hasMessage("x\uD800");
  }
}
