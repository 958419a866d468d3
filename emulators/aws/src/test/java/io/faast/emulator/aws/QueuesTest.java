package io.faast.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faast.emulator.aws.core.ApiCall;
import io.faast.emulator.aws.core.Bill;
import io.faast.emulator.core.Fault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Queues, and what Lambda sends to them. */
class QueuesTest {
  private static TestAccount account;
  private static SqsClient sqs;

  @BeforeAll
  static void start() {
    account = new TestAccount();
    sqs = account.client(SqsClient.builder(), account.emulator.credentials());
  }

  @AfterAll
  static void stop() throws Exception {
    account.close();
  }

  private static String create(String name) {
    return sqs.createQueue(r -> r.queueName(name).tags(Map.of("who", "me"))).queueUrl();
  }

  private static List<Message> receive(String url) {
    return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(5))
        .messages();
  }

  @Test
  void messagesGoInAndOutAndAreBilled() {
    String url = create("plain");
    assertThat(url).isEqualTo(account.endpoint() + "/000000000000/plain");
    Bill before = account.emulator.bill();
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("x".repeat((64 << 10) + 1)));
    Message received = receive(url).get(0);
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(received.receiptHandle()));
    Bill bill = account.emulator.bill().since(before);
    assertThat(bill.sqsRequests()).isEqualTo(2 + 2 + 1);
    assertThat(bill.dataOutBytes()).isEqualTo((64 << 10) + 1);
    assertThat(account.emulator.account().queues())
        .contains(new Account.Queue("plain", url, Map.of("who", "me"), 0));
  }

  @Test
  void aQueueIsGoneWhenItIsDeleted() {
    String url = create("going");
    assertThat(
            sqs.getQueueAttributes(
                    r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes())
        .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:going");
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("going")))
        .isInstanceOfSatisfying(
            QueueDoesNotExistException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
  }

  @Test
  void aLongPollOfAQueueThatIsDeletedIsToldSo() {
    String url = create("polled");
    CompletableFuture<List<Message>> poll =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages(),
            work -> new Thread(work, "poll").start());
    while (account.emulator.calls().stream().noneMatch(QueuesTest::polls)) {
      Thread.onSpinWait(); // until it has arrived
    }
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertThatThrownBy(poll::join).hasCauseInstanceOf(QueueDoesNotExistException.class);
  }

  private static boolean polls(ApiCall call) {
    return call.is("sqs", "ReceiveMessage") && call.touches("polled");
  }

  @Test
  void messagesAreLostAndDoubledOnPurpose() {
    String url = create("faulty");
    account
        .emulator
        .faults()
        .inject(
            c -> c.is("sqs", "SendMessage") && c.touches("faulty") && c.nth() > 0 && first(c),
            new Fault.Lose());
    account
        .emulator
        .faults()
        .inject(c -> c.is("sqs", "SendMessageBatch") && c.touches("faulty"), new Fault.Duplicate());
    try {
      assertThat(sqs.sendMessage(r -> r.queueUrl(url).messageBody("lost")).messageId())
          .isNotEmpty();
      sqs.sendMessageBatch(
          r ->
              r.queueUrl(url)
                  .entries(
                      SendMessageBatchRequestEntry.builder().id("1").messageBody("twice").build()));
      assertThat(receive(url)).extracting(Message::body).containsOnly("twice");
      assertThat(account.emulator.account().queues())
          .filteredOn(queue -> queue.name().equals("faulty"))
          .extracting(Account.Queue::messages)
          .containsExactly(2L);
    } finally {
      account.emulator.faults().clear();
    }
  }

  private static boolean first(io.faast.emulator.aws.core.ApiCall call) {
    return call.caller().endsWith("administrator");
  }

  @Test
  void lambdaSendsRecordsOfEventsToQueues() {
    String url = create("records");
    account.function("recorded");
    String arn = "arn:aws:sqs:us-east-1:000000000000:records";
    assertThatThrownBy(() -> destination("recorded", arn))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("SendMessage");
    account.iam.putRolePolicy(
        r ->
            r.roleName("role-recorded")
                .policyName("send")
                .policyDocument(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Action\":\"sqs:SendMessage\",\"Resource\":\""
                        + arn
                        + "\"}}"));
    destination("recorded", arn);
    assertThat(
            account
                .lambda
                .invoke(
                    r ->
                        r.functionName("recorded")
                            .invocationType(InvocationType.EVENT)
                            .payload(SdkBytes.fromUtf8String("\"exit:1\"")))
                .statusCode())
        .isEqualTo(202);
    String record = receive(url).get(0).body();
    assertThat(record)
        .contains(
            "\"condition\":\"RetriesExhausted\"",
            "\"approximateInvokeCount\":2",
            "\"requestPayload\":\"exit:1\"",
            "\"functionError\":\"Unhandled\"",
            "\"errorType\":\"Runtime.ExitError\"");
  }

  private static void destination(String function, String arn) {
    account.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .maximumRetryAttempts(1)
                .maximumEventAgeInSeconds(60)
                .destinationConfig(d -> d.onFailure(f -> f.destination(arn))));
  }
}
