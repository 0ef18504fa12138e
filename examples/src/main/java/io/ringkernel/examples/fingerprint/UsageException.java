// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

/** The command line asks for something that cannot be. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
