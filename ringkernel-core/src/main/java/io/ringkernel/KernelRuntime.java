// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.buffer.BufferPool;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageRegistry;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Launches kernels, carries messages to them and answers back, and ends them. Everything here may be called by any
 * thread.
 *
 * <pre>{@code
 * try (KernelRuntime runtime = KernelRuntime.create()) {
 *     runtime.launch("calculator").activate();
 *     CalculateResponse answer =
 *             runtime.call("calculator", new CalculateRequest("2 + 2"), CalculateResponse.class, Duration.ofSeconds(5));
 * }
 * }</pre>
 */
public final class KernelRuntime implements AutoCloseable {
    final WorkerPool pool;
    final CoroutineThreads coroutineThreads;
    final SharedThreads sharedThreads = new SharedThreads();
    final LaneMemory laneMemory;
    final IdleLanes idleLanes;
    final MessageIds ids = new MessageIds();
    final RuntimeThreads threads;
    final RuntimeTimer timer;
    final GivenInstances instances = new GivenInstances();
    final HoldGraph holds;
    final RequestTable requests;
    final WaitGraph waits;
    final EventThread events;
    final Watchdog watchdog;

    private final RuntimeOptions options;
    private final DeadLetters deadLetters;
    private final LongAdder missedNotices = new LongAdder();
    private final BufferPool buffers;
    private final MessageRegistry messages;
    private final KernelDefinitions definitions;
    private final KernelRegistry registry = new KernelRegistry();
    private final LeftOutboxes leftOutboxes = new LeftOutboxes();
    private final ReentrantLock closing = new ReentrantLock();
    private volatile boolean closed;

    private KernelRuntime(RuntimeOptions options) {
        this.options = options;
        this.threads = new RuntimeThreads(options.threads());
        this.timer = new RuntimeTimer(threads);
        this.events = new EventThread(threads);
        this.deadLetters = new DeadLetters(this);
        this.buffers = new BufferPool(options.payloadLimitBytes());
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        this.messages = MessageRegistry.load(loader);
        this.definitions = new KernelDefinitions(loader);
        this.watchdog = new Watchdog(this, options.stallThreshold());
        this.laneMemory = new LaneMemory(options.laneLimitBytes());
        this.idleLanes = new IdleLanes(this, registry, Nanos.of(options.laneIdleTime()));
        this.pool = new WorkerPool(options.workers(), Nanos.of(options.turnTime()), threads, watchdog);
        this.coroutineThreads = new CoroutineThreads(options.coroutineLimit(), threads);
        this.requests = new RequestTable(options.requestLimit(), ids, timer);
        this.holds = new HoldGraph(requests);
        this.waits = new WaitGraph(this::beginWait, requests);
    }

    /** {@return a runtime with the default options} */
    public static KernelRuntime create() {
        return create(RuntimeOptions.DEFAULT);
    }

    /**
     * Creates a runtime. It knows the kernels and messages on the class path of the calling thread's context class loader.
     *
     * @param options its limits and defaults
     * @return the runtime
     * @throws IllegalStateException if two messages share a type id
     */
    public static KernelRuntime create(RuntimeOptions options) {
        return new KernelRuntime(Objects.requireNonNull(options, "options"));
    }

    /** {@return the limits and defaults of this runtime} */
    public RuntimeOptions options() {
        return options;
    }

    /** {@return the pool of payload buffers} */
    public BufferPool buffers() {
        return buffers;
    }

    /** {@return the messages that were not handled to their end, and how many} */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** {@return the messages that were compiled into what is on the class path} */
    public MessageRegistry messages() {
        return messages;
    }

    /**
     * Has a listener told of each handler that keeps the thread of its kernel for longer than {@link
     * RuntimeOptions#stallThreshold}, within twice that time, and again when it has taken twice as long. It is logged in any case.
     * Handlers of pooled and dedicated kernels that wait for an answer or for room are not meant, nor loops and
     * coroutines. Nobody is named while the process runs under a debugger, or for a time in which all of it stood still.
     *
     * @param listener to call, on a thread of the runtime that is there for that; what it throws is logged
     */
    public void addStallListener(Consumer<Stall> listener) {
        watchdog.addListener(Objects.requireNonNull(listener, "listener"));
    }

    // ---- life

    /**
     * Launches a kernel as its annotation says. It accepts messages, and handles them once it is activated.
     *
     * @param id of the kernel
     * @return its handle
     * @throws UnknownKernelException if no kernel of that id was compiled
     * @throws KernelStateException if one of that id is launched already
     */
    public KernelHandle launch(String id) {
        return launch(id, LaunchOptions.DEFAULT);
    }

    /**
     * Launches a kernel.
     *
     * @param id      it was declared with
     * @param options of this launch
     * @return its handle
     * @throws UnknownKernelException if no kernel of that id was compiled
     * @throws KernelStateException if one of that id, or of the id in the options, is launched already
     * @throws IllegalStateException if the kernel needs an instance, or two of its message types share an id
     * @throws IllegalArgumentException if the instance in the options is of another class
     */
    public KernelHandle launch(String id, LaunchOptions options) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(options, "options");
        checkOpen();
        return launch(definitions.find(id), options, null);
    }

    /**
     * Launches a kernel as the annotation of its class says; see {@link #launch(Class, LaunchOptions)}.
     *
     * @param kernel class marked {@code @RingKernel}
     * @return its handle
     */
    public KernelHandle launch(Class<?> kernel) {
        return launch(kernel, LaunchOptions.DEFAULT);
    }

    /**
     * Launches a kernel by its class: an instance that is made with the constructor without arguments, or what the options
     * say. Launch it several times under {@linkplain LaunchOptions#as other ids} for several kernels of one class.
     *
     * @param kernel  class marked {@code @RingKernel}
     * @param options of this launch
     * @return its handle
     * @throws UnknownKernelException if no kernel of that class was compiled
     * @throws KernelStateException if one of that id, or of the id in the options, is launched already
     * @throws IllegalStateException if the kernel needs an instance, or two of its message types share an id
     * @throws IllegalArgumentException if the instance in the options is of another class, or the class has several
     *     methods that are kernels
     */
    public KernelHandle launch(Class<?> kernel, LaunchOptions options) {
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(options, "options");
        checkOpen();
        return launch(definitions.find(kernel), options, null);
    }

    /**
     * Launches a kernel that was created by the caller, for instance because its constructor takes arguments; see {@link
     * #launch(Object, LaunchOptions)}.
     *
     * @param kernel an instance of a class marked {@code @RingKernel}; from now on it belongs to the runtime
     * @return its handle
     */
    public KernelHandle launch(Object kernel) {
        return launch(kernel, LaunchOptions.DEFAULT);
    }

    /**
     * Launches a kernel that was created by the caller, for instance because its constructor takes arguments.
     *
     * @param kernel  an instance of a class marked {@code @RingKernel}; from now on it belongs to the runtime
     * @param options of this launch, without an instance
     * @return its handle
     * @throws UnknownKernelException if its class was not compiled as a kernel
     * @throws KernelStateException if one of that id, or of the id in the options, is launched already, or the instance is
     *     that of another kernel which has not ended
     * @throws IllegalStateException if two of its message types share an id
     * @throws IllegalArgumentException if the options have an instance, too
     */
    public KernelHandle launch(Object kernel, LaunchOptions options) {
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(options, "options");
        checkOpen();
        return launch(definitions.find(kernel.getClass()), options.with(kernel), null);
    }

    KernelHandle launch(KernelDefinition definition, LaunchOptions options, @Nullable Kernel parent) {
        String name = options.id == null ? definition.id() : options.id;
        registry.checkFree(name);
        registry.checkTypeIds(definition);
        LaunchOptions.Made made = options.make(definition);
        Launch launch = registry.enter(name, number -> {
            Launch begun = new Launch(this, name, number, definition, options, made);
            begun.begin(parent);
            return begun;
        });
        if (closed) {
            launch.terminate(Duration.ZERO);
            checkOpen();
        }
        Kernel kernel = launch.existing();
        if (kernel != null && kernel.spins) {
            warnOfSpinning(kernel);
        }
        return new KernelHandle(launch);
    }

    /* Nobody else runs on the core of a thread that spins: not the senders, nor the garbage collector. */
    private void warnOfSpinning(Kernel launched) {
        Set<Object> spinning = registry.newestFirst().stream()
                .map(Launch::existing)
                .filter(kernel -> kernel != null
                        && kernel.number < launched.number
                        && kernel.spins
                        && !kernel.state().isEnded())
                .map(KernelRuntime::threadOf)
                .collect(Collectors.toSet());
        boolean isMore = spinning.add(threadOf(launched));
        int cores = Runtime.getRuntime().availableProcessors();
        if (isMore && spinning.size() > cores - 1) {
            Log.warn(
                    "kernels that spin leave no core to others: kernel=" + launched.id() + ", spinning="
                            + spinning.size()
                            + ", cores=" + cores + "; launch it with Idle.BACKOFF or Idle.PARKING, or pooled",
                    null);
        }
    }

    /* What stands for the thread of a dedicated kernel. */
    private static Object threadOf(Kernel kernel) {
        SharedThread.Seat seat = kernel.seat();
        return seat == null ? kernel : seat.threadName;
    }

    /** Begins a wait of the calling thread, which may be that of a handler: others have its worker, or its kernel, then. */
    HandlerWait beginWait() {
        Kernel self = KernelThread.currentKernel();
        return self != null && self.reentry != null ? self.reentry.beginWait() : beginWorkerWait();
    }

    /** Begins to wait so for the answer of a kernel. {@return the wait; null if nobody would be left to run that kernel} */
    @Nullable
    HandlerWait beginWaitFor(Kernel asked) {
        if (asked.isPooled() && Thread.currentThread() instanceof Worker worker) {
            giveBack();
            return worker.tryBeginWait();
        }
        return beginWait();
    }

    /** Begins a wait of the calling thread, while which its kernel, if it is in a handler, is not another's. */
    HandlerWait beginWorkerWait() {
        giveBack();
        return Thread.currentThread() instanceof KernelThread thread ? thread.beginWait() : HandlerWait.OF_NOBODY;
    }

    /* The slots that were handled in this turn: who waits for one of them may be whom the handler is going to wait for. */
    private void giveBack() {
        Kernel self = KernelThread.currentKernel();
        if (self != null && self.reentry == null && self.life.isRunBy(Thread.currentThread())) {
            self.giveBack();
        }
    }

    /** {@return what all kernels of a definition share about their messages} */
    MessageKinds.Table table(KernelDefinition definition) {
        return definitions.table(definition);
    }

    KernelDefinitions definitions() {
        checkOpen();
        return definitions;
    }

    @Nullable
    Kernel kernelOf(String id) {
        return kernelOf(registry.find(id));
    }

    @Nullable
    Kernel kernelOf(int number) {
        return kernelOf(registry.find(number));
    }

    private static @Nullable Kernel kernelOf(@Nullable Launch launch) {
        return launch == null ? null : launch.kernel();
    }

    /** Called once for a launch that has ended before there was a kernel. */
    void forget(Launch launch) {
        leftOutboxes.forget(launch.id);
        registry.remove(launch);
    }

    /** Called once for a kernel that has ended. */
    void onEnd(Kernel kernel) {
        leftOutboxes.keep(kernel.id(), kernel.existingOutbox()); // first, so that who receives finds one of the two
        registry.remove(kernel.launch);
        requests.failAllOf(kernel, "kernel ended before the answer");
        kernel.closeOutbox();
    }

    /**
     * Finds the handle of a launched kernel.
     *
     * @param id of the kernel
     * @return its handle; empty if none of that id is launched
     */
    public Optional<KernelHandle> handle(String id) {
        return Optional.ofNullable(registry.find(Objects.requireNonNull(id, "id")))
                .map(KernelHandle::new);
    }

    /** {@return the ids of the kernels that are launched now, sorted} */
    public List<String> kernelIds() {
        return registry.ids();
    }

    /**
     * Ends all kernels, one after the other, the last launched first, and then their threads. Active kernels handle what they
     * have, within {@link RuntimeOptions#closeTimeout} for all together; handlers that have not returned 250 ms later
     * are given up, and their kernels failed. Whoever waits to send or for an answer is told. A second
     * call waits for the first and does nothing; one from a handler, a hook or a listener, which the first may wait for,
     * returns at once.
     */
    @Override
    public void close() {
        if (!closing.tryLock()) {
            if (KernelThread.runByCaller(this) != null || events.isTelling()) {
                return;
            }
            closing.lock();
        }
        try {
            if (closed) {
                return;
            }
            closed = true;
            long deadlineNs = System.nanoTime() + Nanos.of(options.closeTimeout());
            boolean interrupted = endAll(registry.newestFirst(), deadlineNs);
            requests.close();
            timer.close();
            boolean isAwaited = KernelThread.runByCaller(this) != null; // other handlers may wait for this one
            pool.close(interrupted || isAwaited ? 0 : Math.max(0, deadlineNs - System.nanoTime()));
            buffers.close();
            interrupted |= tellOfTheEnd(interrupted ? 0 : deadlineNs - System.nanoTime());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            closing.unlock();
        }
    }

    /**
     * Ends kernels one after the other, until the deadline or an interrupt; those that are left then all at once, so that
     * many which do not end take no longer than one. {@return whether the caller was interrupted}
     */
    private static boolean endAll(Deque<Launch> launches, long deadlineNs) {
        boolean interrupted = false;
        while (!launches.isEmpty() && !interrupted && System.nanoTime() - deadlineNs < 0) {
            interrupted = end(launches.getFirst(), deadlineNs);
            if (!interrupted) {
                launches.removeFirst();
            }
        }
        long nowNs = System.nanoTime();
        launches.removeIf(Launch::endUnused);
        launches.forEach(launch -> launch.kernel().control.beginEnd(nowNs));
        for (Launch launch : launches) {
            while (end(launch, nowNs)) {
                interrupted = true; // there is no time left that an interrupt could shorten
            }
        }
        return interrupted;
    }

    private static boolean end(Launch launch, long deadlineNs) {
        try {
            if (!launch.endUnused()) {
                launch.kernel().control.end(deadlineNs);
            }
            return false;
        } catch (InterruptedSendException e) {
            return Thread.interrupted();
        }
    }

    /** Waits until the listeners were told of all ends. {@return whether the caller was interrupted} */
    private boolean tellOfTheEnd(long timeoutNs) {
        try {
            events.flush(timeoutNs);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    void checkOpen() {
        if (closed) {
            throw closed();
        }
    }

    private static RuntimeClosedException closed() {
        return new RuntimeClosedException(
                "runtime is closed; stop those who use it first, or create another with KernelRuntime.create");
    }

    Kernel launched(String id) {
        Kernel kernel = kernelOf(Objects.requireNonNull(id, "id"));
        if (kernel == null) {
            throw notLaunched(id);
        }
        return kernel;
    }

    private RingKernelException notLaunched(String id) {
        return closed
                ? closed()
                : new UnknownKernelException("no kernel of this id is launched: id=" + id + ", launched="
                        + registry.someIds() + "; it was never launched, or has ended");
    }

    // ---- messages

    /**
     * Makes a reference to a launched kernel, for sending without a look-up.
     *
     * @param <T>  type of the messages
     * @param id   of the kernel
     * @param type of the messages
     * @return a reference to this incarnation of the kernel
     * @throws UnknownKernelException if no kernel of that id is launched
     * @throws UnhandledMessageException if it has no handler for them
     */
    public <T> KernelRef<T> ref(String id, Class<T> type) {
        return ref(id, type, null);
    }

    <T> KernelRef<T> ref(String id, Class<T> type, @Nullable Kernel sender) {
        Kernel kernel = launched(id);
        return new KernelRef<>(kernel, kernel.kinds.kindOf(Objects.requireNonNull(type, "type")), sender);
    }

    /**
     * Sends a message with the priority of its type; see {@link #send(String, Object, SendOptions)}.
     *
     * @param id      of the kernel
     * @param message to send
     * @return its id
     */
    public MessageId send(String id, Object message) {
        return send(id, message, SendOptions.DEFAULT);
    }

    /**
     * Sends a message; when the lane is full, waits or fails as the kernel or the options say.
     *
     * @param id      of the kernel
     * @param message to send
     * @param options of this send
     * @return its id
     * @throws UnknownKernelException if no kernel of that id is launched
     * @throws UnhandledMessageException if the kernel has no handler for the message
     * @throws LaneFullException if there was no room, at once or until the timeout or the deadline of the message
     * @throws LaneMemoryException if its lane has no memory, as before its first message or after a rest, and {@link RuntimeOptions#laneLimitBytes} leaves no memory
     * @throws KernelStateException if the kernel ended meanwhile
     * @throws RuntimeClosedException if the runtime is closed
     */
    public MessageId send(String id, Object message, SendOptions options) {
        return send(id, message, options, null);
    }

    MessageId send(String id, Object message, SendOptions options, @Nullable Kernel sender) {
        Kernel kernel = receiver(id, message, options, sender);
        return kernel.routeFrom(sender)
                .send(kindOf(kernel, message), message, options, Route.NO_REQUEST, Route.NO_CORRELATION);
    }

    /** Finds the kernel that is to take a message; makes a dead letter of the message if there is none. */
    private Kernel receiver(String id, Object message, SendOptions options, @Nullable Kernel sender) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(options, "options");
        Kernel kernel = kernelOf(Objects.requireNonNull(id, "id"));
        if (kernel != null && kernel.kinds.handles(message.getClass())) {
            return kernel;
        }
        RingKernelException failure = kernel != null ? kernel.kinds.unhandled(message.getClass()) : notLaunched(id);
        Reason reason = kernel != null ? Reason.NO_HANDLER : closed ? Reason.TERMINATED : Reason.NO_KERNEL;
        bury(reason, id, new MessageKind<>(codecOf(message)), message, options, sender, failure);
        throw failure;
    }

    @SuppressWarnings("unchecked") // the codec is found by the class of the message
    private static MessageCodec<Object> codecOf(Object message) {
        return (MessageCodec<Object>) Codecs.of(message.getClass());
    }

    private void bury(
            Reason reason,
            String id,
            MessageKind<Object> kind,
            Object message,
            SendOptions options,
            @Nullable Kernel sender,
            RingKernelException failure) {
        deadLetters.add(
                reason,
                id,
                kind.codec,
                message,
                kind.options(options, message),
                Route.NO_REQUEST,
                Route.NO_CORRELATION,
                sender == null ? 0 : sender.number,
                failure);
    }

    /**
     * Hands a message on that a kernel has in hand, and with it the answer that the kernel owes. A request that ends while this
     * goes on is found to have ended by the next kernel that forwards it.
     */
    void forward(Kernel from, Kernel target, MessageBuffer slot, int offset, MessageBuffer rest, int index) {
        int typeId = Header.typeId(slot, offset);
        MessageCodec<?> codec = from.kinds.codecOf(typeId);
        if (!target.kinds.handles(typeId) && codec != null) {
            throw target.kinds.unhandled(codec.messageType());
        }
        Route route = new Route(target, from, Header.sender(slot, offset), false);
        if ((Header.flags(slot, offset) & Header.REQUEST) == 0) {
            route.forward(slot, offset, rest, index);
            return;
        }
        long request = Header.messageId(slot, offset);
        if (!requests.isWaiting(request)) {
            deadLetters.add(Reason.LATE_FORWARD, target, slot, offset, null);
            return;
        }
        String ring = waits.handOver(request, from, target);
        if (ring != null) {
            throw new RequestCycleException(
                    "kernels would wait for each other: ring=" + ring + ", message=" + from.kinds.nameOf(typeId)
                            + "; answer it here, or use KernelContext.request, which does not wait");
        }
        boolean isForwarded = false;
        try {
            route.forward(slot, offset, rest, index);
            isForwarded = true;
        } finally {
            if (!isForwarded) {
                requests.handOver(request, from);
            }
        }
    }

    /** Tells a kernel something of the runtime, if it is there and has room. */
    <T> void tell(String id, MessageCodec<T> codec, T notice) {
        if (!isTold(id, codec, notice)) {
            missedNotices.increment();
        }
    }

    /* Whoever has something happen that is told of has no part in it, and is to learn nothing of a notice that fails. */
    private <T> boolean isTold(String id, MessageCodec<T> codec, T notice) {
        Kernel kernel = kernelOf(id);
        if (kernel == null || !kernel.kinds.handles(codec.typeId())) {
            return false;
        }
        try {
            return new Route(kernel, null, true).tell(codec, notice);
        } catch (RuntimeException e) {
            Log.warn("notice failed: message=" + codec.messageType().getName(), kernel, e);
            return false;
        }
    }

    /** Checks that a kernel that is launched takes what it is to be told. */
    void checkTakes(String id, Class<?> notice) {
        launched(id).kinds.kindOf(notice);
    }

    /**
     * Counts what was to be told to kernels that had no room for it, or were not launched, or where it failed.
     *
     * @return number of {@link DeadLetterNotice} and {@link LaneMark} that did not arrive, since the runtime was created
     */
    public long missedNotices() {
        return missedNotices.sum();
    }

    /** Sends a dead letter to its kernel again. */
    Delivery replay(DeadLetter letter, Object message) {
        Kernel kernel = launched(letter.kernelId());
        return new Route(kernel, null, letter.senderNumber(), false)
                .offerWith(kindOf(kernel, message).codec, message, letter.options());
    }

    /**
     * Tries to send a message, without waiting.
     *
     * @param id      of the kernel
     * @param message to send
     * @param options of this send; its timeout has no meaning here, its policy only if it drops
     * @return what became of it
     * @throws UnknownKernelException if no kernel of that id is launched
     * @throws UnhandledMessageException if the kernel has no handler for the message
     */
    public Delivery offer(String id, Object message, SendOptions options) {
        return offer(id, message, options, null);
    }

    Delivery offer(String id, Object message, SendOptions options, @Nullable Kernel sender) {
        Kernel kernel = launched(id);
        return kernel.routeFrom(sender).offer(kindOf(kernel, message), message, options);
    }

    @SuppressWarnings("unchecked") // the codec is that of the class of the message
    private static MessageKind<Object> kindOf(Kernel kernel, Object message) {
        return (MessageKind<Object>)
                kernel.kinds.kindOf(Objects.requireNonNull(message, "message").getClass());
    }

    /**
     * Takes what a kernel emitted, or replied to messages that were sent from outside, not requested. The oldest of the
     * type first. What a kernel left can be received after its end, also when the runtime is closed, until its id is
     * launched again; the outboxes of the last {@value LeftOutboxes#MOST} such kernels are kept.
     *
     * @param <T>     type of the message
     * @param id      of the kernel
     * @param type    of the message
     * @param timeout how long to wait for one
     * @return the message with its header; empty if none came in time, or the kernel ended meanwhile
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws UnknownKernelException if no kernel of that id is launched, and none has left something
     */
    public <T> Optional<Envelope<T>> poll(String id, Class<T> type, Duration timeout) {
        Outbox outbox = outboxOf(id);
        Objects.requireNonNull(type, "type");
        long timeoutNs = Nanos.ofTimeout(timeout);
        HandlerWait wait = beginWait();
        try {
            return Optional.ofNullable(outbox.poll(type, timeoutNs));
        } catch (InterruptedException e) {
            throw new InterruptedSendException("interrupted while waiting for a message: kernel=" + id, e);
        } finally {
            wait.end(false);
        }
    }

    private Outbox outboxOf(String id) {
        Kernel kernel = kernelOf(Objects.requireNonNull(id, "id"));
        Outbox left = kernel == null ? leftOutboxes.find(id) : null;
        return left != null ? left : launched(id).outbox();
    }

    /**
     * Takes what a kernel replied to a message that was sent from outside, not requested, as {@link #poll} does, where
     * nothing in time is a failure.
     *
     * @param <T>     type of the message
     * @param id      of the kernel
     * @param type    of the message
     * @param timeout how long to wait for one
     * @return the message with its header
     * @throws RequestTimeoutException if none came in time
     * @throws UnknownKernelException if no kernel of that id is launched
     */
    public <T> Envelope<T> receive(String id, Class<T> type, Duration timeout) {
        return poll(id, type, timeout)
                .orElseThrow(() -> new RequestTimeoutException("no message came in time: kernel=" + id + ", message="
                        + type.getName() + ", timeout=" + timeout));
    }

    /**
     * Sends a request that waits for {@link RuntimeOptions#requestTimeout}; see
     * {@link #request(String, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>     type of the reply
     * @param id      of the kernel
     * @param message to send
     * @param reply   type of the reply
     * @return the answer to come
     */
    public <R> CompletableFuture<R> request(String id, Object message, Class<R> reply) {
        return request(id, message, reply, options.requestTimeout(), SendOptions.DEFAULT);
    }

    /**
     * Sends a request with the priority of its type; see {@link #request(String, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>     type of the reply
     * @param id      of the kernel
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which the future fails
     * @return the answer to come
     */
    public <R> CompletableFuture<R> request(String id, Object message, Class<R> reply, Duration timeout) {
        return request(id, message, reply, timeout, SendOptions.DEFAULT);
    }

    /**
     * Sends a message that expects an answer. The call itself waits for room as {@code send} does, but no longer than the
     * timeout, which is that for all of it; the answer comes later. The future is completed on the thread of the replier,
     * and fails on a thread made for that when its time is over: attach long work with the {@code Async} methods. To cancel
     * it, or to complete it otherwise, frees its place; a reply that comes later is counted as unanswered.
     *
     * <p>It fails with {@link RequestTimeoutException} when there was no room or no answer in time, with
     * {@link RequestFailedException} when there will be none because the handler threw (its exception is the cause),
     * returned nothing or the kernel ended, and with {@link RuntimeClosedException}.
     *
     * @param <R>     type of the reply
     * @param id      of the kernel
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which the future fails
     * @param options of this send
     * @return the answer to come
     * @throws UnknownKernelException if no kernel of that id is launched
     * @throws UnhandledMessageException if the kernel has no handler for the message
     * @throws LaneFullException if there was no room, at once or until the timeout or the deadline of the send
     * @throws RequestLimitException if too many requests wait already
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws RuntimeClosedException if the runtime is closed
     */
    public <R> CompletableFuture<R> request(
            String id, Object message, Class<R> reply, Duration timeout, SendOptions options) {
        return request(id, message, reply, timeout, options, null);
    }

    <R> CompletableFuture<R> request(
            String id, Object message, Class<R> reply, Duration timeout, SendOptions options, @Nullable Kernel sender) {
        Kernel kernel = receiver(id, message, options, sender);
        return request(kernel.routeFrom(sender), kernel, kindOf(kernel, message), message, reply, timeout, options);
    }

    <T, R> CompletableFuture<R> request(
            Route route,
            Kernel kernel,
            MessageKind<T> kind,
            T message,
            Class<R> reply,
            Duration timeout,
            SendOptions given) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        SendOptions options = kind.options(given, message);
        RequestFuture<R> future =
                new RequestFuture<>(requests, kernel, kind.codec.messageType(), Objects.requireNonNull(reply, "reply"));
        future.key = requests.enter(future, options.level, System.nanoTime(), timeoutNs, true);
        sendOrWithdraw(route, kind.codec, message, options, future.key);
        return future;
    }

    /** Sends a request of a kernel that goes on meanwhile. Called by the thread that runs it. */
    <R> void request(
            Kernel requester,
            String id,
            Object message,
            Class<R> reply,
            Duration timeout,
            SendOptions given,
            Continuation<R> continuation) {
        Kernel kernel = receiver(id, message, given, requester);
        long timeoutNs = Nanos.ofTimeout(timeout);
        MessageKind<Object> kind = kindOf(kernel, message);
        SendOptions options = kind.options(given, message);
        KernelRequest<R> request = new KernelRequest<>(
                requester,
                kernel,
                kind.codec.messageType(),
                Objects.requireNonNull(reply, "reply"),
                Objects.requireNonNull(continuation, "continuation"));
        long key = requests.enter(request, options.level, System.nanoTime(), timeoutNs, true);
        sendOrWithdraw(kernel.routeFrom(requester), kind.codec, message, options, key);
        requester.continuations.begin();
    }

    private <T> void sendOrWithdraw(Route route, MessageCodec<T> codec, T message, SendOptions options, long key) {
        try {
            sendRequest(route, codec, message, options, key);
        } catch (RuntimeException | Error e) {
            requests.withdraw(key);
            throw e;
        }
    }

    private <T> void sendRequest(Route route, MessageCodec<T> codec, T message, SendOptions options, long key) {
        route.sendWith(codec, message, options, key, Route.NO_CORRELATION);
        if (closed) {
            requests.close();
        }
    }

    /**
     * Sends the same request to several kernels, with the priority of its type; see
     * {@link #requestAll(List, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>     type of the reply
     * @param ids     of the kernels, one or more
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which a kernel that has not replied counts as failed
     * @return what came of each, in the order of the ids; does not fail. To cancel it gives all requests up.
     * @throws IllegalArgumentException if {@code ids} is empty, or {@code timeout} negative
     */
    public <R> CompletableFuture<List<Answer<R>>> requestAll(
            List<String> ids, Object message, Class<R> reply, Duration timeout) {
        return requestAll(ids, message, reply, timeout, SendOptions.DEFAULT);
    }

    /**
     * Sends the same request to several kernels, without waiting for room, and gathers their answers until one deadline.
     *
     * @param <R>     type of the reply
     * @param ids     of the kernels, one or more
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which a kernel that has not replied counts as failed
     * @param options of each send; their timeout has no meaning here
     * @return what came of each, in the order of the ids; does not fail. To cancel it gives all requests up.
     * @throws IllegalArgumentException if {@code ids} is empty, or {@code timeout} negative
     */
    public <R> CompletableFuture<List<Answer<R>>> requestAll(
            List<String> ids, Object message, Class<R> reply, Duration timeout, SendOptions options) {
        return gather(ids, message, reply, timeout, options).all();
    }

    /**
     * Sends the same request to several kernels, with the priority of its type, and takes the first reply; see
     * {@link #requestAny(List, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>     type of the reply
     * @param ids     of the kernels, one or more
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which the future fails
     * @return the first reply, and whose it is
     * @throws IllegalArgumentException if {@code ids} is empty, or {@code timeout} negative
     */
    public <R> CompletableFuture<Answer<R>> requestAny(
            List<String> ids, Object message, Class<R> reply, Duration timeout) {
        return requestAny(ids, message, reply, timeout, SendOptions.DEFAULT);
    }

    /**
     * Sends the same request to several kernels, without waiting for room, and takes the first reply; the other requests
     * are given up then.
     *
     * @param <R>     type of the reply
     * @param ids     of the kernels, one or more
     * @param message to send
     * @param reply   type of the reply
     * @param timeout after which the future fails
     * @param options of each send; their timeout has no meaning here
     * @return the first reply, and whose it is; fails with {@link RequestFailedException} when no kernel is left that may
     *     reply, with the failure of each as a suppressed exception
     * @throws IllegalArgumentException if {@code ids} is empty, or {@code timeout} negative
     */
    public <R> CompletableFuture<Answer<R>> requestAny(
            List<String> ids, Object message, Class<R> reply, Duration timeout, SendOptions options) {
        return gather(ids, message, reply, timeout, options).any();
    }

    private <R> Gathering<R> gather(
            List<String> ids, Object message, Class<R> reply, Duration timeout, SendOptions options) {
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(reply, "reply");
        Objects.requireNonNull(options, "options");
        return new Gathering<>(this, ids, message, reply, timeout, options.timeout(Duration.ZERO));
    }

    /**
     * Sends a request and waits {@link RuntimeOptions#requestTimeout} for the answer; see
     * {@link #call(String, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>     type of the reply
     * @param id      of the kernel
     * @param message to send
     * @param reply   type of the reply
     * @return the answer
     */
    public <R> R call(String id, Object message, Class<R> reply) {
        return call(id, message, reply, options.requestTimeout(), SendOptions.DEFAULT);
    }

    /**
     * Sends a request with the priority of its type and waits for the answer; see
     * {@link #call(String, Object, Class, Duration, SendOptions)}.
     *
     * @param <R>     type of the reply
     * @param id      of the kernel
     * @param message to send
     * @param reply   type of the reply
     * @param timeout how long to wait
     * @return the answer
     */
    public <R> R call(String id, Object message, Class<R> reply, Duration timeout) {
        return call(id, message, reply, timeout, SendOptions.DEFAULT);
    }

    /**
     * Sends a request and waits for the answer. What {@link #request(String, Object, Class, Duration, SendOptions)
     * request} completes its future with is returned or thrown here. Allocates nothing but the record that it returns.
     *
     * <p>In a handler it holds up the kernel of the handler, and no other. Kernels that would wait for each other, directly
     * or in a ring, are found out at once: the call that closes the ring fails.
     *
     * @param <R>     type of the reply
     * @param id      of the kernel
     * @param message to send
     * @param reply   type of the reply
     * @param timeout how long to wait
     * @param options of this send
     * @return the answer
     * @throws RequestTimeoutException if there was no room, or no answer, in time
     * @throws RequestFailedException if there will be none
     * @throws RequestCycleException if the kernel of the calling handler would wait for itself
     * @throws InterruptedSendException if the caller is interrupted
     */
    public <R> R call(String id, Object message, Class<R> reply, Duration timeout, SendOptions options) {
        Kernel kernel = receiver(id, message, options, null);
        return call(kernel, kindOf(kernel, message), message, reply, timeout, options);
    }

    <T, R> R call(Kernel kernel, MessageKind<T> kind, T message, Class<R> reply, Duration timeout, SendOptions given) {
        Call<R> call = Call.borrow(Objects.requireNonNull(reply, "reply"));
        try {
            call(kernel, kind, message, call, timeout, given);
            return call.reply();
        } finally {
            call.giveBack();
        }
    }

    <T> void call(Kernel kernel, MessageKind<T> kind, T message, Call<?> call, Duration timeout, SendOptions given) {
        long timeoutNs = Nanos.ofTimeout(timeout);
        long nowNs = System.nanoTime();
        SendOptions options = kind.options(given, message);
        long key = call.enter(kernel, kind, options, nowNs, timeoutNs);
        try {
            call.declareWait(); // before the other has the message
            sendRequest(kernel.outside, kind.codec, message, options, key);
        } catch (RuntimeException | Error e) {
            call.cancel();
            throw e;
        }
        call.await(nowNs, timeoutNs);
    }
}
