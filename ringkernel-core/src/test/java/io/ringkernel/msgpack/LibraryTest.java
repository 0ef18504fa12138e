// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.testkit.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What msgpack-java does to the JVM, which is nothing that a newer one would warn of. */
class LibraryTest {
    @Test
    void doesWithoutUnsafeWhereTheJvmForbidsIt(@TempDir Path folder) throws IOException, InterruptedException {
        OtherJvm.run(Probe.class, System.getProperty("java.class.path"), "deny", folder, "Letter[a=1, priority=2]");
    }

    /** What the other JVM runs. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            byte[] bytes = Msgpack.create().pack(Parcel.of(new Letter(1, 2)));
            System.out.println(Msgpack.create().unpack(bytes, Letter.class).message());
        }
    }
}
