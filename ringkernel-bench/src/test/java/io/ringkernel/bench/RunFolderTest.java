// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringkernel.bench.CommandLine.UsageException;
import io.ringkernel.bench.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path home;

    @Test
    void makesOrTakesTheOneThatWasAskedFor() {
        assertThat(RunFolder.asked(home.resolve("a/b"))).isDirectory();
        assertThat(RunFolder.asked(home.resolve("a/b"))).isEqualTo(home.resolve("a/b"));
    }

    @Test
    void refusesTheOneOfAnotherRun() throws IOException {
        Files.createFile(home.resolve(Results.FILE));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> RunFolder.asked(home))
                .withMessage("folder holds the results of another run: folder=" + home
                        + "; choose another one with --out, or remove it");
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> RunFolder.asked(file))
                .withMessage("folder cannot be written: folder=" + file
                        + ", because of java.nio.file.FileAlreadyExistsException: " + file
                        + "; choose another one with --out");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> RunFolder.fresh(file, "run"))
                .withMessageStartingWith("folder cannot be written: folder=" + file.resolve("run") + ", because of ");
    }

    @Test
    void makesAnotherOneForEachRunOfTheSameName() {
        assertThat(RunFolder.fresh(home.resolve("reports"), "run")).isEqualTo(home.resolve("reports/run"));
        assertThat(RunFolder.fresh(home.resolve("reports"), "run")).isEqualTo(home.resolve("reports/run-2"));
        assertThat(RunFolder.fresh(home.resolve("reports"), "run")).isEqualTo(home.resolve("reports/run-3"));
    }
}
