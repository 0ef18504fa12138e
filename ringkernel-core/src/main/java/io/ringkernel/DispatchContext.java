// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.BufferPool;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The context of one kernel, set to one message after the other. */
final class DispatchContext implements KernelContext {
    private static final System.Logger LOG = System.getLogger("io.ringkernel");
    private static final int SCRATCH_LENGTH = 512;
    private static final int NOWHERE = -1;

    private final Kernel kernel;
    private @Nullable MessageBuffer scratch;
    private @Nullable MessageBuffer buffer;
    private int offset = NOWHERE;
    private boolean answered;
    private boolean warned;

    DispatchContext(Kernel kernel) {
        this.kernel = kernel;
    }

    void enter(MessageBuffer slotBuffer, int slotOffset) {
        if (buffer != slotBuffer) { // a reference costs a card mark: write it when the lane changes
            buffer = slotBuffer;
        }
        offset = slotOffset;
        answered = false;
    }

    /** Ends the use of this context for a message. */
    void leave() {
        offset = NOWHERE;
    }

    boolean isAnswered() {
        return answered;
    }

    private MessageBuffer slot() {
        MessageBuffer slot = buffer;
        if (slot == null || offset == NOWHERE) {
            throw new IllegalStateException("context is valid only while its handler runs: kernel=" + kernel.id());
        }
        return slot;
    }

    private long messageIdLo() {
        return Header.messageId(slot(), offset);
    }

    @Override
    public String kernelId() {
        return kernel.id();
    }

    @Override
    public MessageId messageId() {
        return kernel.runtime.ids.full(messageIdLo());
    }

    @Override
    public MessageId correlationId() {
        MessageBuffer slot = slot();
        if ((Header.flags(slot, offset) & Header.EXTENDED) != 0) {
            MessageId foreign =
                    new MessageId(Header.foreignCorrelationHi(slot, offset), Header.foreignCorrelationLo(slot, offset));
            if (!foreign.isNone()) {
                return foreign;
            }
        }
        return kernel.runtime.ids.full(Header.correlation(slot, offset));
    }

    @Override
    public int priority() {
        return Header.priority(slot(), offset);
    }

    @Override
    public Optional<String> sender() {
        return Optional.ofNullable(kernel.runtime.kernelOf(Header.sender(slot(), offset)))
                .map(Kernel::id);
    }

    @Override
    public void reply(Object reply) {
        replyAs(Codecs.of(reply.getClass()), reply);
    }

    @SuppressWarnings("unchecked") // the codec was found by the class of the reply
    private <T> void replyAs(MessageCodec<T> codec, Object reply) {
        reply(codec, (T) reply);
    }

    @Override
    public <T> void reply(MessageCodec<T> codec, T reply) {
        long request = messageIdLo();
        if (reply == null) {
            throw new IllegalStateException("handler returned null: kernel=" + kernel.id() + ", message="
                    + kernel.nameOf(Header.typeId(slot(), offset)) + "; return a message, or declare it void");
        }
        if ((Header.flags(slot(), offset) & Header.REQUEST) != 0) {
            replyToRequest(codec, reply, request);
        } else {
            replyToKernel(codec, reply, request);
        }
        answered = true;
    }

    private <T> void replyToRequest(MessageCodec<T> codec, T reply, long request) {
        if (answered) {
            throw new IllegalStateException("request is answered already: kernel=" + kernel.id() + ", message="
                    + kernel.nameOf(Header.typeId(slot(), offset)) + ", id=" + messageId());
        }
        if (!kernel.runtime.requests.complete(request, copy(codec, reply))) {
            kernel.unanswered.increment();
        }
    }

    private <T> void replyToKernel(MessageCodec<T> codec, T reply, long request) {
        int number = Header.sender(slot(), offset);
        if (number == 0) {
            Envelope<T> envelope = new Envelope<>(
                    copy(codec, reply),
                    kernel.runtime.ids.full(kernel.runtime.ids.ofLoose()),
                    kernel.runtime.ids.full(request),
                    priority(),
                    kernel.id());
            if (!kernel.outbox.offer(envelope)) {
                kernel.unanswered.increment();
                warn("outbox is full, nobody receives: capacity=" + kernel.settings.capacity());
            }
            return;
        }
        Kernel sender = kernel.runtime.kernelOf(number);
        if (sender == null || !sender.handles(codec.typeId())) {
            kernel.unanswered.increment();
            warn("sender does not take the reply: sender=" + (sender == null ? "ended" : sender.id()) + ", reply="
                    + codec.messageType().getName());
            return;
        }
        new Route(sender, kernel, true).send(codec, reply, SendOptions.priority(priority()), Route.NO_REQUEST, request);
    }

    private void warn(String text) {
        if (!warned) {
            warned = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    text + ", kernel=" + kernel.id() + "; counted as unanswered from now on");
        }
    }

    /** A reply that leaves the lanes is copied as if it had gone through one: what is sent is a value. */
    private <T> T copy(MessageCodec<T> codec, T message) {
        int length = codec.encodedLength(message);
        MessageBuffer bytes = scratch;
        if (bytes == null || length > bytes.capacity()) {
            bytes = MessageBuffer.allocate(Math.max(length, SCRATCH_LENGTH));
            scratch = bytes;
        }
        return codec.decode(bytes, 0, codec.encode(message, bytes, 0));
    }

    @Override
    public MessageId send(String kernelId, Object message) {
        return send(kernelId, message, SendOptions.DEFAULT);
    }

    @Override
    public MessageId send(String kernelId, Object message, SendOptions options) {
        return kernel.runtime.send(kernelId, message, options, kernel);
    }

    @Override
    public Delivery offer(String kernelId, Object message, SendOptions options) {
        return kernel.runtime.offer(kernelId, message, options, kernel);
    }

    @Override
    public <T> KernelRef<T> ref(String kernelId, Class<T> type) {
        return kernel.runtime.ref(kernelId, type, kernel);
    }

    @Override
    public <R> CompletableFuture<R> request(String kernelId, Object message, Class<R> reply, Duration timeout) {
        return kernel.runtime.request(kernelId, message, reply, timeout);
    }

    @Override
    public boolean shouldTerminate() {
        KernelState now = kernel.state();
        return now == KernelState.TERMINATING || now.isEnded();
    }

    @Override
    public BufferPool buffers() {
        return kernel.runtime.buffers();
    }
}
