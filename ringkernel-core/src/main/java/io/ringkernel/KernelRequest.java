// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import org.jspecify.annotations.Nullable;

/**
 * A request of a kernel that goes on meanwhile. When it ends it waits in the kernel's {@link Continuations} for its turn.
 *
 * @param <R> type of the answer
 */
final class KernelRequest<R> extends Linked<KernelRequest<?>> implements Requester {
    final Kernel requester;
    private final Kernel target;
    private final Class<?> messageType;
    private final Class<R> replyType;
    private final Continuation<R> continuation;
    private final long restarts;

    /* Written before the request enters the continuations of its kernel, by compare-and-set. */
    private @Nullable MessageCodec<?> codec;
    private @Nullable R reply;
    private @Nullable RingKernelException failure;

    KernelRequest(
            Kernel requester, Kernel target, Class<?> messageType, Class<R> replyType, Continuation<R> continuation) {
        this.requester = requester;
        this.target = target;
        this.messageType = messageType;
        this.replyType = replyType;
        this.continuation = continuation;
        this.restarts = requester.supervisor.restarts();
    }

    @Override
    public Kernel target() {
        return target;
    }

    @Override
    public Class<?> messageType() {
        return messageType;
    }

    @Override
    public Class<?> replyType() {
        return replyType;
    }

    @Override
    public <T> boolean complete(MessageCodec<T> itsCodec, T itsReply, MessageHeader header, Copier copier) {
        return !requester.state().isEnded() && goOnWith(itsCodec, copier.copy(itsCodec, itsReply, header));
    }

    @Override
    public <T> boolean complete(
            MessageCodec<T> itsCodec, MessageBuffer buffer, int offset, int length, MessageHeader header) {
        return !requester.state().isEnded()
                && goOnWith(itsCodec, itsCodec.decode(buffer, offset, length, itsCodec.version(), header));
    }

    private <T> boolean goOnWith(MessageCodec<T> itsCodec, T itsReply) {
        reply = replyType.cast(itsReply);
        codec = itsCodec;
        requester.resume(this);
        return true;
    }

    @Override
    public void fail(RingKernelException e) {
        failure = e;
        requester.resume(this);
    }

    @Override
    public boolean callsBack() {
        return false;
    }

    /** {@return whether the kernel was restarted since it asked} */
    boolean isOfEarlierInstance() {
        return restarts != requester.supervisor.restarts();
    }

    /** Goes on; called by the thread that runs the kernel. */
    void resume(KernelContext context) throws Exception {
        continuation.resume(reply, failure, context);
    }

    /** Takes leave of an answer that came when the kernel had no turn any more. */
    void discard() {
        if (codec != null) {
            bury(codec);
        }
    }

    private <T> void bury(MessageCodec<T> itsCodec) {
        requester.disposal.buryAnswer(itsCodec, itsCodec.messageType().cast(reply), target.number);
    }
}
