// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.codec.MessageCodec;
import io.ringkernel.processor.Compilation.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The codecs of all golden messages under hostile bytes. A frame is made from the seed and its number alone, so a frame
 * that broke something is made again from the two numbers in the report. One thread; each has its own.
 */
final class Hostility {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int RECORDS = 64;
    private static final int LONGEST_VALID = 4096;
    private static final int[] VERSIONS = {0, 1, 2, 3, 7, 65_535};

    private final List<HostileTarget> targets = new ArrayList<>();
    private final List<HostileFrames> frames = new ArrayList<>();
    private long records;

    /** Compiles the golden messages, one folder of them after the other. */
    static List<MessageCodec<Record>> codecs(Path folder) throws Exception {
        List<MessageCodec<Record>> codecs = new ArrayList<>();
        try (Stream<Path> shapes = Files.list(GOLDEN)) {
            for (Path shape : shapes.sorted().toList()) {
                if (!shape.getFileName().toString().startsWith("kernel-")) {
                    codecs.addAll(codecs(shape, folder.resolve(shape.getFileName())));
                }
            }
        }
        return codecs;
    }

    private static List<MessageCodec<Record>> codecs(Path shape, Path folder) throws Exception {
        List<Path> files;
        try (Stream<Path> paths = Files.list(shape)) {
            files = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        List<Source> sources = files.stream()
                .filter(path -> !path.toString().matches(".*(Codec|Dispatcher)\\.java"))
                .map(Source::of)
                .toList();
        ClassLoader loader = Compilation.lenient(folder, sources).loader();
        List<MessageCodec<Record>> codecs = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith("Codec.java")) {
                codecs.add(RandomRecords.codec(loader.loadClass("com.example." + name.replace(".java", ""))));
            }
        }
        return codecs;
    }

    Hostility(List<MessageCodec<Record>> codecs, boolean measuresAllocation) throws ReflectiveOperationException {
        for (MessageCodec<Record> codec : codecs) {
            add(new HostileMessage(codec, measuresAllocation));
            add(new HostileMap(codec, measuresAllocation));
        }
    }

    private void add(HostileTarget target) throws ReflectiveOperationException {
        targets.add(target);
        frames.add(new HostileFrames(valid(target)));
    }

    static List<byte[]> valid(HostileTarget target) throws ReflectiveOperationException {
        RandomRecords records = new RandomRecords(new Random(target.codec().typeId()));
        List<byte[]> valid = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] bytes = target.write(records.next(target.codec()));
            if (bytes.length <= LONGEST_VALID) {
                valid.add(bytes);
            }
        }
        return valid;
    }

    /** Makes one frame and gives it to its codec. */
    void run(long seed, long number) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L + number);
        int chosen = random.nextInt(targets.size());
        HostileTarget target = targets.get(chosen);
        HostileFrames frame = frames.get(chosen);
        frame.next(random);
        boolean isCurrent = random.nextInt(4) > 0;
        int version = isCurrent ? target.codec().version() : VERSIONS[random.nextInt(VERSIONS.length)];
        try {
            records += target.check(frame.bytes(), frame.length(), version) ? 1 : 0;
        } catch (AssertionError e) {
            throw new AssertionError("seed=" + seed + ", number=" + number + ": " + e.getMessage(), e);
        }
    }

    /** {@return how many of the frames were taken for a record in spite of all} */
    long records() {
        return records;
    }

    List<HostileTarget> targets() {
        return targets;
    }
}
