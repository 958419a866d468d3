package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void readsWhatWasWritten() throws Exception {
    MessageWriter w = new MessageWriter(0);
    w.writeByte(-1);
    w.writeShort(-2);
    w.writeInt(Integer.MIN_VALUE);
    w.writeLong(Long.MIN_VALUE + 5);
    w.writeFloat(-0f);
    w.writeDouble(Double.NaN);
    w.writeBytes(new byte[] {9, 8, 7}, 1, 2);
    w.writeString(null);
    w.writeString("");
    MessageReader r = new MessageReader(w.toBuffer());
    assertThat(r.readByte()).isEqualTo((byte) -1);
    assertThat(r.readShort()).isEqualTo((short) -2);
    assertThat(r.readInt()).isEqualTo(Integer.MIN_VALUE);
    assertThat(r.readLong()).isEqualTo(Long.MIN_VALUE + 5);
    assertThat(Float.floatToRawIntBits(r.readFloat())).isEqualTo(Float.floatToRawIntBits(-0f));
    assertThat(r.readDouble()).isNaN();
    assertThat(r.readBytes(2)).containsExactly(8, 7);
    assertThat(r.readString()).isNull();
    assertThat(r.readString()).isEmpty();
    assertThat(r.remaining()).isZero();
    assertThatThrownBy(r::readByte).isInstanceOf(ProtocolException.class);
  }

  @Test
  void everyStringSurvives() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      int limit = i % 3 == 0 ? 128 : i % 3 == 1 ? 256 : 65536;
      char[] chars = new char[random.nextInt(200)];
      for (int c = 0; c < chars.length; c++) {
        chars[c] = (char) random.nextInt(limit);
      }
      if (chars.length > 60 && i % 2 == 0) {
        chars[1 + random.nextInt(chars.length - 2)] = '\u0100'; // where no sample is taken
      }
      String s = new String(chars);
      MessageWriter w = new MessageWriter(0);
      w.writeString(s);
      assertThat(new MessageReader(w.toBuffer()).readString()).isEqualTo(s);
      ByteBuffer direct = ByteBuffer.allocateDirect(w.position()).put(w.toBuffer()).flip();
      assertThat(new MessageReader(direct).readString()).isEqualTo(s);
      assertThat(new MessageReader(w.toBuffer().asReadOnlyBuffer()).readString()).isEqualTo(s);
    }
  }

  @Test
  void latin1TakesOneByteACharacter() {
    MessageWriter w = new MessageWriter(0);
    w.writeString("\u00FF".repeat(1000));
    assertThat(w.position()).isEqualTo(1005);
  }

  @Test
  void lengthsAreCheckedBeforeAnythingIsAllocated() {
    for (byte coder : new byte[] {1, 2, 3, -1}) {
      ByteBuffer bytes = ByteBuffer.allocate(6).put(coder).putInt(Integer.MAX_VALUE).flip();
      assertThatThrownBy(() -> new MessageReader(bytes).readString())
          .isInstanceOf(ProtocolException.class);
    }
    assertThatThrownBy(() -> new MessageReader(ByteBuffer.allocate(3)).readBytes(-1))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void patchesOnlyWhatWasWritten() {
    MessageWriter w = new MessageWriter(64);
    w.writeInt(1);
    w.patchInt(0, 5);
    assertThat(w.toBuffer().getInt(0)).isEqualTo(5);
    assertThatThrownBy(() -> w.patchInt(1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aRequestForAnotherAttemptDiffersInNothingElse() throws Exception {
    MessageWriter w = new MessageWriter(0);
    new RequestMessage(77, 1, "f()V", true, false, 1234).writeTo(w);
    w.writeString("argument");
    ByteBuffer first = w.toBuffer();
    assertThat(RequestMessage.withAttempt(first, 1)).isSameAs(first);
    ByteBuffer framed = ByteBuffer.allocate(first.remaining() + 3).put(new byte[3]);
    framed.put(first.duplicate()).flip().position(3);
    ByteBuffer third = RequestMessage.withAttempt(framed.asReadOnlyBuffer(), 3);
    MessageReader r = new MessageReader(third);
    assertThat(RequestMessage.read(r))
        .isEqualTo(new RequestMessage(77, 3, "f()V", true, false, 1234));
    assertThat(r.readString()).isEqualTo("argument");
    assertThat(RequestMessage.read(new MessageReader(first)).attempt()).isEqualTo(1);
  }

  @Test
  void aMismatchOfVersionsNamesBoth() {
    MessageWriter w = new MessageWriter(0);
    new RequestMessage(1, 1, "f()V", false, true, 0).writeTo(w);
    ByteBuffer other = w.toBuffer().put(2, (byte) 7);
    assertThatThrownBy(() -> RequestMessage.read(new MessageReader(other)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("version 7")
        .hasMessageContaining("version 1");
    assertThatThrownBy(() -> ReplyMessage.read(other)).hasMessageContaining("version 7");
  }

  @Test
  void tellsRequestsFromReplies() {
    MessageWriter w = new MessageWriter(0);
    new RequestMessage(1, 1, "f()V", false, true, 0).writeTo(w);
    w.writeLong(0);
    w.writeLong(0);
    assertThatThrownBy(() -> ReplyMessage.read(w.toBuffer())).hasMessageContaining("Not a reply");
  }

  @Test
  void functionIdsTellOverloadsApart() throws Exception {
    assertThat(FunctionId.of(String.class.getMethod("substring", int.class, int.class)))
        .isEqualTo("substring(II)Ljava/lang/String;");
    assertThat(FunctionId.of(String.class.getMethod("getBytes"))).isEqualTo("getBytes()[B");
  }
}
