// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringkernel.annotation.Idle;
import io.ringkernel.bench.CommandLine.UsageException;
import io.ringkernel.bench.run.Effort;
import io.ringkernel.bench.run.Suite;
import io.ringkernel.bench.run.WhatIf;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void takesSuitesAndOptionsInAnyOrder() {
        CommandLine line = CommandLine.parse("--quick", "latency", "--jdk", "25", "codec", "--out", "here", "latency");

        assertThat(line.suites()).containsExactly(Suite.LATENCY, Suite.CODEC);
        assertThat(line.effort()).isEqualTo(Effort.QUICK);
        assertThat(line.jdk()).isEqualTo(25);
        assertThat(line.out()).isEqualTo(Path.of("here"));
        assertThat(line.compare()).isNull();
        assertThat(line.whatIf()).isEqualTo(WhatIf.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"codec --rounds 3 --quick", "--quick --rounds 3 codec"})
    void takesRounds(String args) {
        Effort quick = Effort.QUICK;

        assertThat(CommandLine.parse(args.split(" ")).effort())
                .isEqualTo(new Effort(
                        3,
                        quick.warmUps(),
                        quick.iterations(),
                        quick.iteration(),
                        quick.latencyWarmUp(),
                        quick.latency()));
    }

    @Test
    void takesAll() {
        assertThat(CommandLine.parse("all").suites()).containsExactly(Suite.values());
    }

    @Test
    void takesGates() {
        assertThat(CommandLine.parse("gates").gates()).isTrue();
        assertThat(CommandLine.parse("all").gates()).isFalse();
    }

    @Test
    void takesWhatIfs() {
        CommandLine line = CommandLine.parse(
                "latency", "--rate", "20k", "--length", "64", "--priority", "255", "--idle", "busy-spin");

        assertThat(line.whatIf()).isEqualTo(new WhatIf(20_000, 64, 255, Idle.BUSY_SPIN));
        assertThat(CommandLine.parse("latency", "--rate", "1M").whatIf().rate()).isEqualTo(1_000_000);
        assertThat(CommandLine.parse("latency", "--rate", "7").whatIf().rate()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"''", "--help", "-h", "help", "latency --help"})
    void listsWithoutSuitesOrWhenAskedForHelp(String args) {
        String[] words = args.isEmpty() ? new String[0] : args.split(" ");

        assertThat(CommandLine.parse(words).suites()).isEmpty();
    }

    @Test
    void quotesForAShell() {
        assertThat(CommandLine.quoted("latency", "--out", "a b/it's", "--rate", "1M"))
                .isEqualTo("latency --out 'a b/it'\\''s' --rate 1M");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fast | no such option: option=--fast; there are --quick, --rounds, --jdk, --out, --compare, and for"
                        + " latency --rate, --length, --priority and --idle",
                "--quick --out X | no benchmark is named: args=--quick --out X; there are throughput, latency, codec, lanes,"
                        + " request, payload, kernels, scaling, peers, all and gates",
                "--rounds 0 | rounds must be a number from 1 to 100: --rounds=0",
                "--jdk | option needs a value: option=--jdk",
                "--jdk 8 | jdk must be a number from 17 to 99: --jdk=8",
                "--jdk x | jdk must be a number from 17 to 99: --jdk=x",
                "latency --rate 0 | rate must be 1 to 100M messages per second, as 500, 20k or 1M: --rate=0",
                "latency --rate 101M | rate must be 1 to 100M messages per second, as 500, 20k or 1M: --rate=101M",
                "latency --length -1 | length must be a number from 0 to 32768: --length=-1",
                "latency --priority 256 | priority must be a number from 0 to 255: --priority=256",
                "latency --idle never | idle must be one of busy-spin, yielding, backoff, parking: --idle=never",
                "--out '' | option needs a value: option=--out",
                "--compare '' | option needs a value: option=--compare",
                "gates --rounds 7 | gates take no option but --jdk: also asked for=[--rounds]",
                "gates --compare X --quick --jdk 25 | gates take no option but --jdk: also asked for=[--compare, --quick]",
                "gates --out X | gates take no option but --jdk: also asked for=[--out]",
                "gates codec | gates are judged by themselves: also asked for=[codec]",
                "codec --rate 1M | --rate, --length, --priority and --idle belong to latency: suites=[codec]"
            })
    void saysWhatIsWrong(String args, String text) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> CommandLine.parse(args.replace("''", "").split(" ", -1)))
                .withMessage(text);
    }

    @Test
    void namesWhatThereIs() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> CommandLine.parse("latencies"))
                .withMessage("no such benchmark: name=latencies; there are "
                        + String.join(
                                ", ",
                                java.util.Arrays.stream(Suite.values())
                                        .map(Suite::command)
                                        .toList())
                        + ", all and gates");
    }
}
