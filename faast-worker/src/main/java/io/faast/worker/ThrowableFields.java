package io.faast.worker;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that exception classes declare below Throwable. */
final class ThrowableFields {
  private ThrowableFields() {}

  /** Writes those that can be read and can travel; the others are left out. */
  static void write(MessageWriter w, Throwable t) {
    int countAt = w.position();
    w.writeInt(0);
    int count = 0;
    for (Class<?> c = t.getClass(); c != Throwable.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (travels(field) && write(w, t, field)) {
          count++;
        }
      }
    }
    w.patchInt(countAt, count);
  }

  private static boolean travels(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !field.isSynthetic()
        && field.trySetAccessible();
  }

  private static boolean write(MessageWriter w, Throwable t, Field field) {
    int start = w.position();
    try {
      Object value = field.get(t);
      w.writeString(field.getDeclaringClass().getName());
      w.writeString(field.getName());
      int lengthAt = w.position();
      w.writeInt(0);
      Codecs.forField(field.getDeclaringClass(), field.getGenericType())
          .write(w, value, field.getName(), true);
      w.patchInt(lengthAt, w.position() - lengthAt - 4);
      return true;
    } catch (ReflectiveOperationException
        | ValueException
        | RuntimeException
        | LinkageError
        | StackOverflowError leftOut) {
      w.truncate(start); // the exception itself matters more than this field of it
      return false;
    }
  }

  static List<RemoteThrowable.Field> read(MessageReader r) throws ProtocolException {
    int count = r.readLength(14);
    List<RemoteThrowable.Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String declaring = r.readText();
      String name = r.readText();
      fields.add(new RemoteThrowable.Field(declaring, name, r.readBytes(r.readLength(1))));
    }
    return List.copyOf(fields);
  }

  /** Sets the fields that arrived; those that this version of the class lacks keep their value. */
  static void set(Throwable t, List<RemoteThrowable.Field> fields) {
    for (RemoteThrowable.Field remote : fields) {
      Field field = find(t.getClass(), remote);
      if (field != null && travels(field)) {
        set(t, field, remote.value());
      }
    }
  }

  private static @Nullable Field find(Class<?> type, RemoteThrowable.Field remote) {
    for (Class<?> c = type; c != Throwable.class; c = c.getSuperclass()) {
      if (c.getName().equals(remote.declaringClass())) {
        for (Field field : c.getDeclaredFields()) {
          if (field.getName().equals(remote.name())) {
            return field;
          }
        }
      }
    }
    return null;
  }

  private static void set(Throwable t, Field field, byte[] encoded) {
    try {
      Object value =
          Codecs.forField(field.getDeclaringClass(), field.getGenericType())
              .read(new MessageReader(ByteBuffer.wrap(encoded)), field.getName());
      field.set(t, value);
    } catch (ReflectiveOperationException
        | ValueException
        | ProtocolException
        | RuntimeException
        | LinkageError
        | StackOverflowError keepsItsValue) {
      // A class of another version or hostile bytes: the rest of the exception is still of use.
      return;
    }
  }
}
