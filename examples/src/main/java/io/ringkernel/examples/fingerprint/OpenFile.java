// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.buffer.MessageBuffer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that is being read from its start to its end, whatever length it had when it was found. */
final class OpenFile {
    private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /* A shorter file is read in one go, and cannot well change meanwhile. */
    private static final long WATCHED_LENGTH = 1024 * 1024;

    private final ReadRequest request;
    private final Path path;
    private final FileChannel channel;
    private final @Nullable FileTime modified;
    private long offset;
    private boolean atEnd;

    OpenFile(ReadRequest request) throws IOException {
        this.request = request;
        this.path = RawPath.of(request.path());
        this.modified = request.length() < WATCHED_LENGTH ? null : Files.getLastModifiedTime(path);
        this.channel = FileChannel.open(path, OPTIONS);
    }

    ReadRequest request() {
        return request;
    }

    /** {@return how much was read so far} */
    long offset() {
        return offset;
    }

    boolean isAtEnd() {
        return atEnd;
    }

    /**
     * {@return how much to ask for next: a byte more than there should be, so that the end shows at once; as much as
     * possible of a file that turned out to be longer}
     */
    int nextLength(int longest) {
        long expected = request.length() - offset;
        return expected < 0 ? longest : (int) Math.min(longest, expected + 1);
    }

    /** Fills a buffer, or reads to the end. {@return number of bytes read} */
    int read(MessageBuffer buffer) throws IOException {
        int length = 0;
        while (length < buffer.capacity() && !atEnd) {
            int read = buffer.putBytes(length, channel, buffer.capacity() - length);
            length += Math.max(0, read);
            atEnd = read < 0 || length < buffer.capacity() && offset + length == request.length();
        }
        offset += length;
        return length;
    }

    /** {@return whether what was read is not what was found, or may be a mixture} */
    boolean hasChanged() {
        try {
            if (offset != request.length()) {
                return channel.size() != request.length(); // some files, as those in /proc, never tell their length
            }
            return modified != null && !modified.equals(Files.getLastModifiedTime(path));
        } catch (IOException e) {
            return true; // it has gone
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing was written, so nothing is lost
        }
    }
}
