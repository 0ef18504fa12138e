// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import java.util.concurrent.CompletableFuture;

/**
 * The answer to come. Whoever completes or cancels it from outside frees its place in the table, so that a reply comes
 * late.
 *
 * @param <R> type of the answer
 */
final class RequestFuture<R> extends CompletableFuture<R> implements Requester {
    private final RequestTable table;
    private final Kernel target;
    private final Class<?> messageType;
    private final Class<R> replyType;

    /* Written before anybody but the table knows the future; the table does not ask. */
    long key;

    RequestFuture(RequestTable table, Kernel target, Class<?> messageType, Class<R> replyType) {
        this.table = table;
        this.target = target;
        this.messageType = messageType;
        this.replyType = replyType;
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
    public <T> boolean complete(MessageCodec<T> codec, T reply, MessageHeader header, Copier copier) {
        return super.complete(replyType.cast(copier.copy(codec, reply, header)));
    }

    @Override
    public <T> boolean complete(
            MessageCodec<T> codec, MessageBuffer buffer, int offset, int length, MessageHeader header) {
        return super.complete(replyType.cast(codec.decode(buffer, offset, length, codec.version(), header)));
    }

    @Override
    public void fail(RingKernelException failure) {
        super.completeExceptionally(failure);
    }

    @Override
    public boolean callsBack() {
        return true;
    }

    @Override
    public boolean complete(R value) {
        table.withdraw(key);
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable e) {
        table.withdraw(key);
        return super.completeExceptionally(e);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        table.withdraw(key);
        return super.cancel(mayInterruptIfRunning);
    }
}
