// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.codec.Codecs;
import io.ringkernel.processor.Compilation.Source;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses generic messages with types for their parameters. */
class GenericTest {
    private static final String IMPORTS = "import io.ringkernel.annotation.*; import java.util.*;\n";

    @TempDir
    Path folder;

    @Test
    void writesAGenericMessageInPlace() throws Exception {
        Source source = new Source("Driver.java", "package app;\n" + IMPORTS + """
                @Message(id = 1) record Order(long id) {}
                @Message(id = 2) record Page<T>(int number, List<T> items) {}
                @Message(id = 3) record Book(Page<Order> page, String title) {}

                public final class Driver implements java.util.function.Supplier<String> {
                    @Override
                    public String get() {
                        var buffer = io.ringkernel.buffer.MessageBuffer.allocate(256);
                        BookCodec.Writer book = new BookCodec.Writer().wrap(buffer, 0);
                        BookCodec.PageOfOrder.Writer page = book.page(new BookCodec.PageOfOrder.Writer());
                        page.number(7).itemsCount(1).items(0, new OrderCodec.Writer()).id(42);
                        int length = book.title("t").encodedLength();
                        BookCodec.Reader reader = new BookCodec.Reader().wrap(buffer, 0, length);
                        return reader.page(new BookCodec.PageOfOrder.Reader()).number() + " "
                                + BookCodec.INSTANCE.decode(buffer, 0, length);
                    }
                }
                """);

        Compilation compilation = Compilation.lenient(folder, List.of(source));

        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            Supplier<?> driver = (Supplier<?>)
                    loader.loadClass("app.Driver").getConstructor().newInstance();
            assertThat(driver.get()).isEqualTo("7 Book[page=Page[number=7, items=[Order[id=42]]], title=t]");
        }
    }

    @Test
    void saysWhatAGenericMessageLooksLikeWithItsTypes() throws Exception {
        Source source = new Source("Book.java", "package app;\n" + IMPORTS + """
                @Message(id = 1) record Order(long id) {}
                @Message(id = 2, version = 3) record Page<T>(int number, @Since(2) List<T> items) {}
                @Message(id = 3) public record Book(Page<Order> page, @Sender String from) {}
                """);

        Compilation compilation = Compilation.lenient(folder, List.of(source));

        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            assertThat(Codecs.of(loader.loadClass("app.Book")).schema().toJson())
                    .isEqualTo("""
                            {
                              "name": "app.Book",
                              "id": "0x00000003",
                              "version": 1,
                              "blockLength": 8,
                              "maxEncodedLength": 24616,
                              "fingerprint": "0xFA0F9F9436E43F90",
                              "fields": [
                                {"name": "page", "type": "app.Page<app.Order>", "offset": 0, "length": 8}
                              ],
                              "header": [
                                {"name": "from", "type": "String", "field": "sender"}
                              ],
                              "uses": [
                                {
                                  "name": "app.Page<app.Order>",
                                  "id": "0xEDE9BA08",
                                  "version": 3,
                                  "blockLength": 16,
                                  "maxEncodedLength": 24600,
                                  "fingerprint": "0x64FD6A76F8D9EF38",
                                  "fields": [
                                    {"name": "number", "type": "int", "offset": 0, "length": 4},
                                    {"name": "items", "type": "List<app.Order>", "offset": 8, "length": 8, "since": 2, "maxCount": 1024}
                                  ]
                                }
                              ]
                            }
                            """);
        }
    }

    @Test
    void takesAGenericMessageOfAnotherModule() {
        Source page = new Source(
                "Page.java",
                "package lib;\n" + IMPORTS
                        + "@Message(id = 2) public record Page<T>(int number, @MaxCount(2) List<T> items) {}");
        Compilation library = Compilation.lenient(folder.resolve("lib"), List.of(page));
        assertThat(library.messages()).isEmpty();
        assertThat(library.generated()).isEmpty();
        Source book = new Source(
                "Book.java", "package app;\n" + IMPORTS + "@Message(id = 3) record Book(lib.Page<Integer> page) {}");

        Compilation application =
                Compilation.run(folder.resolve("app"), List.of(library.classes()), List.of(book), List.of());

        assertThat(application.messages()).isEmpty();
        assertThat(application.generated().keySet()).containsExactly("app/BookCodec.java");
        assertThat(application.generated().get("app/BookCodec.java"))
                .contains("private static final int ITEMS_MAX_COUNT = 2;");
    }

    @Test
    void refusesAGenericMessageThatNeverStopsToUseItself() {
        Source source = new Source(
                "Home.java",
                "package app;\n" + IMPORTS + "@Message(id = 1) record Home(More<Integer> more) {}\n"
                        + "@Message(id = 2) record More<T>(T value, Optional<More<List<T>>> more) {}");

        Compilation compilation = Compilation.lenient(folder, List.of(source));

        assertThat(compilation.messages())
                .singleElement()
                .asString()
                .startsWith("Home.java:3: error: [UnsupportedFieldType] 'more' is ")
                .endsWith("It uses itself with ever more types: let it use itself with its own type parameters only.");
        assertThat(compilation.generated()).isEmpty();
    }

    @Test
    void refusesAGenericMessageThatNeedsItself() {
        Source source = new Source(
                "Home.java",
                "package app;\n" + IMPORTS + "@Message(id = 1) record Home(Loop<Integer> loop) {}\n"
                        + "@Message(id = 2) record Loop<T>(T value, Loop<T> next) {}");

        Compilation compilation = Compilation.lenient(folder, List.of(source));

        assertThat(compilation.messages())
                .containsExactly(
                        "Home.java:3: error: [RecursiveMessage] 'next' makes Loop<Integer> contain itself without an end:"
                                + " Loop<Integer> -> Loop<Integer>. Make it @Nullable, an Optional or a List, so that there can be a last one.");
        assertThat(compilation.generated()).isEmpty();
    }
}
