package io.faast.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModuleFailureTest {
  private static ReplyMessage.Refused refused(Class<?> module) {
    WorkerHarness harness = new WorkerHarness(module);
    harness.worker.warm();
    return harness.send(harness.only("one")).refused();
  }

  @Test
  void aConstructorThatFailsIsTriedAgainAtTheNextCall() {
    WorkerHarness harness = new WorkerHarness(BrokenModules.Flaky.class);
    BrokenModules.constructorFails = true;
    harness.worker.warm();
    ReplyMessage.Refused refused = harness.send(harness.only("one")).refused();
    assertThat(refused.code()).isEqualTo(Refusal.MODULE_FAILED);
    assertThat(refused.message())
        .contains("BrokenModules$Flaky")
        .contains("java.lang.IllegalStateException: database is down")
        .contains("BrokenModules.java");
    BrokenModules.constructorFails = false;
    assertThat(harness.call("one")).isEqualTo(1);
  }

  @Test
  void aClassInitialiserThatFailsIsNamedWithItsCause() {
    ReplyMessage.Refused refused = refused(BrokenModules.Initialiser.class);
    assertThat(refused.code()).isEqualTo(Refusal.MODULE_FAILED);
    assertThat(refused.message()).contains("NumberFormatException");
  }

  @Test
  void aModuleWithoutAPublicConstructorSaysWhatToAdd() {
    ReplyMessage.Refused refused = refused(BrokenModules.Needy.class);
    assertThat(refused.code()).isEqualTo(Refusal.MODULE_FAILED);
    assertThat(refused.message()).contains("no public constructor without parameters");
  }

  @Test
  void anAbstractModuleIsRefused() {
    assertThat(refused(BrokenModules.Abstract.class).message()).contains("is abstract");
  }

  @Test
  void aClassThatTheConstructorMissesIsNamed() {
    ReplyMessage.Refused refused = refused(BrokenModules.Incomplete.class);
    assertThat(refused.code()).isEqualTo(Refusal.CLASS_MISSING);
    assertThat(refused.message()).contains("org.example.Driver").contains("needed by");
    assertThat(refused.missing()).isEqualTo("org.example.Driver");
  }

  @Test
  void aModuleThatIsNotInTheBundleIsNamed() {
    WorkerHarness harness = new WorkerHarness("org.example.NoModule", AtomicInteger.class);
    ReplyMessage.Refused refused = harness.send(harness.only("get")).refused();
    assertThat(refused.code()).isEqualTo(Refusal.CLASS_MISSING);
    assertThat(refused.message()).contains("org.example.NoModule");
  }
}
