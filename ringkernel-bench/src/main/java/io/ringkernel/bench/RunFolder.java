// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.CommandLine.UsageException;
import io.ringkernel.bench.report.Results;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the files of a run go: a folder without those of another one. */
final class RunFolder {
    private static final int MOST_OF_A_NAME = 100;

    private RunFolder() {}

    /** Makes the folder that was asked for, or takes it if it is there. */
    static Path asked(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new UsageException("folder is a file: folder=" + folder + "; choose another one with --out");
        }
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        } catch (IOException e) {
            throw refused(folder, e);
        }
        try {
            Files.createFile(folder.resolve(Results.FILE)); // of two runs that want it one gets it
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("folder holds the results of another run, or one that is under way: folder="
                    + folder + "; choose another one with --out, or remove it");
        } catch (IOException e) {
            throw refused(folder, e);
        }
    }

    /** Removes what a run left that has measured nothing: its empty file of results, and empty folders. */
    static void giveBack(Path folder) throws IOException {
        Path results = folder.resolve(Results.FILE);
        if (Files.exists(results) && Files.size(results) == 0) {
            Files.delete(results);
        }
        List<Path> folders;
        try (Stream<Path> all = Files.walk(folder)) {
            folders = all.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path empty : folders) {
            try (Stream<Path> files = Files.list(empty)) {
                if (files.findAny().isPresent()) {
                    continue;
                }
            }
            Files.delete(empty);
        }
    }

    /** Makes a new folder, with a number behind its name if there is one of that name. */
    static Path fresh(Path parent, String name) {
        try {
            Files.createDirectories(parent);
            for (int i = 1; ; i++) {
                try {
                    return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
                } catch (FileAlreadyExistsException e) {
                    if (i == MOST_OF_A_NAME) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw refused(parent.resolve(name), e);
        }
    }

    private static UsageException refused(Path folder, IOException reason) {
        return new UsageException("folder cannot be written: folder=" + folder + ", because of " + reason
                + "; choose another one with --out");
    }
}
