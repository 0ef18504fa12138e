// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Letter;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose components are bound to the header. */
class HeaderBindingTest extends RuntimeTest {
    private static final UUID GIVEN = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final BlockingQueue<Letter> seen = new LinkedBlockingQueue<>();
    private final KernelHandle handle = letters("letters", (message, context) -> {
        seen.add((Letter) message);
        return null;
    });

    private KernelHandle letters(String id, Probe.Handler handler) {
        return runtime.launch("letters", Probe.with(handler).as(id)).activate();
    }

    private Letter nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static Letter letter() {
        return new Letter("dear");
    }

    // ---- a send

    @Test
    void fillsWhatTheRecordLeavesOpen() throws InterruptedException {
        Instant before = Instant.now();

        MessageId id = runtime.send("letters", letter());

        Letter letter = nextSeen();
        assertThat(letter.text()).isEqualTo("dear");
        assertThat(letter.id()).isEqualTo(id.toUuid());
        assertThat(letter.priority()).isEqualTo(100);
        assertThat(letter.correlationId()).isNull();
        assertThat(letter.at()).isBetween(before, Instant.now());
        assertThat(letter.left()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(letter.until()).isBetween(before, before.plusSeconds(61));
        assertThat(letter.sender()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 5000})
    void keepsWhatTheRecordSays(int length) throws InterruptedException {
        Instant until = Instant.now().plusSeconds(3600);
        Letter sent = new Letter("x".repeat(length))
                .withId(GIVEN)
                .withPriority(0)
                .withCorrelationId(OTHER)
                .withAt(Instant.ofEpochSecond(7, 123_456_789))
                .withUntil(until);

        MessageId id = runtime.send("letters", sent);

        assertThat(id).isEqualTo(MessageId.of(GIVEN));
        Letter received = nextSeen();
        assertThat(received.left()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
        assertThat(received.withLeft(null)).isEqualTo(sent);
    }

    @Test
    void keepsAnIdOfItsOwn() throws InterruptedException {
        MessageId first = runtime.send("letters", letter());
        Letter received = nextSeen();

        MessageId second = runtime.send("letters", received.withCorrelationId(received.id()));

        assertThat(second).isEqualTo(first);
        assertThat(nextSeen().correlationId()).isEqualTo(first.toUuid());
    }

    @Test
    void takesAllBits0ForNone() throws InterruptedException {
        UUID nil = new UUID(0, 0);

        MessageId id = runtime.send("letters", letter().withId(nil).withCorrelationId(nil));

        Letter letter = nextSeen();
        assertThat(letter.id()).isEqualTo(id.toUuid()).isNotEqualTo(nil);
        assertThat(letter.correlationId()).isNull();
    }

    @Test
    void prefersWhatTheOptionsSay() throws InterruptedException {
        Letter sent = letter().withPriority(7).withCorrelationId(OTHER).withLeft(Duration.ofNanos(1));
        SendOptions options =
                SendOptions.priority(250).correlationId(MessageId.of(GIVEN)).deadline(Duration.ofHours(1));

        runtime.send("letters", sent, options);

        Letter letter = nextSeen();
        assertThat(letter.priority()).isEqualTo(250);
        assertThat(letter.correlationId()).isEqualTo(GIVEN);
        assertThat(letter.left()).isGreaterThan(Duration.ofMinutes(58));
    }

    @Test
    void expiresAtTheDeadlineOfTheRecordOrTheType() throws InterruptedException {
        handle.deactivate();
        runtime.send("letters", letter().withLeft(Duration.ofNanos(1)));
        runtime.send("letters", letter().withUntil(Instant.now().minusSeconds(1)));
        runtime.send("letters", letter().withUntil(Instant.MAX));
        runtime.send("letters", letter(), SendOptions.DEFAULT.withoutDeadline());

        handle.activate();

        Letter never = nextSeen();
        assertThat(never.left()).as("the type has a deadline").isNotNull();
        assertThat(nextSeen().left()).isNull();
        Eventually.holds("all are through", () -> handle.counters().waiting() == 0);
        assertThat(handle.counters().expired()).isEqualTo(2);
    }

    @Test
    void refusesWhatNoHeaderHolds() {
        assertThatThrownBy(() -> runtime.send("letters", letter().withPriority(256)))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("priority must be 0 to 255: field=Letter.priority, value=256");
        assertThatThrownBy(() -> handle.ref(Letter.class).offer(letter().withPriority(-1)))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("priority must be 0 to 255: field=Letter.priority, value=-1");
        assertThat(handle.counters().accepted()).isZero();
    }

    @Test
    void namesTheKernelThatSends() throws InterruptedException {
        letters("relay", (message, context) -> {
            context.send("letters", ((Letter) message).withSender("somebody else"));
            return null;
        });

        runtime.send("relay", letter().withSender("me"));

        assertThat(nextSeen().sender()).isEqualTo("relay");
    }

    @Test
    void fillsTheHeaderOfAClaim() throws InterruptedException {
        KernelRef<Letter> ref = handle.ref(Letter.class);
        Claim claim = new Claim();
        Instant before = Instant.now();

        for (Letter letter : new Letter[] {letter(), new Letter("x".repeat(5000))}) {
            assertThat(ref.claim(claim, SendOptions.DEFAULT.correlationId(MessageId.of(OTHER))))
                    .isEqualTo(Delivery.ACCEPTED);
            claim.publish(Messages_LetterCodec.INSTANCE.encode(letter, claim.buffer(), claim.offset()));

            Letter received = nextSeen();
            assertThat(received.text()).isEqualTo(letter.text());
            assertThat(received.id()).isNotNull();
            assertThat(received.priority()).isEqualTo(100);
            assertThat(received.correlationId()).isEqualTo(OTHER);
            assertThat(received.at()).isBetween(before, Instant.now());
            assertThat(received.left()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
    }

    // ---- requests and replies

    @Test
    void carriesARequestUnderAnIdThatIsGiven() {
        letters("desk", (message, context) -> {
            assertThat(context.messageId()).isEqualTo(MessageId.of(GIVEN));
            return new Letter("re: " + ((Letter) message).text()).withId(OTHER);
        });

        Letter answer = runtime.call("desk", letter().withId(GIVEN).withPriority(9), Letter.class, LONG);

        assertThat(answer.text()).isEqualTo("re: dear");
        assertThat(answer.id()).isEqualTo(OTHER);
        assertThat(answer.correlationId()).isEqualTo(GIVEN);
        assertThat(answer.priority()).isEqualTo(9);
        assertThat(answer.sender()).isEqualTo("desk");
        assertThat(answer.at()).isNotNull();
    }

    @Test
    void fillsAReplyThatLeavesThroughTheOutbox() {
        letters("desk", (message, context) -> letter());

        MessageId sent = runtime.send("desk", letter().withPriority(9));
        Envelope<Letter> envelope = runtime.receive("desk", Letter.class, LONG);

        Letter answer = envelope.message();
        assertThat(answer.id()).isEqualTo(envelope.messageId().toUuid());
        assertThat(answer.correlationId()).isEqualTo(sent.toUuid());
        assertThat(envelope.correlationId()).isEqualTo(sent);
        assertThat(answer.priority()).isEqualTo(9).isEqualTo(envelope.priority());
        assertThat(answer.sender()).isEqualTo("desk").isEqualTo(envelope.sender());
        assertThat(answer.at()).isNotNull();
    }

    @Test
    void keepsWhatAReplySaysInTheOutbox() {
        Letter reply = letter().withId(GIVEN)
                .withPriority(3)
                .withCorrelationId(OTHER)
                .withAt(Instant.ofEpochSecond(7))
                .withSender("desk");
        letters("desk", (message, context) -> reply);

        runtime.send("desk", letter());

        Envelope<Letter> envelope = runtime.receive("desk", Letter.class, LONG);
        assertThat(envelope.message()).isEqualTo(reply);
        assertThat(envelope).isEqualTo(new Envelope<>(reply, MessageId.of(GIVEN), MessageId.of(OTHER), 3, "desk"));
    }

    @Test
    void fillsAReplyToAKernel() throws InterruptedException {
        letters("desk", (message, context) -> letter());
        BlockingQueue<Letter> answers = new LinkedBlockingQueue<>();
        letters("asker", (message, context) -> {
            Letter letter = (Letter) message;
            if (letter.correlationId() == null) {
                context.send("desk", letter.withText("question"));
            } else {
                answers.add(letter);
            }
            return null;
        });

        runtime.send("asker", letter().withId(GIVEN).withPriority(9));

        Letter answer = answers.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.correlationId()).isEqualTo(GIVEN);
        assertThat(answer.sender()).isEqualTo("desk");
        assertThat(answer.priority()).isEqualTo(9);
        assertThat(answer.id()).isNotNull().isNotEqualTo(GIVEN);
    }

    // ---- outside a runtime

    @Test
    void isEmptyWhereThereIsNoHeader() {
        MessageBuffer buffer = MessageBuffer.allocate(64);
        Messages_LetterCodec codec = Messages_LetterCodec.INSTANCE;
        Letter sent = letter().withId(GIVEN).withPriority(9).withSender("me");

        int length = codec.encode(sent, buffer, 0);

        assertThat(length).isEqualTo(12);
        assertThat(codec.decode(buffer, 0, length)).isEqualTo(letter().withPriority(100));
        MessageHeader header = codec.header(sent);
        assertThat(codec.decode(buffer, 0, length, codec.version(), header)).isEqualTo(sent);
    }

    @Test
    void makesSlotsWithRoomForTheHeader() {
        handle.deactivate();

        runtime.send("letters", new Letter("x".repeat(168)).withId(GIVEN).withCorrelationId(OTHER));
        assertThat(runtime.buffers().inUseCount()).isZero();
        runtime.send("letters", new Letter("x".repeat(169)).withId(GIVEN).withCorrelationId(OTHER));
        assertThat(runtime.buffers().inUseCount()).isEqualTo(1);
    }
}
