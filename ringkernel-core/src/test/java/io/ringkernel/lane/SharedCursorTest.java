// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.Sequence;
import org.junit.jupiter.api.Test;

class SharedCursorTest {
    private static final int MOST = 1024;

    private final Kernel consumed = new Kernel();
    private final SharedCursor cursor = new SharedCursor(consumed, 0, MOST);

    /** Where the kernel is; something happens when somebody looks. */
    private static final class Kernel extends Sequence {
        private Runnable meanwhile = () -> {};

        @Override
        public long get() {
            Runnable due = meanwhile;
            meanwhile = () -> {};
            due.run();
            return super.get();
        }
    }

    @Test
    void givesNoMoreThanThereIsToWhoSawMore() {
        cursor.open(128);
        cursor.claim(100);
        consumed.set(99);
        consumed.meanwhile = () -> {
            assertThat(cursor.emptyAt(99)).isTrue();
            consumed.set(100);
            cursor.limit(MOST);
            assertThat(cursor.seal()).isEqualTo(100);
            cursor.open(16);
        };

        assertThat(cursor.claim(40)).isEqualTo(SharedCursor.SMALL);

        assertThat(cursor.claimed()).isEqualTo(100);
        assertThat(cursor.claim(16)).isEqualTo(101);
    }

    @Test
    void isNotEmptiedWhenSomethingIsClaimed() {
        cursor.open(16);
        cursor.claim(1);

        assertThat(cursor.emptyAt(-1)).isFalse();

        assertThat(cursor.capacity()).isEqualTo(16);
        assertThat(cursor.claim(1)).isEqualTo(1);
    }
}
