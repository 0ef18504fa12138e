// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.io.IOException;

/** Measures one side of a comparison once, in a JVM of its own. */
interface Trial {
    /** {@return about how long that takes, in seconds} */
    double seconds(Effort effort);

    /**
     * Measures.
     *
     * @param session that it belongs to
     * @param name    of the trial and its round, made of letters that a file name may have
     * @return what was measured
     * @throws IOException if the JVM could not be started, or said that it failed
     */
    Outcome run(Session session, String name) throws IOException;
}
