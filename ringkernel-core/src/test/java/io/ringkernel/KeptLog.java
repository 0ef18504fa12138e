// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Keeps what is logged, in place of what is done with it else, until it is closed. */
final class KeptLog extends Handler implements AutoCloseable {
    final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

    KeptLog() {
        Probe.LOG.setUseParentHandlers(false);
        Probe.LOG.setLevel(Level.WARNING);
        Probe.LOG.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Probe.LOG.removeHandler(this);
        Probe.LOG.setLevel(Level.OFF);
        Probe.LOG.setUseParentHandlers(true);
    }
}
