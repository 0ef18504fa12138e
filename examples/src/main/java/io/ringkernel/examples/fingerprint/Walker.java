// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.KernelContext;
import io.ringkernel.SendOptions;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;

/** Lists what {@code find DIR -type f} lists: regular files; symbolic links are not followed. */
@RingKernel(id = "walker", capacity = 4, execution = Execution.DEDICATED)
final class Walker {
    /** Below what the aggregator hears of work that is done: it is to hand out first what it knows already. */
    private static final SendOptions BELOW_RESULTS = SendOptions.priority(64);

    private final ArrayDeque<byte[]> folders = new ArrayDeque<>();

    @Handles
    void onWalk(Walk walk, KernelContext context) {
        look(walk.root(), RawPath.of(walk.root()), RawPath.endsInSlash(walk.root()), context);
        while (!folders.isEmpty() && !context.shouldTerminate()) {
            list(folders.poll(), context);
        }
        context.send("aggregator", new WalkEnd(), BELOW_RESULTS);
    }

    private void list(byte[] folder, KernelContext context) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(RawPath.of(folder))) {
            for (Path entry : entries) {
                look(RawPath.join(folder, RawPath.nameOf(entry)), entry, false, context);
                if (context.shouldTerminate()) {
                    return;
                }
            }
        } catch (IOException e) {
            fail(folder, e, context);
        } catch (DirectoryIteratorException e) {
            fail(folder, e.getCause(), context);
        }
    }

    private void look(byte[] path, Path entry, boolean follow, KernelContext context) {
        try {
            BasicFileAttributes attributes = follow
                    ? Files.readAttributes(entry, BasicFileAttributes.class)
                    : Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                folders.push(path);
            } else if (attributes.isRegularFile()) {
                context.send("aggregator", new FileFound(path, attributes.size()), BELOW_RESULTS);
            }
        } catch (IOException e) {
            fail(path, e, context);
        }
    }

    private void fail(byte[] path, IOException e, KernelContext context) {
        context.send("aggregator", new FolderFailed(path, Reason.of(e)), BELOW_RESULTS);
    }
}
