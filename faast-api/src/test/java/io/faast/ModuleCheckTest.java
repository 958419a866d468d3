package io.faast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.FaastException.Kind;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

public class ModuleCheckTest {
  /** Static methods need no constructor. */
  public static final class OnlyStatic {
    private OnlyStatic() {}

    public static int one() {
      return 1;
    }
  }

  public interface StaticInterface {
    static int one() {
      return 1;
    }
  }

  public interface InstanceInterface {
    int one();
  }

  public abstract static class Unfinished {
    public Unfinished() {}

    public int one() {
      return 1;
    }
  }

  public static class NeedsArguments {
    public NeedsArguments(int n) {}

    public int one() {
      return 1;
    }
  }

  public static class HiddenConstructor {
    HiddenConstructor() {}

    public int one() {
      return 1;
    }
  }

  static class NotPublic {
    public static int one() {
      return 1;
    }

    public static class Inside {
      public static int one() {
        return 1;
      }
    }
  }

  public static class Nothing {
    int hidden() {
      return 1;
    }
  }

  @SuppressWarnings("ClassCanBeStatic") // that it is not is the point
  public class Inner {
    public int one() {
      return 1;
    }
  }

  public enum Colour {
    RED;

    public static int one() {
      return 1;
    }
  }

  @Test
  void acceptsWhatAWorkerCanCall() {
    for (Class<?> module : new Class<?>[] {Sample.class, OnlyStatic.class, StaticInterface.class}) {
      assertThatCode(() -> ModuleCheck.check(module)).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesTheRestSayingWhy() {
    refused(NotPublic.class, "it is not public");
    refused(NotPublic.Inside.class, "ModuleCheckTest$NotPublic around it is not public");
    refused(InstanceInterface.class, "it is an interface");
    refused(Unfinished.class, "it is abstract");
    refused(NeedsArguments.class, "no public constructor without parameters");
    refused(HiddenConstructor.class, "no public constructor without parameters");
    refused(Nothing.class, "it has no public method");
    refused(Inner.class, "it is an inner class");
    refused(Colour.class, "it is an enum");
    refused(int.class, "it is no class");
    refused(String[].class, "it is no class");
    refused(Override.class, "it is no class");
  }

  @Test
  void refusesClassesInsideOfMethods() {
    class Local {}
    refused(Local.class, "inside a method");
    refused(new Object() {}.getClass(), "inside a method");
    Supplier<String> lambda = () -> "";
    refused(lambda.getClass(), "lambda");
  }

  private static void refused(Class<?> module, String why) {
    assertThatThrownBy(() -> ModuleCheck.check(module))
        .isInstanceOfSatisfying(
            FaastException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_USE))
        .hasMessageContaining(module.getName() + " cannot be a module")
        .hasMessageContaining(why);
  }
}
