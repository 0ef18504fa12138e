// SPDX-License-Identifier: Apache-2.0
/**
 * The codecs beside those of SBE and beside MessagePack packed by hand: the same messages, the same values, every field
 * read.
 */
package io.ringkernel.bench.codec;
