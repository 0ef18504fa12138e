// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.bench.CommandLine.UsageException;
import io.ringkernel.bench.report.Results;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of a run go: a folder without those of another one. */
final class RunFolder {
    private static final int MOST_OF_A_NAME = 100;

    private RunFolder() {}

    /** Makes the folder that was asked for, or takes it if it is there. */
    static Path asked(Path folder) {
        if (Files.exists(folder.resolve(Results.FILE))) {
            throw new UsageException("folder holds the results of another run: folder=" + folder
                    + "; choose another one with --out, or remove it");
        }
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
            return folder;
        } catch (IOException e) {
            throw refused(folder, e);
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
