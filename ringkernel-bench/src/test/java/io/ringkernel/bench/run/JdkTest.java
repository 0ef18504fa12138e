// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    @Test
    void findsTheCurrentOne() {
        Jdk current = Jdk.current();

        assertThat(Jdk.find(current.feature(), Map.of()).feature()).isEqualTo(current.feature());
        assertThat(Path.of(current.java())).isExecutable();
    }

    @Test
    void findsTheOneThatAVariableNames(@TempDir Path home) throws IOException {
        Path java = Files.createFile(Files.createDirectory(home.resolve("bin")).resolve("java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"97.0.1\"\n");

        assertThat(Jdk.find(97, Map.of("JAVA97_HOME", home.toString()))).isEqualTo(new Jdk(home, "97.0.1", "Somebody"));
    }

    @Test
    void refusesAVariableThatLeadsElsewhere(@TempDir Path home) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Jdk.find(97, Map.of("JAVA97_HOME", home.toString())))
                .withMessage(
                        "no JDK of this version lies there: jdk=97, JAVA97_HOME=" + home + "; correct it, or unset it");
    }

    @Test
    void saysWhatItFound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Jdk.find(98, Map.of()))
                .withMessageMatching("no JDK of this version was found: jdk=98, found=\\[[0-9, ]+]; install one, or set"
                        + " JAVA98_HOME to its folder");
    }
}
