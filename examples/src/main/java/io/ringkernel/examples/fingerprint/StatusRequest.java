// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.Message;

/** Asks the aggregator how far things are. */
@Message(id = 0x0F09)
record StatusRequest() {}
