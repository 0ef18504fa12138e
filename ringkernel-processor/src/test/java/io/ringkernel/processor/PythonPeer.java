// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Python with the msgpack library that Debian has as python3-msgpack. Where there is none, the test that asks for it is
 * skipped, or fails if the variable {@code RINGKERNEL_REQUIRES_PYTHON} is set, as the gate sets it.
 */
final class PythonPeer implements AutoCloseable {
    private static final String SCRIPT = "src/test/python/peer.py";
    private static final List<String> CANDIDATES = List.of("python3", "/usr/bin/python3");

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream replies;

    private PythonPeer(String python) throws IOException {
        this.process = new ProcessBuilder(python, Path.of(SCRIPT).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.requests = new DataOutputStream(process.getOutputStream());
        this.replies = new DataInputStream(process.getInputStream());
    }

    static PythonPeer start() throws IOException {
        PythonPeer python = startIfThere();
        assumeTrue(python != null, "no Python with msgpack: install python3-msgpack");
        return python;
    }

    /** {@return a new peer, or null where there is no such Python} */
    static PythonPeer startIfThere() throws IOException {
        Optional<String> python =
                CANDIDATES.stream().filter(PythonPeer::hasMsgpack).findFirst();
        if (System.getenv("RINGKERNEL_REQUIRES_PYTHON") != null) {
            assertThat(python).as("a Python with msgpack among " + CANDIDATES).isPresent();
        }
        return python.isPresent() ? new PythonPeer(python.get()) : null;
    }

    private static boolean hasMsgpack(String python) {
        try {
            Process probe = new ProcessBuilder(python, "-c", "import msgpack")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while Python starts", e);
        }
    }

    /** Has a message unpacked and packed again. */
    byte[] echo(byte[] message) throws IOException {
        return ask('e', message);
    }

    /** Has a message described, one key to a line. */
    String describe(byte[] message) throws IOException {
        return new String(ask('d', message), StandardCharsets.UTF_8);
    }

    /** Has a request answered as PyDotCompute answers it. */
    byte[] answer(byte[] message) throws IOException {
        return ask('a', message);
    }

    private byte[] ask(char action, byte[] message) throws IOException {
        requests.writeInt(message.length);
        requests.writeByte(action);
        requests.write(message);
        requests.flush();
        return replies.readNBytes(replies.readInt());
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }
}
