// SPDX-License-Identifier: Apache-2.0
/** The main job: the SHA-256 of every file below a folder, through kernels. Start reading at {@code Fingerprint}. */
@NullMarked
package io.ringkernel.examples.fingerprint;

import org.jspecify.annotations.NullMarked;
