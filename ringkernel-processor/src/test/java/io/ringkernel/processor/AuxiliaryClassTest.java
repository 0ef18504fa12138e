// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one warning that javac has for generated code: we say what it means, and docs/problems.md explains it. */
class AuxiliaryClassTest {
    private static final String HEAD = """
            package app;

            import io.ringkernel.annotation.Message;

            """;

    private static final String RULE = " should not be accessed from outside its own source file";

    private static final String RECORD = "@Message(id = 1)\nrecord Order(long id) {}\n";

    @TempDir
    Path folder;

    @Test
    void isExplainedWhereTheRecordIs() throws IOException {
        Source orders = new Source("Orders.java", HEAD + "final class Orders {}\n\n" + RECORD);

        Compilation compilation = Compilation.strict(folder, List.of(orders));

        assertThat(compilation.isSuccess()).isFalse();
        assertThat(compilation.allMessages())
                .contains(
                        "Orders.java:8: note: [AuxiliaryClass] 'Order' is in Orders.java, and generated code in another file"
                                + " names it. That works, but a javac that was told to warn of it (-Xlint:auxiliaryclass, or all) does so"
                                + " in the generated code. Move it to Order.java, or into another class.");
        assertThat(compilation.messages())
                .hasSizeGreaterThan(1)
                .allMatch(message -> message.equals("-: error: warnings found and -Werror specified")
                        || message.matches(
                                "OrderCodec.java:\\d+: warning: auxiliary class app.Order in /Orders.java" + RULE));
        assertThat(Files.readString(Path.of("../docs/problems.md")))
                .contains("warning: [auxiliaryclass] auxiliary class Order in Orders.java" + RULE);
    }

    @Test
    void isAvoidedByAFileOfItsOwnOrAClassAround() {
        Source own = new Source("Order.java", HEAD + RECORD);
        Source inner = new Source("Orders.java", HEAD + "final class Orders {\n" + RECORD + "}\n");

        assertThat(Compilation.strict(folder.resolve("own"), List.of(own)).allMessages())
                .isEmpty();
        assertThat(Compilation.strict(folder.resolve("inner"), List.of(inner)).allMessages())
                .isEmpty();
    }
}
