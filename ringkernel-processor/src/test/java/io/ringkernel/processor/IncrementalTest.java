// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Gradle needs to compile only what changed. Of an isolating processor it asks that each file comes from one element; an
 * aggregating one is shown all classes with its annotations again, as class files, and what it wrote is deleted before.
 */
class IncrementalTest {
    private static final String IMPORTS = "package app; import io.ringkernel.annotation.*;\n";

    private static final Source POINT = new Source(
            "Point.java", IMPORTS + "@Message(id = 1) public record Point(int x, @MaxLength(10) String y) {}");

    private static final Source LINE =
            new Source("Line.java", IMPORTS + "@Message(id = 2) public record Line(Point from, Point to) {}");

    private static final Source TICK =
            new Source("Tick.java", IMPORTS + "@Message(id = 3) public record Tick(long time) {}");

    private static final Source DRAW = new Source(
            "Draw.java", IMPORTS + "@RingKernel(id = \"draw\") final class Draw { @Handles void on(Line line) {} }");

    private static final List<Source> ALL = List.of(POINT, LINE, TICK, DRAW);

    private static final List<String> LISTED =
            List.of("app.PointCodec", "app.LineCodec", "app.TickCodec", "app.DrawDispatcher");

    @TempDir
    Path folder;

    private Compilation all() {
        Compilation all = Compilation.lenient(folder.resolve("all"), ALL);
        assertThat(all.messages()).isEmpty();
        return all;
    }

    @Test
    void writesEachClassForOneElementAndTheListsForNone() {
        Map<String, List<String>> origins = new TreeMap<>();
        Compilation.run(
                folder,
                List.of(),
                ALL,
                List.of(),
                List.of(),
                () -> Compilation.PROCESSORS.get().stream()
                        .<Processor>map(processor -> observed(processor, origins))
                        .toList());

        assertThat(origins)
                .containsOnly(
                        Map.entry("RingKernelProcessor app.PointCodec", List.of("app.Point")),
                        Map.entry("RingKernelProcessor app.LineCodec", List.of("app.Line")),
                        Map.entry("RingKernelProcessor app.TickCodec", List.of("app.Tick")),
                        Map.entry("RingKernelProcessor app.DrawDispatcher", List.of("app.Draw")),
                        Map.entry("ServicesProcessor CLASS_OUTPUT " + ServicesFile.KERNELS, List.of()),
                        Map.entry("ServicesProcessor CLASS_OUTPUT " + ServicesFile.MESSAGES, List.of()));
    }

    /* A processor whose filer notes what is made of what. */
    private static Processor observed(Processor processor, Map<String, List<String>> originsByFile) {
        return proxy(Processor.class, processor, (method, arguments) -> {
            if (method.equals("init")) {
                ProcessingEnvironment environment = (ProcessingEnvironment) arguments[0];
                Filer filer = proxy(Filer.class, environment.getFiler(), (create, names) -> {
                    if (create.startsWith("create")) {
                        String name = Arrays.stream(names, 0, names.length - 1)
                                .map(Object::toString)
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining(" "));
                        originsByFile.put(
                                processor.getClass().getSimpleName() + " " + name,
                                Arrays.stream((Element[]) names[names.length - 1])
                                        .map(Element::toString)
                                        .toList());
                    }
                    return names;
                });
                return new Object[] {proxy(ProcessingEnvironment.class, environment, "getFiler", filer)};
            }
            return arguments;
        });
    }

    private interface Arguments {
        Object[] replace(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, Arguments arguments) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            try {
                return method.invoke(target, given == null ? null : arguments.replace(method.getName(), given));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static <T> T proxy(Class<T> type, T target, String property, Object value) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) -> method.getName().equals(property) ? value : method.invoke(target, given)));
    }

    @Test
    void writesTheCodecThatChangedAndListsAll() {
        Compilation all = all();
        Source changed = new Source("Tick.java", TICK.text().replace("long time", "long time, int price"));
        List<String> others =
                LISTED.stream().filter(name -> !name.equals("app.TickCodec")).toList();

        Compilation again = Compilation.run(
                folder.resolve("again"),
                List.of(all.classes()),
                List.of(changed),
                others,
                List.of(),
                Compilation.PROCESSORS);

        assertThat(again.messages()).isEmpty();
        assertThat(again.generated().keySet()).containsExactly("app/TickCodec.java");
        assertThat(again.generated().get("app/TickCodec.java")).contains("PRICE_OFFSET");
        assertThat(again.services(ServicesFile.MESSAGES)).isEqualTo(all.services(ServicesFile.MESSAGES));
        assertThat(again.services(ServicesFile.KERNELS)).isEqualTo(all.services(ServicesFile.KERNELS));
    }

    @Test
    void listsNoMessageThatWasDeleted() {
        Compilation all = all();
        Source changed = new Source("Tick.java", TICK.text().replace("long time", "long time, int price"));

        Compilation again = Compilation.run(
                folder.resolve("again"),
                List.of(all.classes()),
                List.of(changed),
                List.of("app.PointCodec"),
                List.of(),
                Compilation.PROCESSORS);

        assertThat(again.services(ServicesFile.MESSAGES)).isEqualTo("""
                app.PointCodec$Definition # app.Point
                app.TickCodec$Definition # app.Tick
                """);
        assertThat(again.classes().resolve(ServicesFile.KERNELS)).doesNotExist();
    }

    @Test
    void writesTheSameCodecAloneAndWithAllOthers() {
        Compilation all = all();
        for (Source source : ALL) {
            Compilation alone =
                    Compilation.run(folder.resolve(source.name()), List.of(all.classes()), List.of(source), List.of());

            assertThat(alone.messages()).isEmpty();
            alone.generated()
                    .forEach((name, text) ->
                            assertThat(text).as(name).isEqualTo(all.generated().get(name)));
        }
    }

    @Test
    void seesItsAnnotationsInClassFiles() throws Exception {
        List<String> inSourcesAlone = new ArrayList<>();
        for (Processor processor : Compilation.PROCESSORS.get()) {
            for (String name : processor.getSupportedAnnotationTypes()) {
                if (annotation(name).getAnnotation(Retention.class).value() == RetentionPolicy.SOURCE) {
                    inSourcesAlone.add(processor.getClass().getSimpleName() + " " + name);
                }
            }
        }

        // claimed by the isolating one, so that javac does not warn of it, and never looked for
        assertThat(inSourcesAlone).containsExactly("RingKernelProcessor javax.annotation.processing.Generated");
    }

    private static Class<? extends Annotation> annotation(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name).asSubclass(Annotation.class);
        } catch (ClassNotFoundException e) {
            int dot = name.lastIndexOf('.');
            return Class.forName(name.substring(0, dot) + "$" + name.substring(dot + 1))
                    .asSubclass(Annotation.class);
        }
    }

    @Test
    void saysOfEachProcessorWhatItIs() throws IOException {
        Set<String> found = ServiceLoader.load(Processor.class).stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("io.ringkernel"))
                .collect(Collectors.toSet());
        List<String> declared =
                Files.readAllLines(Path.of("src/main/resources/META-INF/gradle/incremental.annotation.processors"));

        assertThat(declared)
                .containsExactlyInAnyOrder(
                        RingKernelProcessor.class.getName() + ",isolating",
                        ServicesProcessor.class.getName() + ",aggregating");
        assertThat(declared.stream().map(line -> line.split(",")[0])).containsExactlyInAnyOrderElementsOf(found);
    }
}
