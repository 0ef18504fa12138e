// SPDX-License-Identifier: Apache-2.0
/** The annotations that turn a record into a message and a class or method into a kernel. Depends on nothing. */
module io.ringkernel.annotations {
    exports io.ringkernel.annotation;
}
