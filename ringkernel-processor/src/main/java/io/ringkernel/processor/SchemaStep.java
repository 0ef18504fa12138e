// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.annotation.Message;
import io.ringkernel.processor.check.MessageGraph;
import io.ringkernel.processor.check.SchemaCheck;
import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Nowhere;
import io.ringkernel.processor.report.Problem;
import io.ringkernel.processor.report.Reporter;
import io.ringkernel.processor.schema.RecordedMessage;
import io.ringkernel.processor.schema.SchemaException;
import io.ringkernel.processor.schema.SchemaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Holds messages to the schema file, and writes it on request. Without the option that names the file it does nothing. */
final class SchemaStep {
    /** The option with the path of the file. */
    static final String FILE = "ringkernel.schema";

    /** The option that asks to bring the file up to date. */
    static final String UPDATE = "ringkernel.schema.update";

    private final Elements elements;
    private final Reporter reporter;
    private final Path path;
    private final boolean isUpdate;
    private final SchemaCheck check = new SchemaCheck();
    private SchemaFile recorded = new SchemaFile();
    private boolean isRead;
    private boolean isBroken;

    SchemaStep(ProcessingEnvironment environment, Reporter reporter) {
        this.elements = environment.getElementUtils();
        this.reporter = reporter;
        String file = environment.getOptions().get(FILE);
        String update = environment.getOptions().getOrDefault(UPDATE, "false");
        this.path = file == null ? null : Path.of(file);
        this.isUpdate = update == null || update.equals("true"); // -Akey without a value is a null
    }

    /** Notes a message that is compiled now, before any message that names it is compared. */
    void add(CodecModel model) {
        if (path != null) {
            check.add(model);
        }
    }

    /** Finds in what a message differs from what was recorded of it. */
    List<Finding> findings(CodecModel model, MessageGraph graph) {
        if (path == null) {
            return List.of();
        }
        read();
        return check.findings(model, recorded, graph, this::isMessage);
    }

    private void read() {
        if (isRead) {
            return;
        }
        isRead = true;
        try {
            recorded = SchemaFile.parse(Files.readString(path));
        } catch (NoSuchFileException e) {
            if (!isUpdate) {
                fail(Problem.SCHEMA_FILE_MISSING, path);
            }
        } catch (SchemaException e) {
            fail(Problem.SCHEMA_FILE_BROKEN, path, e.getMessage());
        } catch (IOException e) {
            fail(Problem.SCHEMA_FILE_BROKEN, path, e);
        }
    }

    private void fail(Problem problem, Object... arguments) {
        isBroken = true;
        reporter.report(List.of(Finding.of(problem, Nowhere.NOWHERE, arguments)));
    }

    /** Tells whether there is a message of a name. */
    private boolean isMessage(String name) {
        TypeElement type = elements.getTypeElement(name);
        return type != null && type.getAnnotation(Message.class) != null;
    }

    /** Reports messages that are gone, or writes the file, if nothing is wrong. */
    void finish() {
        if (!isRead || isBroken) {
            return;
        }
        if (!isUpdate) {
            recorded.messages().stream()
                    .filter(this::isGone)
                    .forEach(message -> fail(Problem.MESSAGE_GONE, message.name(), message.id()));
            return;
        }
        String text = recorded.updated(check.now(), this::isMessage).text();
        if (!text.equals(recorded.text()) || !Files.exists(path)) {
            try {
                if (path.getParent() != null) {
                    Files.createDirectories(path.getParent());
                }
                Files.writeString(path, text);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + path, e);
            }
        }
    }

    private boolean isGone(RecordedMessage message) {
        boolean isRenamed = check.now().find(message.id()).isPresent();
        return !message.isRetired() && !message.isUse() && !isRenamed && !isMessage(message.name());
    }
}
