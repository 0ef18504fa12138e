// SPDX-License-Identifier: Apache-2.0
/**
 * Java source as values: types, methods and pieces of code, and what prints them, with imports, in the form that
 * palantir-java-format gives them.
 *
 * <p>Knows only what emitters need. Uses nothing but the JDK, and of the compiler the names of modifiers.
 */
package io.ringkernel.processor.source;
