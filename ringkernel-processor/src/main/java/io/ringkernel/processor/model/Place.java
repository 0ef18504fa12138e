// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/** Where in the source something stands. Only the reporter knows what is behind it. */
public interface Place {}
