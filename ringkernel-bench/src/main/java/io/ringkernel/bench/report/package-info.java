// SPDX-License-Identifier: Apache-2.0
/** What was measured, as data, as a table and as one page of HTML with pictures; knows nothing of how it was measured. */
@NullMarked
package io.ringkernel.bench.report;

import org.jspecify.annotations.NullMarked;
