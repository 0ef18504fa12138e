// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.HeaderFields;
import io.ringkernel.codec.MessageCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a runtime: a ring of the last ones, and how many there were of each reason and kernel since the
 * runtime was created.
 *
 * <p>The ring holds {@link RuntimeOptions#deadLetterLimit} letters and {@link RuntimeOptions#deadLetterLimitBytes} bytes at
 * most: those of messages with their headers, 2 for each character of the id of a kernel, and for each cause, its causes and
 * what they suppress an estimate, 512 for the stack and 2 for each character of its text. What an exception has in fields of its
 * own is not known. A cause that has no room beside its message is left out.
 *
 * <p>A letter for which there is no room any more makes way for newer ones, and is {@linkplain #overwritten counted}; the
 * counts by reason and kernel go on, whatever the ring holds, also when a kernel has ended. May be used by any thread, also
 * when the runtime is closed. A look at the letters copies them, and holds up whoever adds one for so long.
 *
 * <p>What becomes a dead letter, and what its sender is told, stands in {@code docs/decisions}, number 18.
 */
public final class DeadLetters {
    /** In the place of an id, when letters of more kernels were counted than are counted apart: what the rest counts for. */
    public static final String OTHERS = "(others)";

    private static final int MOST_KERNELS = 16_384;
    private static final int REASONS = Reason.values().length;
    private static final int LONGEST_TEXT = 256;
    private static final int FIRST_OWN_TYPE_ID = 0xFFFF_FF00;
    private static final byte[] NOTHING = {};
    private static final int THROWABLE_BYTES = 512; // about what one takes with a stack of 20 to 30 frames
    private static final int LONGEST_CHAIN = 1024;
    private static final int LETTERHEAD_LENGTH = Header.LENGTH + Header.LONGEST_EXTENSION;

    private final KernelRuntime runtime;
    private final int limit;
    private final long limitBytes;

    /*
     * Everything below is guarded by this monitor; it is held for a copy of one message by whoever adds a letter, and
     * never while codecs, lanes or user code run. Entries and their arrays are used again and again, so that a kernel
     * which drops as a matter of course does not allocate for it.
     */
    private final Object monitor = new Object();
    private final Entry[] entries;
    private final Map<String, long[]> counts = new HashMap<>();
    private final long[] totals = new long[REASONS];
    private long first;
    private long next;
    private long heldBytes;
    private long overwritten;

    private final List<String> subscribers = new CopyOnWriteArrayList<>();
    private final List<Consumer<DeadLetter>> listeners = new CopyOnWriteArrayList<>();

    /* Where a message is encoded that never got as far as a slot; taken out by who uses it. */
    private final AtomicReference<@Nullable MessageBuffer> spareBuffer = new AtomicReference<>();

    /** A place in the ring: a message as it lay in its slot, header and all. */
    private static final class Entry {
        private Reason reason = Reason.FAILED;
        private String kernelId = "";
        private @Nullable String sender;
        private @Nullable MessageCodec<?> codec;
        private @Nullable Throwable cause;
        private long timeMs;
        private byte[] bytes = NOTHING;
        private int length;
        private long besideBytes; // what the id and the cause count for
        private boolean isCut;
        private boolean isGone; // replayed, or about to be
    }

    DeadLetters(KernelRuntime runtime) {
        this.runtime = runtime;
        this.limit = runtime.options().deadLetterLimit();
        this.limitBytes = runtime.options().deadLetterLimitBytes();
        this.entries = new Entry[limit];
    }

    // ---- adding; called by the runtime

    /** Adds a message that lies in a slot of its kernel, or in the payload buffer that the slot names. */
    void add(Reason reason, Kernel kernel, MessageBuffer slot, int offset, @Nullable Throwable cause) {
        int flags = Header.flags(slot, offset);
        MessageBuffer rest = slot;
        int index = offset + Header.LENGTH;
        if ((flags & Header.SPILLED) != 0) {
            rest = kernel.disposal.payloadOf(slot, offset);
            index = 0;
        }
        MessageCodec<?> codec = kernel.kinds.codecOf(Header.typeId(slot, offset));
        add(reason, kernel.id(), codec, slot, offset, rest, index, cause);
    }

    /** Adds a message that never got as far as a slot; gives it an id, if it has none, for it may be sent again. */
    <T> void add(
            Reason reason,
            String kernelId,
            MessageCodec<T> codec,
            T message,
            SendOptions options,
            long messageId,
            long correlation,
            int senderNumber,
            @Nullable Throwable cause) {
        int flags = HeaderExtension.flags(options, runtime.ids);
        int extension = Header.extensionLength(flags);
        int length = codec.encodedLength(message);
        boolean fits = length <= limitBytes;
        MessageBuffer buffer = takeSpare(LETTERHEAD_LENGTH + (fits ? length : 0));
        Header.put(
                buffer,
                0,
                codec.typeId(),
                length,
                messageId == Route.NO_REQUEST ? runtime.ids.ofLoose() : messageId,
                HeaderExtension.correlation(options, flags, correlation),
                options.priority,
                flags,
                codec.version(),
                senderNumber);
        HeaderExtension.put(buffer, Header.LENGTH, flags, options);
        if (fits) {
            Measured.encode(codec, message, buffer, Header.LENGTH + extension, length);
        }
        add(reason, kernelId, codec, buffer, 0, buffer, Header.LENGTH, cause);
        spareBuffer.set(buffer);
    }

    private MessageBuffer takeSpare(int length) {
        MessageBuffer spare = spareBuffer.getAndSet(null);
        return spare == null || spare.capacity() < length ? MessageBuffer.allocate(length) : spare;
    }

    private void add(
            Reason reason,
            String kernelId,
            @Nullable MessageCodec<?> codec,
            MessageBuffer head,
            int offset,
            MessageBuffer rest,
            int index,
            @Nullable Throwable cause) {
        String id = ShortText.of(kernelId, LONGEST_TEXT); // what somebody takes for the id of a kernel may be any text
        long number = put(reason, id, codec, head, offset, rest, index, cause);
        if (!subscribers.isEmpty() || !listeners.isEmpty()) {
            tell(number, Header.typeId(head, offset));
        }
    }

    /** Puts a letter into the ring. {@return its number} */
    private long put(
            Reason reason,
            String kernelId,
            @Nullable MessageCodec<?> codec,
            MessageBuffer head,
            int offset,
            MessageBuffer rest,
            int index,
            @Nullable Throwable cause) {
        Kernel sender = runtime.kernelOf(Header.sender(head, offset));
        int extension = Header.extensionLength(Header.flags(head, offset));
        long whole = Header.LENGTH + extension + (long) Header.length(head, offset);
        long idBytes = (long) Character.BYTES * kernelId.length();
        boolean isCut = whole + idBytes > limitBytes;
        int length = isCut ? Header.LENGTH + extension : (int) whole;
        long causeBytes = bytesOf(cause);
        boolean hasCause = length + idBytes + causeBytes <= limitBytes;
        synchronized (monitor) {
            countsOf(kernelId)[reason.ordinal()]++;
            totals[reason.ordinal()]++;
            if (limit == 0) {
                first = ++next;
                overwritten++;
                return next - 1;
            }
            Entry entry = nextEntry(length, idBytes + (hasCause ? causeBytes : 0));
            entry.reason = reason;
            entry.kernelId = kernelId;
            entry.sender = sender == null ? null : sender.id();
            entry.codec = codec;
            entry.cause = hasCause ? cause : null;
            entry.timeMs = System.currentTimeMillis();
            entry.length = length;
            entry.isCut = isCut;
            head.getBytes(offset, entry.bytes, 0, Header.LENGTH);
            rest.getBytes(index, entry.bytes, Header.LENGTH, length - Header.LENGTH);
            return next - 1;
        }
    }

    /*
     * An estimate: to look at a stack would make an object of each frame. Called without the monitor, as texts are made by
     * whoever wrote the exception.
     */
    private static long bytesOf(@Nullable Throwable cause) {
        long bytes = 0;
        Throwable e = cause;
        try {
            for (int i = 0; e != null && i < LONGEST_CHAIN; i++) {
                bytes += THROWABLE_BYTES * (1L + e.getSuppressed().length);
                String text = e.getMessage();
                bytes += text == null ? 0 : (long) Character.BYTES * text.length();
                e = e.getCause();
            }
        } catch (Throwable second) {
            bytes += THROWABLE_BYTES; // it does not say what it has
        }
        return bytes;
    }

    /* A notice that becomes a dead letter itself is told to nobody, or it would go on for ever. */
    private void tell(long number, int typeId) {
        if (Integer.compareUnsigned(typeId, FIRST_OWN_TYPE_ID) >= 0) {
            return;
        }
        DeadLetter letter = find(number).orElse(null);
        if (letter == null) {
            return; // already overwritten, or none are kept
        }
        DeadLetterNotice notice = new DeadLetterNotice(
                letter.number(),
                letter.reason(),
                letter.kernelId(),
                letter.sender().orElse(""),
                letter.typeId(),
                ShortText.of(letter.messageType(), LONGEST_TEXT),
                letter.messageId().toUuid());
        subscribers.forEach(id -> runtime.tell(id, DeadLetterNoticeCodec.INSTANCE, notice));
        for (Consumer<DeadLetter> listener : listeners) {
            runtime.events.tell("letter=" + letter, () -> listener.accept(letter));
        }
    }

    // ---- being told

    /**
     * Has a kernel told of each dead letter from now on, by a {@link DeadLetterNotice} in its lane for replies. The kernel of
     * that id may end and be launched again. What it has no room for is {@linkplain KernelRuntime#missedNotices counted}. Of
     * notices that become dead letters themselves nobody is told, nor where a runtime keeps no dead letters.
     *
     * @param kernelId of a kernel that is launched and handles {@link DeadLetterNotice}
     * @throws UnknownKernelException if no kernel of that id is launched
     * @throws UnhandledMessageException if it does not handle them
     */
    public void subscribe(String kernelId) {
        runtime.checkTakes(Objects.requireNonNull(kernelId, "kernelId"), DeadLetterNotice.class);
        subscribers.add(kernelId);
    }

    /**
     * Has a kernel told no more.
     *
     * @param kernelId of the kernel; one that was not told is not missed
     */
    public void unsubscribe(String kernelId) {
        subscribers.remove(Objects.requireNonNull(kernelId, "kernelId"));
    }

    /**
     * Has a listener told of each dead letter from now on, one after the other, on a thread of the runtime that is there for
     * that; as long as it takes no more than 65,536 may wait.
     *
     * @param listener to call; what it throws is logged
     */
    public void addListener(Consumer<DeadLetter> listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Has a listener told no more. It may still be called for letters that were there before.
     *
     * @param listener that was added; any other is not missed
     */
    public void removeListener(Consumer<DeadLetter> listener) {
        listeners.remove(Objects.requireNonNull(listener, "listener"));
    }

    private long[] countsOf(String kernelId) {
        long[] known = counts.get(kernelId);
        return known != null
                ? known
                : counts.computeIfAbsent(counts.size() < MOST_KERNELS ? kernelId : OTHERS, id -> new long[REASONS]);
    }

    /** Takes the place of the next letter, with room for so many bytes and others beside; the oldest make way as they must. */
    private Entry nextEntry(int length, long besideBytes) {
        if (next - first == limit) {
            overwriteFirst();
        }
        int place = (int) (next++ % limit);
        Entry entry = entries[place];
        if (entry == null) {
            entry = new Entry();
            entries[place] = entry;
        }
        entry.isGone = false;
        entry.besideBytes = besideBytes;
        heldBytes += besideBytes;
        if (entry.bytes.length < length || entry.bytes.length > length * 2L) {
            resize(entry, length);
        }
        while (heldBytes > limitBytes && first < next - 1) {
            Entry oldest = entryOf(first);
            overwriteFirst();
            resize(oldest, 0);
        }
        if (heldBytes > limitBytes) {
            resize(entry, length); // it was that of a longer message
        }
        return entry;
    }

    private void resize(Entry entry, int length) {
        heldBytes += length - entry.bytes.length;
        entry.bytes = length == 0 ? NOTHING : new byte[length];
    }

    private void overwriteFirst() {
        Entry oldest = entryOf(first++);
        oldest.cause = null;
        oldest.kernelId = "";
        heldBytes -= oldest.besideBytes;
        oldest.besideBytes = 0;
        if (!oldest.isGone) {
            overwritten++;
        }
    }

    private Entry entryOf(long number) {
        return Objects.requireNonNull(entries[(int) (number % limit)]);
    }

    // ---- reading

    /** {@return how many messages became dead letters since the runtime was created} */
    public long total() {
        synchronized (monitor) {
            return next;
        }
    }

    /** {@return how many dead letters made way for newer ones, and cannot be read any more} */
    public long overwritten() {
        synchronized (monitor) {
            return overwritten;
        }
    }

    /** {@return what of the limit in bytes is used} */
    long heldBytes() {
        synchronized (monitor) {
            return heldBytes;
        }
    }

    /**
     * Counts the dead letters of one reason.
     *
     * @param reason of the letters
     * @return how many there were since the runtime was created
     */
    public long count(Reason reason) {
        synchronized (monitor) {
            return totals[Objects.requireNonNull(reason, "reason").ordinal()];
        }
    }

    /**
     * Counts the dead letters of one kernel, all its incarnations together, by reason.
     *
     * @param kernelId of the kernel
     * @return how many there were since the runtime was created, for each reason of which there was one
     */
    public Map<Reason, Long> counts(String kernelId) {
        synchronized (monitor) {
            return toMap(counts.getOrDefault(Objects.requireNonNull(kernelId, "kernelId"), new long[REASONS]));
        }
    }

    /** {@return how many dead letters there were since the runtime was created, by kernel and reason} */
    public Map<String, Map<Reason, Long>> counts() {
        Map<String, Map<Reason, Long>> all = new TreeMap<>();
        synchronized (monitor) {
            counts.forEach((id, ofKernel) -> all.put(id, toMap(ofKernel)));
        }
        return all;
    }

    private static Map<Reason, Long> toMap(long[] counts) {
        Map<Reason, Long> map = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            if (counts[reason.ordinal()] != 0) {
                map.put(reason, counts[reason.ordinal()]);
            }
        }
        return map;
    }

    /** {@return the dead letters that are still there, the oldest first} */
    public List<DeadLetter> list() {
        List<DeadLetter> letters = new ArrayList<>();
        MessageBuffer head = MessageBuffer.allocate(LETTERHEAD_LENGTH);
        synchronized (monitor) {
            for (long number = first; number < next; number++) {
                Entry entry = entryOf(number);
                if (!entry.isGone) {
                    letters.add(letterOf(number, entry, head));
                }
            }
        }
        return letters;
    }

    /**
     * Finds a dead letter by its number.
     *
     * @param number of the letter, see {@link DeadLetter#number}
     * @return the letter; empty if there is none yet, it made way for newer ones, or was replayed
     */
    public Optional<DeadLetter> find(long number) {
        MessageBuffer head = MessageBuffer.allocate(LETTERHEAD_LENGTH);
        synchronized (monitor) {
            return isThere(number) ? Optional.of(letterOf(number, entryOf(number), head)) : Optional.empty();
        }
    }

    private boolean isThere(long number) {
        return number >= first && number < next && !entryOf(number).isGone;
    }

    private DeadLetter letterOf(long number, Entry entry, MessageBuffer head) {
        head.putBytes(0, entry.bytes, 0, Math.min(entry.length, LETTERHEAD_LENGTH));
        int flags = Header.flags(head, 0);
        int start = Header.LENGTH + Header.extensionLength(flags);
        return new DeadLetter(
                number,
                entry.reason,
                entry.kernelId,
                entry.codec,
                Header.typeId(head, 0),
                Header.version(head, 0),
                Header.sender(head, 0),
                headerOf(entry, head, flags),
                entry.isCut ? null : Arrays.copyOfRange(entry.bytes, start, entry.length),
                Header.length(head, 0),
                entry.cause,
                Instant.ofEpochMilli(entry.timeMs));
    }

    private HeaderFields headerOf(Entry entry, MessageBuffer head, int flags) {
        HeaderFields fields = new HeaderFields(Header.priority(head, 0));
        if ((flags & Header.MESSAGE_ID) != 0) {
            int index = Header.messageIdIndex(Header.LENGTH, flags);
            fields.messageId(head.getLong(index), head.getLong(index + Long.BYTES));
        } else {
            MessageId id = runtime.ids.full(Header.messageId(head, 0));
            fields.messageId(id.hi(), id.lo());
        }
        if ((flags & Header.CORRELATION_ID) != 0) {
            int index = Header.correlationIdIndex(Header.LENGTH, flags);
            fields.correlationId(head.getLong(index), head.getLong(index + Long.BYTES));
        } else {
            MessageId id = runtime.ids.full(Header.correlation(head, 0));
            fields.correlationId(id.hi(), id.lo());
        }
        if ((flags & Header.TIMESTAMP) != 0) {
            fields.timestampNs(Header.timestampNs(head, Header.LENGTH, flags));
        }
        if ((flags & Header.DEADLINE) != 0) {
            long deadlineNs = Header.deadline(head, Header.LENGTH);
            long offsetNs = (flags & Header.WALL_CLOCK) == 0 ? Nanos.sinceEpoch() - System.nanoTime() : 0;
            fields.deadline(Instant.EPOCH.plusNanos(deadlineNs + offsetNs), "deadline");
        }
        fields.sender(entry.sender);
        return fields;
    }

    // ---- replay

    /**
     * Sends a dead letter to its kernel again, as {@code offer} does: with its message id, priority, correlation id and
     * sender, but without a deadline, and as no request. A letter that the kernel accepts is taken out of the ring, so that
     * it is sent again once, however many threads replay it. If it becomes a dead letter again, that is another one.
     *
     * <p>A kernel that was launched with {@link LaunchOptions#dedup} remembers the id when it has handled the message, as
     * one that its sender gave it: what is sent by hand with {@link DeadLetter#messageId} after that is a duplicate. A letter
     * of reason {@link Reason#DUPLICATE} is refused again for as long as the id is remembered.
     *
     * @param letter to send
     * @return what became of it; {@link Delivery#FULL} whatever the kernel does with messages that find no room
     * @throws UnknownKernelException if no kernel of its id is launched
     * @throws UnhandledMessageException if that kernel has no handler for it
     * @throws CodecException if its bytes are no such message
     * @throws IllegalStateException if its message was not kept, see {@link DeadLetter#hasMessage}, or the letter is not
     *     there any more: it was replayed, or made way for newer ones
     */
    public Delivery replay(DeadLetter letter) {
        Object message = Objects.requireNonNull(letter, "letter").message();
        if (!take(letter.number())) {
            throw new IllegalStateException("dead letter is not there any more: number=" + letter.number()
                    + "; it was replayed, or made way for newer ones");
        }
        Delivery delivery = Delivery.CLOSED;
        try {
            delivery = runtime.replay(letter, message);
        } finally {
            if (!delivery.isAccepted()) {
                putBack(letter.number());
            }
        }
        return delivery;
    }

    /**
     * Sends dead letters to their kernels again, the oldest first, as {@link #replay(DeadLetter)} does. What cannot be sent
     * stays there, and holds up no other; but when a kernel has no room for a letter, or there is no memory for it, later
     * ones for that kernel stay, too, so that they keep their order.
     *
     * @param filter says which letters
     * @return how many were accepted
     */
    public int replay(Predicate<DeadLetter> filter) {
        Objects.requireNonNull(filter, "filter");
        int accepted = 0;
        Set<String> full = new HashSet<>();
        for (DeadLetter letter : list()) {
            if (filter.test(letter) && !full.contains(letter.kernelId())) {
                Delivery delivery = replayed(letter);
                if (delivery.isAccepted()) {
                    accepted++;
                } else if (delivery != Delivery.CLOSED) {
                    full.add(letter.kernelId());
                }
            }
        }
        return accepted;
    }

    private Delivery replayed(DeadLetter letter) {
        try {
            return replay(letter);
        } catch (RingKernelException | CodecException | IllegalStateException e) {
            // What the single replay would say. Here it stays, whatever room there is for others.
            return Delivery.CLOSED;
        }
    }

    private boolean take(long number) {
        synchronized (monitor) {
            boolean taken = isThere(number);
            if (taken) {
                entryOf(number).isGone = true;
            }
            return taken;
        }
    }

    private void putBack(long number) {
        synchronized (monitor) {
            if (number >= first) {
                entryOf(number).isGone = false;
            } else {
                overwritten++; // while it was out
            }
        }
    }
}
