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
        assertThat(RunFolder.asked(home.resolve("a"))).isEqualTo(home.resolve("a"));
    }

    @Test
    void refusesTheOneOfARunThatIsUnderWay() {
        RunFolder.asked(home.resolve("run"));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> RunFolder.asked(home.resolve("run")))
                .withMessageStartingWith("folder holds the results of another run, or one that is under way: folder=");
    }

    @Test
    void leavesNothingOfARunThatHasMeasuredNothing() throws IOException {
        Path empty = RunFolder.asked(home.resolve("empty"));
        Files.createDirectory(empty.resolve("calibration"));
        Path kept = RunFolder.asked(home.resolve("kept"));
        Path log = Files.createFile(
                Files.createDirectory(kept.resolve("calibration")).resolve("wake.hlog"));

        RunFolder.giveBack(empty);
        RunFolder.giveBack(kept);

        assertThat(empty).doesNotExist();
        assertThat(log).exists();
        assertThat(RunFolder.asked(kept)).isEqualTo(kept);
    }

    @Test
    void refusesTheOneOfAnotherRun() throws IOException {
        Files.createFile(home.resolve(Results.FILE));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> RunFolder.asked(home))
                .withMessage("folder holds the results of another run, or one that is under way: folder=" + home
                        + "; choose another one with --out, or remove it");
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> RunFolder.asked(file))
                .withMessage("folder is a file: folder=" + file + "; choose another one with --out");
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
