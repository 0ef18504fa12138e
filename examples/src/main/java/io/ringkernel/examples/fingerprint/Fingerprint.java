// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.KernelRuntime;
import io.ringkernel.RuntimeOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Prints the SHA-256 of every file below a folder, as {@code find DIR -type f | sort | xargs sha256sum} does.
 *
 * <p>Shows a small system of kernels at work on real files, some of them launched more than once:
 *
 * <pre>
 *             FileFound                 ReadRequest             HashRequest
 *    walker ─────────────▶ aggregator ─────────────▶ reader-n ─────────────▶ hasher-n
 *                           ▲      ▲                  │    ▲                   │
 *    StatusRequest at 255 ──┘      └──────────────────┘    └───────────────────┘
 *                                        HashReply               HashReply
 * </pre>
 *
 * <p>Contents travel off-heap, by {@code BufferRef}. Nobody waits for an answer: the walker lists on, a reader reads
 * until enough is on its way to the hasher, and the aggregator answers a status request before all else.
 */
public final class Fingerprint {
    private static final int MISUSED = 2;

    private Fingerprint() {}

    /**
     * Runs, and ends the process: with status 0, with 1 if something could not be read, with 2 if it was called wrongly.
     *
     * @param arguments {@code [DIR] [--quiet] [--memory SIZE]}
     */
    public static void main(String... arguments) {
        Thread.setDefaultUncaughtExceptionHandler(Fingerprint::onUncaught);
        Thread warmUp = new Thread(Hasher::warmUp, "fingerprint-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.exit(run(RawPath.arguments(arguments), out, System.err, Terminal.isErr()));
    }

    /** Says what failed, unless it failed because the process ends: that is no news. */
    private static void onUncaught(Thread thread, Throwable failure) {
        if (!Interruption.isShuttingDown()) {
            System.err.print("fingerprint: " + thread.getName() + ": ");
            failure.printStackTrace();
        }
    }

    static int run(List<byte[]> arguments, OutputStream out, PrintStream err, boolean terminal) {
        long startNs = System.nanoTime();
        try {
            Options options = Options.parse(arguments);
            checkReadable(options.folder());
            boolean quiet = options.quiet();
            return run(options, new Progress(quiet, terminal ? err : null), new Report(quiet, out, err, startNs));
        } catch (UsageException e) {
            err.println("fingerprint: " + e.getMessage());
            return MISUSED;
        }
    }

    private static void checkReadable(byte[] folder) {
        try {
            if (folder.length == 0) {
                throw new NoSuchFileException("");
            } else if (RawPath.endsInSlash(folder)) {
                Files.newDirectoryStream(RawPath.of(folder)).close();
            } else {
                Files.readAttributes(RawPath.of(folder), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UsageException(
                    "cannot read folder: folder=" + RawPath.toString(folder) + ", reason=" + Reason.of(e));
        }
    }

    private static int run(Options options, Progress progress, Report report) {
        RuntimeOptions limits = RuntimeOptions.DEFAULT.withPayloadLimitBytes(options.memory());
        Interruption interruption = new Interruption();
        try (KernelRuntime runtime = KernelRuntime.create(limits)) {
            Crew crew = new Crew(runtime);
            crew.start(options.folder());
            interruption.willSay(() -> {
                crew.stop();
                report.print(crew, progress, true);
            });
            progress.follow(crew, interruption);
            return interruption.unlessHappened(() -> report.print(crew, progress, false));
        } catch (RuntimeException | Error e) {
            interruption.endIfHappened();
            throw e;
        }
    }
}
