// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.examples.calculator.Calculator;
import io.ringkernel.examples.coroutine.Cinema;
import io.ringkernel.examples.desk.Desk;
import io.ringkernel.examples.gateway.Gateway;
import io.ringkernel.examples.hello.Hello;
import io.ringkernel.examples.kitchen.Kitchen;
import io.ringkernel.examples.meter.Meter;
import io.ringkernel.examples.pinning.Pinning;
import io.ringkernel.examples.pipeline.Pipeline;
import io.ringkernel.examples.priority.Priorities;
import io.ringkernel.examples.quotes.Quotes;
import io.ringkernel.examples.supervision.Workshop;
import io.ringkernel.examples.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs each example and looks at what it prints. */
class ExamplesTest {
    @Test
    void greets() {
        assertThat(printedBy(Hello::main)).isEqualTo("hello Ada! hello Ada!\n");
    }

    @Test
    void calculates() {
        assertThat(printedBy(Calculator::main)).isEqualTo("""
                2 PLUS 2 = 4
                7 DIVIDED_BY 0: division by zero
                7 MODULO 0 failed: java.lang.ArithmeticException: / by zero
                6 TIMES 7 = 42
                """);
    }

    @Test
    void overtakes() {
        assertThat(printedBy(Priorities::main)).isEqualTo("""
                7 jobs wait
                fire alarm at 255
                order 1 at 128
                order 2 at 128
                order 3 at 128
                order 4 at 128
                order 5 at 128
                clean up at 10
                """);
    }

    @Test
    void addsUp() {
        assertThat(printedBy(Pipeline::main)).isEqualTo("""
                apples: 120
                melon: 299
                eggs: 300
                sum: 719
                """);
    }

    @Test
    void answersPython() {
        assertThat(printedBy(Gateway::main)).isEqualTo("""
                asked at 2026-11-21T08:05:00Z with priority 200
                Total[value=6.0] answers 00000000-0000-0000-0000-000000000007
                in 90 bytes
                """);
    }

    @Test
    void sendsMuchAtOnce() {
        assertThat(printedBy(Meter::main)).isEqualTo("""
                written in place: ACCEPTED
                offered: 24 of 40
                100 readings, the highest of 16.0
                """);
    }

    @Test
    void putsAside() {
        assertThat(printedBy(Kitchen::main)).isEqualTo("""
                soup has to wait
                fish has to wait
                200 degrees
                soup is cooked
                pans are washed
                fish is cooked
                pans are washed
                cake is cooked
                pans are washed
                """);
    }

    @Test
    void sharesAThread() {
        assertThat(printedBy(Desk::main)).isEqualTo("""
                ringkernel-desk: strategy has 95
                ringkernel-desk: risk has 95
                ringkernel-worker: 95 is taken
                ringkernel-desk: strategy has 105
                ringkernel-desk: risk has 105
                ringkernel-worker: 105 is refused
                """);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere the library may leave the thread where it is
    void takesACore() {
        assertThat(printedBy(Pinning::main)).isEqualTo("""
                ringkernel-pricing stays on one core
                ringkernel-worker runs where there is room
                """);
    }

    @Test
    void receivesInALoop() {
        assertThat(printedBy(Topic::main)).isEqualTo("""
                anna hears rain
                anna hears wind
                anna hears sun
                """);
    }

    @Test
    void asks() {
        assertThat(printedBy(Quotes::main)).isEqualTo("""
                anna wants 90
                and 150
                bert wants 60
                anna wants 120
                bert wants 80
                bert answers first
                carl does not answer
                order 1: tea for 90
                """);
    }

    @Test
    void replaces() {
        assertThat(printedBy(Workshop::main)).isEqualTo("""
                a new drill
                wood has hole 1
                brick has hole 2
                the drill is put away
                a new drill
                clay has hole 1
                the drill is put away
                a new drill
                the drill is put away
                drill FAILED, java.lang.IllegalStateException: too hard: stone
                FAILED after 2 restarts
                FAILED at Job[material=stone]
                FAILED at Job[material=stone]
                FAILED at Job[material=stone]
                """);
    }

    @Test
    void waitsInHandlers() {
        assertThat(printedBy(Cinema::main)).isEqualTo("""
                Ada books a seat
                Bob books a seat
                Cleo books a seat
                100 seats are left
                Ada has seat 1
                Bob has seat 2
                Cleo has seat 3
                """);
    }

    private interface Main {
        void run(String... arguments);
    }

    private static String printedBy(Main main) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            main.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
